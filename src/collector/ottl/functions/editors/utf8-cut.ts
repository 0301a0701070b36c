/** Texts measured and cut in bytes of UTF-8, without encoding them. */

/** Whether its UTF-8 has more than so many bytes. */
export function exceedsUtf8(text: string, bytes: number): boolean {
  // A unit of UTF-16 is one to three bytes.
  if (text.length > bytes) return true;
  if (text.length * 3 <= bytes) return false;
  let length = 0;
  for (let at = 0; at < text.length && length <= bytes; at += unitsAt(text, at)) length += bytesAt(text, at);
  return length > bytes;
}

/**
 * Its first bytes, of which it has more. A character that doesn't fit is left out; where that isn't wanted, those of its
 * bytes that do fit are U+FFFD, as which readers of JSON take a character that isn't whole.
 */
export function cutUtf8(text: string, bytes: number, wholeCharacters: boolean): string {
  let length = 0;
  let at = 0;
  for (;;) {
    const next = length + bytesAt(text, at);
    if (next > bytes) break;
    length = next;
    at += unitsAt(text, at);
  }
  const cut = text.slice(0, at);
  return wholeCharacters || length === bytes ? cut : `${cut}\u{FFFD}`;
}

function codeAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0;
}

function unitsAt(text: string, at: number): number {
  return codeAt(text, at) > 0xff_ff ? 2 : 1;
}

function bytesAt(text: string, at: number): number {
  const code = codeAt(text, at);
  return code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
}
