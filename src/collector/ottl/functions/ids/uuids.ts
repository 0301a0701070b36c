import { bytesToHex } from '@noble/hashes/utils.js';
import { defineFunction } from '../../function.ts';

/** The text of 16 bytes with version and variant (RFC 9562 section 4). */
function uuidText(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function randomBytes(random: () => number): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
}

export const uuids = [
  defineFunction({
    name: 'UUID',
    parameters: {},
    create:
      (_, { random }) =>
      () =>
        uuidText(randomBytes(random), 4),
  }),
  // Version 7 begins with the time in ms, so that ids sort by it; ns within the ms come next, to 12 bits.
  defineFunction({
    name: 'UUIDv7',
    parameters: {},
    create: (_, { random, clock }) => {
      let last = 0n;
      return () => {
        const now = clock.now();
        const ticks = ((now / 1_000_000n) << 12n) + ((now % 1_000_000n) >> 8n);
        last = ticks > last ? ticks : last + 1n;
        const bytes = randomBytes(random);
        const view = new DataView(bytes.buffer);
        view.setUint32(0, Number(last >> 28n));
        view.setUint16(4, Number((last >> 12n) & 0xffffn));
        view.setUint16(6, Number(last & 0xfffn));
        return uuidText(bytes, 7);
      };
    },
  }),
];
