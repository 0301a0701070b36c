/** Character classes of RE2, as the inside of a JavaScript class. */

/** `\d` and its like are ASCII in RE2. */
export const PERL_CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  s: '\\t\\n\\f\\r ',
  w: '0-9A-Za-z_',
};

/** What the class doesn't have. */
export const NEGATED_PERL_CLASSES: Readonly<Record<string, string>> = {
  D: '\\0-\\/:-\\u{10FFFF}',
  S: '\\0-\\x08\\x0B\\x0E-\\x1F!-\\u{10FFFF}',
  W: '\\0-\\/:-@\\[-\\^`\\{-\\u{10FFFF}',
};

const POSIX: Readonly<Record<string, readonly [string, string]>> = {
  alnum: ['0-9A-Za-z', '\\0-\\/:-@\\[-`\\{-\\u{10FFFF}'],
  alpha: ['A-Za-z', '\\0-@\\[-`\\{-\\u{10FFFF}'],
  ascii: ['\\0-\\x7F', '\\x80-\\u{10FFFF}'],
  blank: ['\\t ', '\\0-\\x08\\n-\\x1F!-\\u{10FFFF}'],
  cntrl: ['\\0-\\x1F\\x7F', ' -~\\x80-\\u{10FFFF}'],
  digit: ['0-9', '\\0-\\/:-\\u{10FFFF}'],
  graph: ['!-~', '\\0- \\x7F-\\u{10FFFF}'],
  lower: ['a-z', '\\0-`\\{-\\u{10FFFF}'],
  print: [' -~', '\\0-\\x1F\\x7F-\\u{10FFFF}'],
  punct: ['!-\\/:-@\\[-`\\{-~', '\\0- 0-9A-Za-z\\x7F-\\u{10FFFF}'],
  space: ['\\t-\\r ', '\\0-\\x08\\x0E-\\x1F!-\\u{10FFFF}'],
  upper: ['A-Z', '\\0-@\\[-\\u{10FFFF}'],
  word: ['0-9A-Za-z_', '\\0-\\/:-@\\[-\\^`\\{-\\u{10FFFF}'],
  xdigit: ['0-9A-Fa-f', '\\0-\\/:-@G-`g-\\u{10FFFF}'],
};

/** `[:alpha:]` or `[:^alpha:]`; `undefined` where there is no such class. */
export function posixClass(text: string): string | undefined {
  const negated = text.startsWith('[:^');
  const found = POSIX[text.slice(negated ? 3 : 2, -2)];
  return found?.[negated ? 1 : 0];
}

/** `\p{name}`: a general category, "Any", or a script; `undefined` where there is none of that name. */
export function unicodeClass(name: string, negated: boolean): string | undefined {
  const property = negated ? '\\P' : '\\p';
  if (name === 'Any') return negated ? '' : '\\0-\\u{10FFFF}';
  // Names of categories are short and exact in Go; long names and aliases of JavaScript aren't known there.
  const candidates = /^[A-Z][a-z]?$/.test(name)
    ? [name]
    : /^[A-Z][a-z]\w*$/.test(name)
      ? [`Script=${name}`]
      : [];
  return candidates.map((each) => `${property}{${each}}`).find(isClass);
}

function isClass(text: string): boolean {
  try {
    return new RegExp(`[${text}]`, 'u') !== undefined;
  } catch {
    return false;
  }
}
