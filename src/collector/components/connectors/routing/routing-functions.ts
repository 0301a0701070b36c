import { conditionFunctions } from '../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { defineFunction, type FunctionTable, functionTable } from '../../../ottl/function.ts';

/** Does nothing: "route() where …" is what a condition looks like as a statement. */
const route = defineFunction({ name: 'route', parameters: {}, create: () => () => true });

/** The functions statements of routes have in a context. */
export function routingFunctions(context: ContextName): FunctionTable {
  return functionTable(...conditionFunctions(context === 'span' ? 'span' : 'resource').values(), route);
}
