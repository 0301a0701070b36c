import { runesOf } from '../text/go-utf8.ts';

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

/** Texts as Go's `%+q` prints a slice of them: only ASCII. */
export function goQuoteAllAscii(texts: readonly string[]): string {
  return `[${texts.map(goQuoteAscii).join(' ')}]`;
}

/** A text as Go's `%+q` prints it: only ASCII. */
export function goQuoteAscii(text: string): string {
  let quoted = '';
  for (const char of text) quoted += ESCAPES[char] ?? printableAscii(char);
  return `"${quoted}"`;
}

/** Bytes as Go's `%q` prints a string of them: those that aren't UTF-8 as `\\xff`. */
export function goQuoteBytes(bytes: readonly (string | number)[] | Uint8Array, quote = goQuote): string {
  const runes = bytes instanceof Uint8Array ? runesOf(bytes) : bytes;
  const inside = runes.map((rune) =>
    typeof rune === 'string' ? quote(rune).slice(1, -1) : `\\x${rune.toString(16).padStart(2, '0')}`,
  );
  return `"${inside.join('')}"`;
}

/** A character as Go's `%q` prints it, or as `%+q` does. */
export function goQuoteRune(char: string, ascii: boolean): string {
  if (char === "'") return "'\\''";
  if (char === '"') return `'"'`;
  return `'${ESCAPES[char] ?? (ascii ? printableAscii(char) : printable(char))}'`;
}

/** Whether Go prints the character as it is (strconv.IsPrint). */
export function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x7f) return code >= 0x20;
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char);
}

function printable(char: string): string {
  return isPrintable(char) ? char : escaped(char);
}

function printableAscii(char: string): string {
  return char <= '~' ? printable(char) : escaped(char);
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return unicodeEscape(code);
}

function unicodeEscape(code: number): string {
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}
