import { conditionFunctions } from '../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { FunctionEnvironment } from '../../../ottl/function.ts';
import { ParserCollection } from '../../../ottl/parser-collection.ts';
import { ConditionSequence } from '../../../ottl/sequences.ts';

/** Conditions whose paths may name their context, or not. Throws OttlError. */
export function compileCondition(
  context: ContextName,
  texts: readonly string[],
  environment: FunctionEnvironment,
): ConditionSequence {
  const parser = new ParserCollection([[context, conditionFunctions(context)]], environment);
  const { conditions } = parser.conditionsIn(context, texts);
  return new ConditionSequence(conditions, { errorMode: 'propagate', logger: environment.logger });
}
