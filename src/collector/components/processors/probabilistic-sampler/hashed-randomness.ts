import type { Randomness } from './threshold.ts';

/** FNV-1a of 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Only these bits of a hash decide. */
const BUCKET_BITS = 14;
export const BUCKETS = 1 << BUCKET_BITS;

/** What a hash begins with: the seed, the lowest byte first. */
export function seededHash(seed: number): number {
  let hash = OFFSET;
  for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((seed >>> shift) & 0xff), PRIME);
  return hash;
}

export function hashBytes(hash: number, bytes: Uint8Array): number {
  let result = hash;
  for (const byte of bytes) result = Math.imul(result ^ byte, PRIME);
  return result;
}

/** Hashes the bytes that lower-case hex digits stand for. */
export function hashHex(hash: number, hex: string): number {
  let result = hash;
  for (let index = 0; index < hex.length; index += 2) {
    const byte = (digit(hex.charCodeAt(index)) << 4) | digit(hex.charCodeAt(index + 1));
    result = Math.imul(result ^ byte, PRIME);
  }
  return result;
}

function digit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

/**
 * The random value of a hash: its lowest bits inverted, so that hashes which were always kept are above the threshold;
 * the other bits fill it up.
 */
export function hashedRandomness(hash: number): Randomness {
  const bucket = hash & (BUCKETS - 1);
  const unused = hash >>> (32 - BUCKET_BITS);
  const mixed = unused ^ (unused << 10);
  const high = ((BUCKETS - 1 - bucket) << BUCKET_BITS) | (mixed >>> BUCKET_BITS);
  const low = ((mixed & (BUCKETS - 1)) << BUCKET_BITS) | bucket;
  return sevenDigits(high) + sevenDigits(low);
}

function sevenDigits(value: number): string {
  return value.toString(16).padStart(7, '0');
}
