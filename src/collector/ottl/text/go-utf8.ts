/** Bytes as Go's code sees them when it goes through a string: runes, and single bytes that are no UTF-8. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A string of the bytes. Each byte that is no part of UTF-8 becomes U+FFFD, since our strings can't hold it. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return runesOf(bytes)
      .map((rune) => (typeof rune === 'string' ? rune : '\u{FFFD}'))
      .join('');
  }
}

/** The characters one by one; a number is a byte that is no part of UTF-8. */
export function runesOf(bytes: Uint8Array): (string | number)[] {
  const runes: (string | number)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      runes.push(strict.decode(bytes.subarray(at, at + length)));
      at += length;
    } catch {
      runes.push(first);
      at += 1;
    }
  }
  return runes;
}
