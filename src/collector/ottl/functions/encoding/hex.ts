import { bytesToHex } from '@noble/hashes/utils.js';
import { arg, defineFunction } from '../../function.ts';

/** The bytes of a value (big-endian, for numbers) as lower-case hex; the empty string for nil. */
export const hex = defineFunction({
  name: 'Hex',
  parameters: { target: arg.bytesLike },
  create:
    ({ target }) =>
    (context) =>
      bytesToHex(target.get(context) ?? new Uint8Array()),
});
