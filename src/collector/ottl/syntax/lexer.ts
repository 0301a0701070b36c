import { goQuote } from './go-quote.ts';
import { goUnquote } from './go-unquote.ts';
import { OttlSyntaxError } from './syntax-error.ts';

export type TokenType =
  | 'Bytes'
  | 'Float'
  | 'Int'
  | 'String'
  | 'Nil'
  | 'OpNot'
  | 'OpOr'
  | 'OpAnd'
  | 'OpComparison'
  | 'LambdaArrow'
  | 'OpAddSub'
  | 'OpMultDiv'
  | 'Boolean'
  | 'Equal'
  | 'LParen'
  | 'RParen'
  | 'LBrace'
  | 'RBrace'
  | 'Colon'
  | 'Punct'
  | 'Uppercase'
  | 'Lowercase'
  | 'whitespace'
  | 'Underscore'
  | 'EOF';

/** A place in a statement: offset in UTF-16 units from 0, line and column in characters from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Token {
  readonly type: TokenType;
  /** The text; of strings what stands between the quotes, escapes resolved. */
  readonly value: string;
  readonly at: Position;
}

/**
 * The rules of pkg/ottl's lexer, in its order; the first that matches wins. It looks at what is left of the text only,
 * so that there is a word boundary before every token.
 */
const RULES: readonly (readonly [TokenType, RegExp])[] = [
  ['Bytes', /0x[a-fA-F0-9]+/y],
  ['Float', /(?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?/y],
  ['Int', /\d+/y],
  ['String', /"(?:\\[^\n]|[^\\"])*"/uy],
  ['Nil', /nil(?!\w)/y],
  ['OpNot', /not(?!\w)/y],
  ['OpOr', /or(?!\w)/y],
  ['OpAnd', /and(?!\w)/y],
  ['OpComparison', /==|!=|>=|<=|>|</y],
  ['LambdaArrow', /=>/y],
  ['OpAddSub', /[+-]/y],
  ['OpMultDiv', /[/*]/y],
  ['Boolean', /(?:true|false)(?!\w)/y],
  ['Equal', /=/y],
  ['LParen', /\(/y],
  ['RParen', /\)/y],
  ['LBrace', /\{/y],
  ['RBrace', /\}/y],
  ['Colon', /:/y],
  ['Punct', /[,.[\]]/y],
  ['Uppercase', /[A-Z][A-Z0-9_]*/y],
  ['Lowercase', /[a-z][a-z0-9_]*/y],
  ['whitespace', /[\t\n\f\r ]+/y],
  ['Underscore', /_(?!\w)/y],
];

const SAMPLE_LENGTH = 16;

/** The tokens of a statement without the blanks, with `EOF` at the end. Throws OttlSyntaxError. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at: Position = { offset: 0, line: 1, column: 1 };
  while (at.offset < text.length) {
    const { type, span } = nextSpan(text, at);
    if (type === 'String') tokens.push({ type, value: unquoted(span, at), at });
    else if (type !== 'whitespace') tokens.push({ type, value: span, at });
    at = after(at, span);
  }
  tokens.push({ type: 'EOF', value: '', at });
  return tokens;
}

function nextSpan(text: string, at: Position): { type: TokenType; span: string } {
  for (const [type, rule] of RULES) {
    rule.lastIndex = at.offset;
    const span = rule.exec(text)?.[0];
    if (span !== undefined) return { type, span };
  }
  const characters = Array.from(text.slice(at.offset, at.offset + 2 * SAMPLE_LENGTH + 2));
  const sample =
    characters.length > SAMPLE_LENGTH
      ? `${characters.slice(0, SAMPLE_LENGTH).join('')}...`
      : characters.join('');
  throw new OttlSyntaxError(`lexer: invalid input text ${goQuote(sample)}`, at);
}

function unquoted(span: string, at: Position): string {
  const value = goUnquote(span);
  if (value === undefined) {
    throw new OttlSyntaxError(`invalid quoted string ${goQuote(span)}: invalid syntax`, at);
  }
  return value;
}

function after(at: Position, span: string): Position {
  const lines = span.split('\n');
  const last = lines[lines.length - 1] ?? '';
  const length = [...last].length;
  return {
    offset: at.offset + span.length,
    line: at.line + lines.length - 1,
    column: lines.length === 1 ? at.column + length : length + 1,
  };
}
