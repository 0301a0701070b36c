/** Statements that run one after the other, conditions of which one or all must hold; and what errors do. */
import type { Logger } from '../pipeline/logger.ts';
import type { ErrorMode } from './error-mode.ts';
import type { TransformContext } from './function.ts';
import { OttlError } from './ottl-error.ts';
import type { Condition, Statement } from './parser.ts';

export interface SequenceOptions {
  readonly errorMode: ErrorMode;
  readonly logger: Logger;
}

/** ottl.StatementSequence */
export class StatementSequence {
  readonly statements: readonly Statement[];
  readonly #options: SequenceOptions;

  constructor(statements: readonly Statement[], options: SequenceOptions) {
    this.statements = statements;
    this.#options = options;
  }

  /** Throws OttlError in mode `propagate`. */
  execute(context: TransformContext): void {
    for (let index = 0; index < this.statements.length; index += 1) {
      const statement = this.statements[index] as Statement;
      try {
        statement.execute(context);
      } catch (error) {
        this.#failed(statement, error);
      }
    }
  }

  #failed({ text }: Statement, error: unknown): void {
    if (!(error instanceof OttlError)) throw error;
    const { errorMode, logger } = this.#options;
    if (errorMode === 'propagate') {
      throw new OttlError(`failed to execute statement: ${text}, ${error.message}`, { cause: error });
    }
    if (errorMode === 'ignore') {
      logger.log('warn', 'failed to execute statement', { error: error.message, statement: text });
    }
  }
}

/** ottl.ConditionSequence */
export class ConditionSequence {
  readonly conditions: readonly Condition[];
  readonly #options: SequenceOptions;
  readonly #and: boolean;

  constructor(
    conditions: readonly Condition[],
    options: SequenceOptions & { readonly logic?: 'and' | 'or' },
  ) {
    this.conditions = conditions;
    this.#options = options;
    this.#and = options.logic === 'and';
  }

  /**
   * Whether one condition holds, or all with `and`: then those with errors don't count, but one must hold. Throws
   * OttlError in mode `propagate`.
   */
  test(context: TransformContext): boolean {
    let held = false;
    for (let index = 0; index < this.conditions.length; index += 1) {
      const condition = this.conditions[index] as Condition;
      let holds: boolean;
      try {
        holds = condition.test(context);
      } catch (error) {
        this.#failed(condition, error);
        continue;
      }
      if (holds !== this.#and) return holds;
      held ||= holds;
    }
    return held;
  }

  #failed({ text }: Condition, error: unknown): void {
    if (!(error instanceof OttlError)) throw error;
    const { errorMode, logger } = this.#options;
    if (errorMode === 'propagate') {
      throw new OttlError(`failed to eval condition: ${text}, ${error.message}`, { cause: error });
    }
    if (errorMode === 'ignore') {
      logger.log('warn', 'failed to eval condition', { error: error.message, condition: text });
    }
  }
}
