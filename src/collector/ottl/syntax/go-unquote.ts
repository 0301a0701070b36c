const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What stands between the double quotes of a Go string literal; `undefined` where an escape is none of Go's. */
export function goUnquote(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let text = '';
  let at = 0;
  while (at < inner.length) {
    if (inner[at] !== '\\') {
      text += inner[at++];
      continue;
    }
    const letter = inner[at + 1] ?? '';
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      text += simple;
      at += 2;
      continue;
    }
    const digits = HEX_DIGITS[letter];
    const [code, length] =
      digits !== undefined
        ? [numberIn(inner.slice(at + 2, at + 2 + digits), /^[0-9a-fA-F]+$/, digits, 16), digits + 2]
        : [numberIn(inner.slice(at + 1, at + 4), /^[0-7]{3}$/, 3, 8), 4];
    if (code === undefined || (digits === undefined && code > 255) || !isCharacter(code)) return undefined;
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

function numberIn(digits: string, form: RegExp, length: number, base: number): number | undefined {
  return digits.length === length && form.test(digits) ? Number.parseInt(digits, base) : undefined;
}

function isCharacter(code: number): boolean {
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}
