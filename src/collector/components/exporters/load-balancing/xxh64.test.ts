import { expect, test } from 'vitest';
import { xxh64 } from './xxh64.ts';

/** Computed by the library the collector uses. */
const hashes: readonly (readonly [string, bigint])[] = [
  ['', 0xef46db3751d8e999n],
  ['a', 0xd24ec4f1a98c6e5bn],
  ['abc', 0x44bc2cf5ad770999n],
  ['abcd', 0xde0327b0d25d92ccn],
  ['abcdefgh', 0x3ad351775b4634b7n],
  ['abcdefghijklm', 0x934adbc0ebc51325n],
  ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 0x60dd0d01083b99f0n],
  ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 0xe2df261fc2ec30ebn],
  ['yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy', 0xf27d5a84556caef4n],
  [
    '0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789',
    0x5706ef3f0a11dcf8n,
  ],
];

test.each(hashes)('hashes "%s"', (text, hash) => {
  expect(xxh64(new TextEncoder().encode(text))).toBe(hash);
});
