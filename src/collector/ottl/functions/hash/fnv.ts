import { textHash } from './text-hash.ts';

const PRIME = 0x100000001b3n;
const OFFSET_BASIS = 0xcbf29ce484222325n;

/** FNV-1a of 64 bits, as a signed number. */
export const fnv = textHash('FNV', (bytes) => {
  let hash = OFFSET_BASIS;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return BigInt.asIntN(64, hash);
});
