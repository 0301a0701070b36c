/** SHA-1 and SHA-256 (FIPS 180-4), synchronous as `node:crypto` needs them. */

const ROUND_CONSTANTS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const INITIAL_256 = primes(8).map((prime) => fraction(Math.sqrt(prime)));
const INITIAL_1 = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Uint32Array.from(INITIAL_256);
  const schedule = new Uint32Array(64);
  eachBlock(bytes, (block) => {
    for (let t = 0; t < 16; t++) schedule[t] = block.getUint32(t * 4);
    for (let t = 16; t < 64; t++) {
      const x = at(schedule, t - 15);
      const y = at(schedule, t - 2);
      const s0 = rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3);
      const s1 = rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10);
      schedule[t] = at(schedule, t - 16) + s0 + at(schedule, t - 7) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND_CONSTANTS[t] ?? 0) + at(schedule, t)) | 0;
      const s0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    add(state, [a, b, c, d, e, f, g, h]);
  });
  return toBytes(state);
}

export function sha1(bytes: Uint8Array): Uint8Array {
  const state = Uint32Array.from(INITIAL_1);
  const schedule = new Uint32Array(80);
  eachBlock(bytes, (block) => {
    for (let t = 0; t < 16; t++) schedule[t] = block.getUint32(t * 4);
    for (let t = 16; t < 80; t++) {
      schedule[t] = rotate(
        at(schedule, t - 3) ^ at(schedule, t - 8) ^ at(schedule, t - 14) ^ at(schedule, t - 16),
        1,
      );
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let t = 0; t < 80; t++) {
      const [f, k] =
        t < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : t < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : t < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotate(a, 5) + f + e + k + at(schedule, t)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    add(state, [a, b, c, d, e]);
  });
  return toBytes(state);
}

/** The message, a 1 bit, zeros, and the message's length in bits, in blocks of 64 bytes. */
function eachBlock(bytes: Uint8Array, visit: (block: DataView) => void): void {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  for (let offset = 0; offset < padded.length; offset += 64) visit(new DataView(padded.buffer, offset, 64));
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

/** To the left. */
function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function add(state: Uint32Array, words: readonly number[]): void {
  for (const [index, word] of words.entries()) state[index] = at(state, index) + word;
}

function toBytes(state: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  for (const [index, word] of state.entries()) view.setUint32(index * 4, word);
  return new Uint8Array(view.buffer);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return ((value % 1) * 2 ** 32) >>> 0;
}
