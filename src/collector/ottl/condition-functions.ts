import type { ContextName } from './contexts/context-definition.ts';
import { hasAttrKeyOnDatapoint, hasAttrOnDatapoint } from './data-point-functions.ts';
import { type FunctionTable, functionTable } from './function.ts';
import { testFunctions } from './testing/test-functions.ts';

const standard = testFunctions;
const onSpans = standard;
const onMetrics = functionTable(...standard.values(), hasAttrKeyOnDatapoint, hasAttrOnDatapoint);

/** The functions conditions have in a context, where there are no statements: converters only (internal/filter/filterottl). */
export function conditionFunctions(context: ContextName): FunctionTable {
  if (context === 'span') return onSpans;
  return context === 'metric' ? onMetrics : standard;
}
