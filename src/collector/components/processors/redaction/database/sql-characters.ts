/** What characters are to SQL, by their code points; 0 stands for the end. */

export const CODE = {
  quote: 0x22,
  apostrophe: 0x27,
  backquote: 0x60,
  backslash: 0x5c,
  dollar: 0x24,
  hash: 0x23,
  at: 0x40,
  star: 0x2a,
  slash: 0x2f,
  plus: 0x2b,
  minus: 0x2d,
  dot: 0x2e,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  question: 0x3f,
  ampersand: 0x26,
  bar: 0x7c,
  newline: 0x0a,
} as const;

const OPERATORS: ReadonlySet<number> = codesOf('+-*/=<>!&|^%~?@:#');
const PUNCTUATION: ReadonlySet<number> = codesOf('(),;.:[]{}');
const INSIDE_NAMES: ReadonlySet<number> = codesOf('".?$#/@!');

const LETTER = /\p{L}/u;
const NUMBER = /\p{N}/u;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** A letter of ASCII, or "_". */
export function isWordCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

export function isLetter(code: number): boolean {
  return isWordCharacter(code) || (code > 0x7f && LETTER.test(String.fromCodePoint(code)));
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code) || (code > 0x7f && NUMBER.test(String.fromCodePoint(code)));
}

export function isInsideName(code: number): boolean {
  return INSIDE_NAMES.has(code) || isDigit(code) || isLetter(code);
}

export function isOperator(code: number): boolean {
  return OPERATORS.has(code);
}

export function isPunctuation(code: number): boolean {
  return PUNCTUATION.has(code);
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** `->` `#>` `#-` `?|` `?&` `<@`; the first two may have another ">". */
export function isJsonOperator(first: number, second: number): boolean {
  switch (first) {
    case CODE.minus:
      return second === CODE.greater;
    case CODE.hash:
      return second === CODE.greater || second === CODE.minus;
    case CODE.question:
      return second === CODE.bar || second === CODE.ampersand;
    case CODE.less:
      return second === CODE.at;
    default:
      return false;
  }
}

export function isExponent(code: number): boolean {
  return (code | 0x20) === 0x65;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

export function isOctalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}
