import type { ContextName } from './contexts/context-definition.ts';
import { contexts } from './contexts/contexts.ts';
import type { ParseOptions } from './parse-conditions.ts';
import { Parser } from './parser.ts';
import { StatementSequence } from './sequences.ts';

/** Statements for one context. Throws OttlParseErrors. */
export function parseStatements(
  context: ContextName,
  texts: readonly string[],
  { functions, environment, errorMode, namedPaths = false }: ParseOptions,
): StatementSequence {
  const parser = new Parser({ context: contexts[context], functions, environment, namedPaths });
  return new StatementSequence(parser.statements(texts), { errorMode, logger: environment.logger });
}
