import type { ContextName } from './contexts/context-definition.ts';
import { contexts } from './contexts/contexts.ts';
import type { ErrorMode } from './error-mode.ts';
import type { FunctionEnvironment, FunctionTable } from './function.ts';
import { Parser } from './parser.ts';
import { ConditionSequence } from './sequences.ts';

export interface ParseOptions {
  readonly functions: FunctionTable;
  readonly environment: FunctionEnvironment;
  readonly errorMode: ErrorMode;
  /** Whether paths must begin with their context's name; false is the older form without. */
  readonly namedPaths?: boolean;
}

/** Conditions for one context, joined by `logic` ("or" unless told). Throws OttlParseErrors. */
export function parseConditions(
  context: ContextName,
  texts: readonly string[],
  options: ParseOptions & { readonly logic?: 'and' | 'or' },
): ConditionSequence {
  const { functions, environment, errorMode, namedPaths = false, logic = 'or' } = options;
  const parser = new Parser({ context: contexts[context], functions, environment, namedPaths });
  return new ConditionSequence(parser.conditions(texts), { errorMode, logger: environment.logger, logic });
}
