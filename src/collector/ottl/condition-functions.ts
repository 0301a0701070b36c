import type { ContextName } from './contexts/context-definition.ts';
import { hasAttrKeyOnDatapoint, hasAttrOnDatapoint } from './data-point-functions.ts';
import { type FunctionTable, functionTable } from './function.ts';
import { isRootSpan } from './functions/predicates/is-root-span.ts';
import { standardConverters } from './functions/standard-functions.ts';

const everywhere = functionTable(...standardConverters);
const onSpans = functionTable(...standardConverters, isRootSpan);
const onMetrics = functionTable(...standardConverters, hasAttrKeyOnDatapoint, hasAttrOnDatapoint);

/** The functions conditions have in a context, where there are no statements: converters only (internal/filter/filterottl). */
export function conditionFunctions(context: ContextName): FunctionTable {
  if (context === 'span') return onSpans;
  return context === 'metric' ? onMetrics : everywhere;
}
