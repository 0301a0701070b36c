const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text as Go's `%q` prints it. */
export function goQuote(text: string): string {
  let quoted = '';
  for (const char of text) quoted += ESCAPES[char] ?? printable(char);
  return `"${quoted}"`;
}

/** Texts as Go's `%q` prints a slice of them. */
export function goQuoteAll(texts: readonly string[]): string {
  return `[${texts.map(goQuote).join(' ')}]`;
}

/** Texts as Go's `%+q` prints a slice of them: only ASCII. */
export function goQuoteAllAscii(texts: readonly string[]): string {
  return `[${texts.map(goQuoteAscii).join(' ')}]`;
}

function goQuoteAscii(text: string): string {
  let quoted = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    quoted += ESCAPES[char] ?? (code > 0x7e ? unicodeEscape(code) : printable(char));
  }
  return `"${quoted}"`;
}

function printable(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x7f || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return char;
  return unicodeEscape(code);
}

function unicodeEscape(code: number): string {
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}
