/** XXH3 of more than 240 bytes: eight sums over stripes of 64 bytes, 16 of which make a block. */
import {
  avalanche,
  foldedProduct,
  PRIME32_1,
  PRIME32_2,
  PRIME32_3,
  PRIME64_1,
  PRIME64_2,
  PRIME64_3,
  PRIME64_4,
  PRIME64_5,
  secret,
  type Words128,
  word,
  wrap,
} from './words.ts';

const STRIPE = 64;
const STRIPES_IN_BLOCK = 16;
/** Where the secret for the last stripe begins; it overlaps with that of the others. */
const LAST_STRIPE_SECRET = 121;
const SCRAMBLE_SECRET = 128;

export function hashLong(input: DataView): bigint {
  return merged(sumsOf(input), BigInt(input.byteLength) * PRIME64_1, 11);
}

export function hashLong128(input: DataView): Words128 {
  const sums = sumsOf(input);
  const size = BigInt(input.byteLength);
  return {
    low: merged(sums, size * PRIME64_1, 11),
    high: merged(sums, ~(size * PRIME64_2), 117),
  };
}

function sumsOf(input: DataView): BigUint64Array {
  const sums = BigUint64Array.of(
    PRIME32_3,
    PRIME64_1,
    PRIME64_2,
    PRIME64_3,
    PRIME64_4,
    PRIME32_2,
    PRIME64_5,
    PRIME32_1,
  );
  const stripes = Math.floor((input.byteLength - 1) / STRIPE);
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const inBlock = stripe % STRIPES_IN_BLOCK;
    accumulate(sums, input, stripe * STRIPE, inBlock * 8);
    if (inBlock === STRIPES_IN_BLOCK - 1) scramble(sums);
  }
  accumulate(sums, input, input.byteLength - STRIPE, LAST_STRIPE_SECRET);
  return sums;
}

function accumulate(sums: BigUint64Array, input: DataView, at: number, secretAt: number): void {
  for (let lane = 0; lane < 8; lane += 1) {
    const value = word(input, at + lane * 8);
    const keyed = value ^ word(secret, secretAt + lane * 8);
    sums[lane ^ 1] = (sums[lane ^ 1] ?? 0n) + value;
    sums[lane] = (sums[lane] ?? 0n) + BigInt.asUintN(32, keyed) * (keyed >> 32n);
  }
}

function scramble(sums: BigUint64Array): void {
  for (let lane = 0; lane < 8; lane += 1) {
    const sum = sums[lane] ?? 0n;
    sums[lane] = (sum ^ (sum >> 47n) ^ word(secret, SCRAMBLE_SECRET + lane * 8)) * PRIME32_1;
  }
}

function merged(sums: BigUint64Array, start: bigint, secretAt: number): bigint {
  let result = start;
  for (let lane = 0; lane < 8; lane += 2) {
    result += foldedProduct(
      (sums[lane] ?? 0n) ^ word(secret, secretAt + lane * 8),
      (sums[lane + 1] ?? 0n) ^ word(secret, secretAt + lane * 8 + 8),
    );
  }
  return avalanche(wrap(result));
}
