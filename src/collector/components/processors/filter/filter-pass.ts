import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { TransformContext } from '../../../ottl/function.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ConditionSequence } from '../../../ottl/sequences.ts';

/** One walk over the data: what is dropped at each level. What has no conditions is kept. */
export class FilterPass {
  readonly #conditions: ReadonlyMap<ContextName, ConditionSequence>;
  /** The older form (`metrics.datapoint`): an empty metric is dropped even where one of its points has an error. */
  readonly older: boolean;
  /** Of the data now walked over. */
  #errors: string[] = [];

  constructor(conditions: ReadonlyMap<ContextName, ConditionSequence>, older = false) {
    this.#conditions = conditions;
    this.older = older;
  }

  has(context: ContextName): boolean {
    return this.#conditions.has(context);
  }

  /** Whether to drop the item; an error keeps it, and is noted. */
  drops(level: ContextName, context: TransformContext): boolean {
    const conditions = this.#conditions.get(level);
    if (conditions === undefined) return false;
    try {
      return conditions.test(context);
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      this.#errors.push(error.message);
      return false;
    }
  }

  /** How many errors there are up to now. */
  get errorCount(): number {
    return this.#errors.length;
  }

  /** The errors since it was last asked. */
  takeErrors(): string[] {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }
}
