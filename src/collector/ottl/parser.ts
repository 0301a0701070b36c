import { toAttributes } from './any-value.ts';
import { type BooleanTest, literalTest } from './compile/boolean-expression.ts';
import { compileCall } from './compile/call.ts';
import { Compiler, type CompilerOptions } from './compile/compiler.ts';
import type { Closure, Getter, TransformContext } from './function.ts';
import { OttlError } from './ottl-error.ts';
import { goQuote } from './syntax/go-quote.ts';
import { parseCondition, parseStatement, parseValueExpression } from './syntax/parse.ts';
import { GoMap, type Value } from './value.ts';

/** A statement ready to run. */
export interface Statement {
  readonly text: string;
  /** Runs the editor where the condition holds, and says whether it does. Throws OttlError. */
  execute(context: TransformContext): boolean;
}

/** A condition ready to be asked. */
export interface Condition {
  readonly text: string;
  /** Throws OttlError. */
  test(context: TransformContext): boolean;
}

/** An expression of a value ready to be asked. */
export interface ValueExpression {
  readonly text: string;
  /** Throws OttlError. */
  get(context: TransformContext): Value;
}

/** Several texts that can't be parsed; the message is the collector's, a line for each. */
export class OttlParseErrors extends OttlError {
  /** Which of the texts, and what is wrong with it. */
  readonly errors: readonly { readonly index: number; readonly error: OttlError }[];

  readonly #kind: string;
  readonly #texts: readonly string[];

  constructor(kind: string, texts: readonly string[], errors: OttlParseErrors['errors']) {
    super(errors.map(({ index, error }) => lineFor(kind, texts[index] ?? '', error)).join('\n'));
    this.name = 'OttlParseErrors';
    this.errors = errors;
    this.#kind = kind;
    this.#texts = texts;
  }

  /** The line about one of the texts, by its index. */
  textOf(index: number): string {
    const found = this.errors.find((each) => each.index === index);
    return found === undefined ? '' : lineFor(this.#kind, this.#texts[index] ?? '', found.error);
  }
}

function lineFor(kind: string, text: string, error: OttlError): string {
  return `unable to parse OTTL ${kind} ${goQuote(text)}: ${error.message}`;
}

/** Parses and compiles for one context (ottl.Parser). All methods throw OttlError or OttlParseErrors. */
export class Parser {
  readonly options: CompilerOptions;

  constructor(options: CompilerOptions) {
    this.options = options;
  }

  statements(texts: readonly string[]): Statement[] {
    return this.#all('statement', texts, (compiler, text) => {
      const { editor, where } = parseStatement(text);
      if (editor === undefined) throw new OttlError('statement has no editor');
      const run = compileCall(compiler, editor);
      const condition = where === undefined ? literalTest(true) : compiler.condition(where);
      return statement(text, run, condition);
    });
  }

  conditions(texts: readonly string[]): Condition[] {
    return this.#all('condition', texts, (compiler, text) => {
      const { test } = compiler.condition(parseCondition(text));
      return { text, test };
    });
  }

  valueExpressions(texts: readonly string[]): ValueExpression[] {
    return this.#all('value expression', texts, (compiler, text) => {
      const getter: Getter = compiler.value(parseValueExpression(text));
      return {
        text,
        get: (context) => {
          const value = getter.get(context);
          return value instanceof GoMap ? toAttributes(value) : value;
        },
      };
    });
  }

  #all<T>(kind: string, texts: readonly string[], compile: (compiler: Compiler, text: string) => T): T[] {
    const compiler = new Compiler(this.options);
    const compiled: T[] = [];
    const errors: { index: number; error: OttlError }[] = [];
    texts.forEach((text, index) => {
      try {
        compiled.push(compile(compiler, text));
      } catch (error) {
        if (!(error instanceof OttlError)) throw error;
        errors.push({ index, error });
      }
    });
    if (errors.length > 0) throw new OttlParseErrors(kind, texts, errors);
    this.#warn(compiler);
    return compiled;
  }

  #warn({ experimental }: Compiler): void {
    if (experimental.size === 0) return;
    this.options.environment.logger.log(
      'warn',
      'OTTL configuration uses experimental functions that are not covered by stability guarantees; their names, arguments, and behavior may change or be removed',
      { functions: [...experimental].sort() },
    );
  }
}

function statement(text: string, run: Closure, condition: BooleanTest): Statement {
  if (condition.literal === true) {
    return {
      text,
      execute: (context) => {
        run(context);
        return true;
      },
    };
  }
  return {
    text,
    execute: (context) => {
      const holds = condition.test(context);
      if (holds) run(context);
      return holds;
    },
  };
}
