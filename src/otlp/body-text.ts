/** Strings this short are mostly attribute keys, names and ids, which repeat. */
const MAX_SHORT = 32;
const CACHE_SIZE = 2048;
const NON_ASCII = 0x80808080 | 0;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Reused argument lists of `String.fromCharCode`, by length. */
const charCodes = Array.from({ length: MAX_SHORT + 1 }, (_, length) => new Array<number>(length).fill(0));

/**
 * Decodes the strings of one body. A string seen before is found by hash and shared: cheaper than making it again,
 * and a body of 100,000 spans keeps one copy of each attribute key.
 */
export class BodyText {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #cache: string[] = new Array<string>(CACHE_SIZE).fill('');
  /** Where in the body the strings of the cache stand. */
  readonly #places = new Int32Array(CACHE_SIZE);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The text of bytes `start` to `end`; `undefined` where they are not UTF-8. */
  decode(start: number, end: number): string | undefined {
    const length = end - start;
    if (length === 0) return '';
    if (length > MAX_SHORT) return this.#decodeAny(start, end);
    const bytes = this.#bytes;
    const view = this.#view;
    // Four bytes at a time: hashing is most of what a repeated string costs.
    const words = start + (length & ~3);
    let hash = length;
    let seen = 0;
    let at = start;
    for (; at < words; at += 4) {
      const word = view.getInt32(at, true);
      seen |= word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      seen |= byte;
      hash = Math.imul(hash ^ byte, 0x85ebca6b);
    }
    if ((seen & NON_ASCII) !== 0) return this.#decodeAny(start, end);
    const slot = (hash ^ (hash >>> 13)) & (CACHE_SIZE - 1);
    const cached = this.#cache[slot] as string;
    if (cached.length === length && this.#same(start, end, words, this.#places[slot] as number))
      return cached;
    const codes = charCodes[length] as number[];
    for (let i = 0; i < length; i++) codes[i] = bytes[start + i] as number;
    const text = String.fromCharCode.apply(null, codes);
    this.#cache[slot] = text;
    this.#places[slot] = start;
    return text;
  }

  /** Whether the bytes `start` to `end` are those at `other`; up to `words` they are compared by fours. */
  #same(start: number, end: number, words: number, other: number): boolean {
    const view = this.#view;
    const bytes = this.#bytes;
    const offset = other - start;
    let at = start;
    for (; at < words; at += 4)
      if (view.getInt32(at, true) !== view.getInt32(at + offset, true)) return false;
    for (; at < end; at++) if (bytes[at] !== bytes[at + offset]) return false;
    return true;
  }

  #decodeAny(start: number, end: number): string | undefined {
    try {
      return utf8.decode(this.#bytes.subarray(start, end));
    } catch {
      return undefined;
    }
  }
}

/** The offset of the first character between `start` and `end` that is not well-formed UTF-8; `end` if all are. */
export function findInvalidUtf8(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const length = characterLength(bytes, at, end);
    if (length === 0) return at;
    at += length;
  }
  return end;
}

/** Bytes of the character at `at`, 0 if it is ill-formed (Unicode 16, table 3-7). */
function characterLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > end) return 0;
  const second = bytes[at + 1] as number;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) {
    if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
