import { conditionFunctions } from '../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { defineFunction, type FunctionTable, functionTable } from '../../../ottl/function.ts';
import { standardFunctions } from '../../../ottl/functions/standard-functions.ts';

/** Editors that may change the attributes of what takes the route. */
const deleters = standardFunctions.filter(({ name }) =>
  ['delete_key', 'delete_matching_keys'].includes(name),
);

/** Does nothing: "route() where …" is what a condition looks like as a statement. */
const route = defineFunction({ name: 'route', parameters: {}, create: () => () => true });

/** The functions statements of routes have in a context. */
export function routingFunctions(context: ContextName): FunctionTable {
  const converters = conditionFunctions(context === 'span' ? 'span' : 'resource');
  return functionTable(...converters.values(), ...deleters, route);
}
