/** Letters to lower and upper case one by one, as Go does: 'ß' stays, and a sigma is the same at the end of a word. */

const ASCII = /^[\0-\x7f]*$/;

/** strings.ToLower */
export function toLower(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let result = '';
  for (const char of text) result += lowerOf(char);
  return result;
}

/** strings.ToUpper */
export function toUpper(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase();
  let result = '';
  for (const char of text) result += upperOf(char);
  return result;
}

function lowerOf(char: string): string {
  // The only letter that becomes two.
  return char === 'İ' ? 'i' : char.toLowerCase();
}

function upperOf(char: string): string {
  const upper = char.toUpperCase();
  return isSingle(upper) ? upper : (GREEK_WITH_IOTA.get(char) ?? char);
}

function isSingle(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** Greek letters with an iota below, which have a capital of their own beside the two letters JavaScript makes of them. */
const GREEK_WITH_IOTA: ReadonlyMap<string, string> = new Map(
  [
    ...[0x1f80, 0x1f90, 0x1fa0].flatMap((first) =>
      Array.from({ length: 8 }, (_, index): [number, number] => [first + index, first + index + 8]),
    ),
    ...[0x1fb3, 0x1fc3, 0x1ff3].map((letter): [number, number] => [letter, letter + 9]),
  ].map(([letter, capital]) => [String.fromCodePoint(letter), String.fromCodePoint(capital)]),
);
