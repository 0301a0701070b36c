import { OttlError } from '../ottl-error.ts';
import { booleanExpressionRule, statementRule, valueRule } from './grammar.ts';
import { runGrammar, type StructRule } from './grammar-machine.ts';
import { lex, type Position } from './lexer.ts';
import { keysText } from './path-text.ts';
import { OttlSyntaxError } from './syntax-error.ts';
import type { BooleanExpression, ParsedStatement, ParsedValue } from './tree.ts';
import { type Visitor, visitCondition, visitStatement, visitValue } from './visit.ts';

/** Parses "set(name, "x") where …". Throws OttlSyntaxError, or OttlError where the form is right and the sense isn't. */
export function parseStatement(text: string): ParsedStatement {
  const statement = parse<ParsedStatement>('statement', statementRule, text);
  const errors: string[] = [];
  if (statement.converter !== undefined) {
    errors.push(`editor names must start with a lowercase letter but got '${statement.converter.name}'`);
  }
  visitStatement(statement, sense(errors));
  refuse(errors);
  return statement;
}

/** Parses "name == "x" and …". Throws as `parseStatement`. */
export function parseCondition(text: string): BooleanExpression {
  const condition = parse<BooleanExpression>('condition', booleanExpressionRule, text);
  const errors: string[] = [];
  visitCondition(condition, sense(errors));
  refuse(errors);
  return condition;
}

/** Parses what stands on one side of a comparison. Throws as `parseStatement`. */
export function parseValueExpression(text: string): ParsedValue {
  const value = parse<ParsedValue>('expression', valueRule, text);
  const errors: string[] = [];
  visitValue(value, sense(errors));
  refuse(errors);
  return value;
}

function parse<T>(kind: string, rule: StructRule, text: string): T {
  try {
    return runGrammar(rule, lex(text)) as T;
  } catch (error) {
    if (!(error instanceof OttlSyntaxError)) throw error;
    throw new OttlSyntaxError(messageFor(kind, text, error), error.at, error.expected);
  }
}

function messageFor(kind: string, text: string, error: OttlSyntaxError): string {
  const place = `${error.at.line}:${error.at.column}`;
  if (error.expected === undefined) return `${kind} has invalid syntax: ${place}: ${error.message}`;
  const near = snippet(text, error.at);
  return [
    `${kind} has invalid syntax at ${place}`,
    near === '' ? '' : ` near \`${near}\``,
    ':',
    error.expected === '' ? '' : ` (expected ${error.expected})`,
  ].join('');
}

const SNIPPET_BYTES = 10;

/** What follows the place: 10 bytes of UTF-8, without half characters. */
function snippet(text: string, at: Position): string {
  let taken = '';
  let bytes = 0;
  for (const char of text.slice(at.offset, at.offset + SNIPPET_BYTES)) {
    bytes += utf8Length(char.codePointAt(0) ?? 0);
    if (bytes > SNIPPET_BYTES) break;
    taken += char;
  }
  return taken.trim();
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function sense(errors: string[]): Visitor {
  return {
    editor: ({ name, keys }) => {
      if (keys.length === 0) return;
      errors.push(`only paths and converters may be indexed, not editors, but got ${name}${keysText(keys)}`);
    },
    misplacedEditor: ({ name }) =>
      errors.push(`converter names must start with an uppercase letter but got '${name}'`),
    lambda: ({ value }) => {
      if (value?.kind === 'lambda') {
        errors.push('lambda body cannot result into another lambda expression');
      }
    },
  };
}

function refuse(errors: readonly string[]): void {
  if (errors.length > 0) throw new OttlError(errors.join('; '));
}
