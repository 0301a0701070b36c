import { bytesToHex } from '@noble/hashes/utils.js';
import { murmur3Of32Bits } from './murmur3-32.ts';
import { murmur3Of128Bits } from './murmur3-128.ts';
import { textHash } from './text-hash.ts';

/** Both hashes are written as hex of their bytes with the lowest first. */
export const murmur3 = [
  textHash('Murmur3Hash', (bytes) => {
    const out = new DataView(new ArrayBuffer(4));
    out.setUint32(0, murmur3Of32Bits(bytes), true);
    return bytesToHex(new Uint8Array(out.buffer));
  }),
  textHash('Murmur3Hash128', (bytes) => {
    const out = new DataView(new ArrayBuffer(16));
    const [first, second] = murmur3Of128Bits(bytes);
    out.setBigUint64(0, first, true);
    out.setBigUint64(8, second, true);
    return bytesToHex(new Uint8Array(out.buffer));
  }),
];
