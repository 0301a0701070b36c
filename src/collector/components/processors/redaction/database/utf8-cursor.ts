/** What Go has for bytes that are no character, as between those of one. */
const REPLACEMENT = 0xfffd;

/**
 * A place in UTF-8 text. The collector's reader of SQL goes on byte by byte, so that it sees parts of characters; what
 * it makes of them shows in the result.
 */
export class Utf8Cursor {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The code point so many bytes ahead; 0 at the end. */
  ahead(count: number): number {
    return codePointAt(this.bytes, this.at + count);
  }

  /** Goes on by bytes, and gives the code point there; stays, and gives 0, where there aren't so many. */
  next(count = 1): number {
    if (this.at + count > this.bytes.length) return 0;
    this.at += count;
    return this.ahead(0);
  }

  /** Whether the next bytes are these. */
  follows(bytes: Uint8Array | readonly number[]): boolean {
    if (this.at + bytes.length > this.bytes.length) return false;
    for (let index = 0; index < bytes.length; index += 1) {
      if (this.bytes[this.at + index] !== bytes[index]) return false;
    }
    return true;
  }
}

/** Bytes of a character. */
export function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** The text is UTF-8 that JavaScript wrote, so only what begins in the middle of a character is none. */
function codePointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  if (first < 0xc0) return REPLACEMENT;
  const next = (offset: number): number => (bytes[at + offset] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | next(1);
  if (first < 0xf0) return ((first & 0x0f) << 12) | (next(1) << 6) | next(2);
  return ((first & 0x07) << 18) | (next(1) << 12) | (next(2) << 6) | next(3);
}
