import { textHash } from '../text-hash.ts';
import { hashLong, hashLong128 } from './long-input.ts';
import { hashMiddle, hashMiddle128 } from './middle-input.ts';
import { hashShort, hashShort128 } from './short-input.ts';
import { viewOf, type Words128 } from './words.ts';

const MAX_SHORT = 16;
const MAX_MIDDLE = 240;

function hash64(bytes: Uint8Array): bigint {
  const input = viewOf(bytes);
  if (bytes.length <= MAX_SHORT) return hashShort(input);
  return bytes.length <= MAX_MIDDLE ? hashMiddle(input) : hashLong(input);
}

function hash128(bytes: Uint8Array): Words128 {
  const input = viewOf(bytes);
  if (bytes.length <= MAX_SHORT) return hashShort128(input);
  return bytes.length <= MAX_MIDDLE ? hashMiddle128(input) : hashLong128(input);
}

function hexOf(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

/** XXH3 with seed 0, as hex with the highest byte first. */
export const xxh3 = [
  textHash('XXH3', (bytes) => hexOf(hash64(bytes))),
  textHash('XXH128', (bytes) => {
    const { high, low } = hash128(bytes);
    return hexOf(high) + hexOf(low);
  }),
];
