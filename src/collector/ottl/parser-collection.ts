import type { LogFields, Logger } from '../pipeline/logger.ts';
import type { ContextName } from './contexts/context-definition.ts';
import { contexts } from './contexts/contexts.ts';
import type { FunctionEnvironment, FunctionTable } from './function.ts';
import { inferContext } from './infer-context.ts';
import { OttlError } from './ottl-error.ts';
import { type Condition, Parser, type Statement } from './parser.ts';
import { prependContext } from './prepend-context.ts';
import { goQuoteAllAscii } from './syntax/go-quote.ts';

/** Statements with the context they run in. */
export interface ParsedStatements {
  readonly context: ContextName;
  readonly statements: readonly Statement[];
}

/** Conditions with the context they are asked in. */
export interface ParsedConditions {
  readonly context: ContextName;
  readonly conditions: readonly Condition[];
}

/**
 * Parses for several contexts, and finds out which one a text is for (ottl.ParserCollection). Paths begin with their
 * context. All methods throw OttlError with the collector's text.
 */
export class ParserCollection {
  readonly #parsers = new Map<string, Parser>();
  readonly #logger: Logger;

  /** The contexts, each with its functions. */
  constructor(
    functions: readonly (readonly [ContextName, FunctionTable])[],
    environment: FunctionEnvironment,
  ) {
    this.#logger = environment.logger;
    for (const [name, table] of functions) {
      this.#parsers.set(
        name,
        new Parser({ context: contexts[name], functions: table, environment, namedPaths: true }),
      );
    }
  }

  /** `conditions` help to find the context; they are not parsed otherwise. */
  statements(texts: readonly string[], conditions: readonly string[] = []): ParsedStatements {
    const inputs = `statements ${goQuoteAllAscii(texts)} and conditions ${goQuoteAllAscii(conditions)}`;
    let context: string;
    try {
      context = inferContext(this.#parsers, { statements: texts, conditions });
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      throw new OttlError(
        `unable to infer a valid context (${this.#supported()}) from ${inputs}: ${error.message}`,
        {
          cause: error,
        },
      );
    }
    if (context === '') {
      throw new OttlError(
        // The collector itself has its lists in the wrong places here.
        `unable to infer context from statements ${this.#supported()} and conditions ${goQuoteAllAscii(texts)}, path's first segment must be a valid context name ${goQuoteAllAscii(conditions)}, and at least one context must be capable of parsing all statements`,
      );
    }
    const parser = this.#parsers.get(context);
    if (parser === undefined) {
      throw new OttlError(
        `context "${context}" inferred from the ${inputs} is not a supported context: ${this.#supported()}`,
      );
    }
    return { context: parser.options.context.name, statements: parser.statements(texts) };
  }

  /** Paths without a context get this one's. */
  statementsIn(context: string, texts: readonly string[]): ParsedStatements {
    const parser = this.#parser(context, 'statements', texts);
    const named = this.#prepended('statement', parser, texts);
    return { context: parser.options.context.name, statements: parser.statements(named) };
  }

  conditions(texts: readonly string[]): ParsedConditions {
    const context = inferContext(this.#parsers, { conditions: texts });
    if (context === '') {
      throw new OttlError(
        `unable to infer context from conditions, path's first segment must be a valid context name: ${this.#supported()}, and at least one context must be capable of parsing all conditions: ${goQuoteAllAscii(texts)}`,
      );
    }
    const parser = this.#parsers.get(context);
    if (parser === undefined) {
      throw new OttlError(
        `context "${context}" inferred from the conditions ${goQuoteAllAscii(texts)} is not a supported context: ${this.#supported()}`,
      );
    }
    return { context: parser.options.context.name, conditions: parser.conditions(texts) };
  }

  /** Paths without a context get this one's. */
  conditionsIn(context: string, texts: readonly string[]): ParsedConditions {
    const parser = this.#parser(context, 'conditions', texts);
    const named = this.#prepended('condition', parser, texts);
    return { context: parser.options.context.name, conditions: parser.conditions(named) };
  }

  #parser(context: string, kind: string, texts: readonly string[]): Parser {
    const parser = this.#parsers.get(context);
    if (parser !== undefined) return parser;
    throw new OttlError(`unknown context "${context}" for ${kind}: [${texts.join(' ')}]`);
  }

  #prepended(kind: 'statement' | 'condition', parser: Parser, texts: readonly string[]): string[] {
    const { name, pathNames } = parser.options.context;
    const named = texts.map((text, index) => {
      try {
        return prependContext(kind, text, name, pathNames);
      } catch (error) {
        if (error instanceof OttlError) error.index = index;
        throw error;
      }
    });
    const changes: Record<string, LogFields> = {};
    named.forEach((modified, index) => {
      const original = texts[index] ?? '';
      if (modified !== original) changes[`[${index}]`] = { original, modified };
    });
    if (Object.keys(changes).length > 0) {
      this.#logger.log(
        'info',
        'one or more paths were modified to include their context prefix, please rewrite them accordingly',
        { values: changes },
      );
    }
    return named;
  }

  #supported(): string {
    return goQuoteAllAscii([...this.#parsers.keys()]);
  }
}
