/**
 * Characters in texts as Go has them, byte strings. The matchers cut texts between bytes, and what comes of that is part of
 * what they match.
 */
import type { ByteString } from '../byte-string.ts';

export interface Rune {
  readonly code: number;
  /** How many bytes it is read from; 0 at the end of the text. */
  readonly width: number;
}

/** What Go reads where there are no bytes, or none that are UTF-8. */
const ERROR = 0xff_fd;

/** The character at the byte (utf8.DecodeRuneInString). */
export function runeAt(bytes: ByteString, at: number): Rune {
  if (at >= bytes.length) return { code: ERROR, width: 0 };
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { code: first, width: 1 };
  const width = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (width === 0) return { code: ERROR, width: 1 };
  let code = first & (0xff >> (width + 1));
  for (let index = 1; index < width; index += 1) {
    const next = at + index < bytes.length ? bytes.charCodeAt(at + index) : 0;
    if ((next & 0xc0) !== 0x80) return { code: ERROR, width: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  return { code, width };
}

/** How many bytes a character takes; of what is no UTF-8 too, though it is read from one (utf8.RuneLen). */
export function runeLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
}

/** How many characters it has. */
export function runeCount(bytes: ByteString): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += runeAt(bytes, at).width) count += 1;
  return count;
}

/** Where characters begin, and the end. */
export function starts(text: ByteString): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += runeAt(text, at).width) places.push(at);
  places.push(text.length);
  return places;
}

/** Where characters end, as if each took as many bytes as it should. */
export function ends(text: ByteString): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; ) {
    const { code, width } = runeAt(text, at);
    places.push(at + runeLength(code));
    at += width;
  }
  return places;
}
