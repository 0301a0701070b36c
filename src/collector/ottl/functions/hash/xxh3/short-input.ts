/** XXH3 of up to 16 bytes. */
import {
  avalanche,
  byteSwap,
  foldedProduct,
  halfWord,
  oldAvalanche,
  PRIME_MX2,
  PRIME32_2,
  PRIME64_1,
  PRIME64_2,
  secret,
  type Words128,
  word,
  wrap,
} from './words.ts';

export function hashShort(input: DataView): bigint {
  const size = input.byteLength;
  if (size > 8) {
    const low = word(input, 0) ^ word(secret, 24) ^ word(secret, 32);
    const high = word(input, size - 8) ^ word(secret, 40) ^ word(secret, 48);
    return avalanche(wrap(BigInt(size) + byteSwap(low) + high + foldedProduct(low, high)));
  }
  if (size > 3) {
    const combined = halfWord(input, size - 4) | (halfWord(input, 0) << 32n);
    return scatter(combined ^ word(secret, 8) ^ word(secret, 16), BigInt(size));
  }
  if (size === 0) return oldAvalanche(word(secret, 56) ^ word(secret, 64));
  return oldAvalanche(fewBytes(input) ^ halfWord(secret, 0) ^ halfWord(secret, 4));
}

function scatter(value: bigint, size: bigint): bigint {
  let mixed = wrap((value ^ rotate64(value, 49n) ^ rotate64(value, 24n)) * PRIME_MX2);
  mixed = wrap((mixed ^ ((mixed >> 35n) + size)) * PRIME_MX2);
  return mixed ^ (mixed >> 28n);
}

function rotate64(value: bigint, bits: bigint): bigint {
  return wrap(value << bits) | (value >> (64n - bits));
}

/** One to three bytes and their number in 32 bits. */
function fewBytes(input: DataView): bigint {
  const size = input.byteLength;
  const first = input.getUint8(0);
  const middle = input.getUint8(size >> 1);
  const last = input.getUint8(size - 1);
  return BigInt(((first << 16) | (middle << 24) | last | (size << 8)) >>> 0);
}

export function hashShort128(input: DataView): Words128 {
  const size = input.byteLength;
  if (size > 8) return nineToSixteen(input);
  if (size > 3) return fourToEight(input);
  if (size === 0) {
    return {
      low: oldAvalanche(word(secret, 64) ^ word(secret, 72)),
      high: oldAvalanche(word(secret, 80) ^ word(secret, 88)),
    };
  }
  const low = fewBytes(input);
  const swapped = Number(byteSwap(low) >> 32n);
  const high = BigInt(((swapped << 13) | (swapped >>> 19)) >>> 0);
  return {
    low: oldAvalanche(low ^ halfWord(secret, 0) ^ halfWord(secret, 4)),
    high: oldAvalanche(high ^ halfWord(secret, 8) ^ halfWord(secret, 12)),
  };
}

function fourToEight(input: DataView): Words128 {
  const size = input.byteLength;
  const combined = halfWord(input, 0) | (halfWord(input, size - 4) << 32n);
  const keyed = combined ^ word(secret, 16) ^ word(secret, 24);
  const product = keyed * (PRIME64_1 + BigInt(size << 2));
  let low = wrap(product);
  const high = wrap((product >> 64n) + (low << 1n));
  low ^= high >> 3n;
  low = wrap((low ^ (low >> 35n)) * PRIME_MX2);
  return { low: low ^ (low >> 28n), high: avalanche(high) };
}

function nineToSixteen(input: DataView): Words128 {
  const size = input.byteLength;
  const first = word(input, 0);
  const last = word(input, size - 8);
  const product = (first ^ last ^ word(secret, 32) ^ word(secret, 40)) * PRIME64_1;
  const keyed = last ^ word(secret, 48) ^ word(secret, 56);
  const high = wrap((product >> 64n) + keyed + BigInt.asUintN(32, keyed) * (PRIME32_2 - 1n));
  const low = wrap(wrap(product) + (BigInt(size - 1) << 54n)) ^ byteSwap(high);
  const second = low * PRIME64_2;
  return {
    low: avalanche(wrap(second)),
    high: avalanche(wrap((second >> 64n) + high * PRIME64_2)),
  };
}
