/**
 * Colours for TypeScript. A tokenizer and not a parser: what a name is follows from the characters around it, which is
 * right for programs as labs have them and a fraction of a parser's size.
 */
import type { Token } from './token.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const keywords = words(
  'abstract await break case catch class const continue debugger default delete do else enum export extends finally for ' +
    'function if implements import in instanceof interface let new private protected public return static super switch ' +
    'this throw try typeof var void while with yield',
);
/** Keywords only before another word, a string or a brace; names otherwise. */
const contextual = words(
  'as asserts async declare from get infer is keyof of override readonly satisfies set type unique',
);
const constants = words('true false null undefined NaN Infinity');
/** What follows them is the name of a class or a type. */
const beforeNames = words('new class interface enum extends implements');
/** After these words, a slash begins a regular expression. */
const operands = words('this super');

const space = /\s+/y;
const comment = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/y;
const string = /'(?:[^'\\\n]|\\[\s\S])*'?|"(?:[^"\\\n]|\\[\s\S])*"?/y;
const template = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y;
const number = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)n?/y;
const name = /[#@]?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
/** As long as one is written: what is longer is something else, and must not be searched again and again. */
const regex = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}\/[a-z]*/y;

const constantName = /^[A-Z][A-Z\d]*_[A-Z\d_]*$|^[A-Z][A-Z\d]{2,}$/;

export function typescriptTokens(text: string): Token[] {
  const tokens: Token[] = [];
  /** Open brackets; "`" stands for the `${` of a template. */
  const open: string[] = [];
  let at = 0;
  let before = '';
  let beforeEnd = 0;
  /** A slash after an operand divides. */
  let operand = false;

  const end = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    return pattern.test(text) && pattern.lastIndex > at ? pattern.lastIndex : undefined;
  };
  const take = (to: number, kind?: Token['kind']): string => {
    const taken = text.slice(at, to);
    if (kind) tokens.push({ from: at, to, kind });
    before = taken;
    beforeEnd = to;
    at = to;
    return taken;
  };
  const takeTemplate = (from: number): void => {
    template.lastIndex = from;
    template.test(text);
    const to = Math.max(template.lastIndex, from);
    const inserts = text.startsWith('${', to - 2) && to - 2 >= from;
    take(to, 'string');
    if (inserts) open.push('`');
    operand = !inserts;
  };

  while (at < text.length) {
    const blank = end(space);
    if (blank !== undefined) {
      at = blank;
      continue;
    }
    const remark = end(comment);
    if (remark !== undefined) {
      // Not remembered as what stands before: code goes on as if it were not there.
      tokens.push({ from: at, to: remark, kind: 'comment' });
      at = remark;
      continue;
    }
    const quoted = end(string);
    if (quoted !== undefined) {
      take(quoted, 'string');
      operand = true;
      continue;
    }
    const word = end(name);
    if (word !== undefined) {
      const kind = kindOfName(text, at, word, { before, beforeEnd, inside: open.at(-1) });
      const taken = take(word, kind);
      operand = kind !== 'keyword' || operands.has(taken);
      continue;
    }
    const digits = end(number);
    if (digits !== undefined) {
      take(digits, 'constant');
      operand = true;
      continue;
    }
    const expression = operand ? undefined : end(regex);
    if (expression !== undefined) {
      take(expression, 'string');
      operand = true;
      continue;
    }
    const character = text[at] ?? '';
    if (character === '`') {
      takeTemplate(at + 1);
      continue;
    }
    if (character === '}' && open.at(-1) === '`') {
      open.pop();
      takeTemplate(at + 1);
      continue;
    }
    if ('([{'.includes(character)) open.push(character);
    else if (')]}'.includes(character)) open.pop();
    operand = character === ')' || character === ']';
    take(at + 1);
  }
  return tokens;
}

interface Surroundings {
  /** The token before, and where it ended. */
  readonly before: string;
  readonly beforeEnd: number;
  /** The innermost open bracket. */
  readonly inside: string | undefined;
}

function kindOfName(text: string, from: number, to: number, around: Surroundings): Token['kind'] | undefined {
  const { before, beforeEnd, inside } = around;
  const word = text.slice(from, to);
  const next = text.slice(to, to + 64).trimStart();
  const called = /^(?:\?\.)?[(`]/.test(next);
  if (before === '.') return called ? 'function' : constantName.test(word) ? 'constant' : undefined;
  if (
    word !== 'default' &&
    inside === '{' &&
    /^\??:(?!:)/.test(next) &&
    isKeyPlace(text, from, before, beforeEnd)
  )
    return 'property';
  if (keywords.has(word)) return 'keyword';
  if (contextual.has(word)) {
    const introduces = /^(?:[\p{ID_Start}$_'"{*[<]|\(.*=>)/u.test(next) && !/^(?:in|instanceof)\b/.test(next);
    if (introduces || (word === 'async' && called)) return 'keyword';
  }
  if (constants.has(word) || constantName.test(word)) return 'constant';
  if (called || beforeNames.has(before) || (before === 'type' && /^[=<]/.test(next))) return 'function';
  return /^\p{Lu}/u.test(word) && /^</.test(next) ? 'function' : undefined;
}

/** Where a key of an object or a member of a type can begin, so not in `a ? b : c` and not after `case`. */
function isKeyPlace(text: string, from: number, before: string, beforeEnd: number): boolean {
  if (before === '{' || before === ',' || before === ';') return true;
  return before !== '?' && before !== 'case' && text.slice(beforeEnd, from).includes('\n');
}
