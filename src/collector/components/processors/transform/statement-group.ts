import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { TransformContext } from '../../../ottl/function.ts';
import type { ConditionSequence, StatementSequence } from '../../../ottl/sequences.ts';

/** Statements that run on every item of a context for which one of the conditions holds. */
export interface StatementGroup {
  readonly context: ContextName;
  /** `undefined`: on every item. */
  readonly conditions: ConditionSequence | undefined;
  readonly statements: StatementSequence;
  /** Whether it shares its cache with the other groups of the context that say so. */
  readonly sharedCache: boolean;
}

/** Runs the group on an item. Throws OttlError in error mode `propagate`. */
export function runGroup({ conditions, statements }: StatementGroup, context: TransformContext): void {
  if (conditions === undefined || conditions.test(context)) statements.execute(context);
}
