import { textHash } from './text-hash.ts';

const WORD = 2 ** 32;

/**
 * FNV-1a of 64 bits, as a signed number. It is kept in halves, which is many times faster than a bigint; the prime is
 * 2^40 + 435.
 */
export const fnv = textHash('FNV', (bytes) => {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 435;
    high = (Math.imul(high, 435) + Math.floor(product / WORD) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
});
