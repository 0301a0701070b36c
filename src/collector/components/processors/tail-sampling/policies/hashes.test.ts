import { describe, expect, test } from 'vitest';
import { Fnv1a } from './fnv-1a.ts';
import { hashThreshold } from './hash-threshold.ts';

describe('FNV-1a', () => {
  // From the test vectors of its authors.
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is %s', (text, hash) => {
    const fnv = new Fnv1a();
    for (const byte of new TextEncoder().encode(text)) fnv.add(byte);
    expect(fnv.high.toString(16).padStart(8, '0') + fnv.low.toString(16).padStart(8, '0')).toBe(hash);
  });
});

describe('the part of all hashes', () => {
  // What math/big makes of the same products.
  test.each([
    [-1, 0n],
    [0, 0n],
    [1e-30, 0n],
    [0.5, 9223372036854775807n],
    [1, 18446744073709551615n],
    [2.5, 18446744073709551615n],
    [Infinity, 18446744073709551615n],
    [0.1, 1844674407370955263n],
    [0.3, 5534023222112865279n],
    [1 / 3, 6148914691236516863n],
    [0.999999, 18446725626965477375n],
    [1e-5, 184467440737095n],
    [5e-20, 0n],
    [9.188921592527635e-7, 16950568493074n],
    [0.02226277834066783, 410675774420023679n],
    [0.045882457343018074, 846381948079549951n],
    [0.0014495503649463745, 26739484604118051n],
    [0.008522161607969007, 157206134136997343n],
    [8.0219853810136e-12, 147979511n],
  ])('%d', (ratio, limit) => {
    expect(hashThreshold(ratio)).toBe(limit);
  });
});
