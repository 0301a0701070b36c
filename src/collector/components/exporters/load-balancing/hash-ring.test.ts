import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HashRing } from './hash-ring.ts';
import { textHash, traceIdHash } from './key-hash.ts';

interface RecordedRing {
  readonly endpoints: readonly string[];
  /** For each key, where its endpoint is among `endpoints`. */
  readonly found: readonly number[];
}

/** Look-ups of the real exporter's ring. */
const recorded = JSON.parse(readFileSync(new URL('./recorded-ring.json', import.meta.url), 'utf8')) as {
  readonly texts: readonly string[];
  readonly traceIds: readonly string[];
  readonly rings: readonly RecordedRing[];
};

const ZERO_ID = /^0+$/;
const hashes = [
  ...recorded.texts.map(textHash),
  // In our model an id of zeros is no id.
  ...recorded.traceIds.map((id) => traceIdHash(ZERO_ID.test(id) ? '' : id)),
];

const endpoints = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 12 });
const hash = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('the hash ring', () => {
  test.each(recorded.rings)('finds what the real one finds among $endpoints', ({ endpoints, found }) => {
    const ring = new HashRing(endpoints);
    expect(hashes.map((each) => ring.endpointFor(each))).toEqual(found.map((index) => endpoints[index]));
  });

  test('has nothing to find without endpoints', () => {
    expect(new HashRing([]).endpointFor(1)).toBe('');
  });

  test('gives the keys of an endpoint that leaves to others, and nearly leaves all others where they were', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => textHash(`key ${index}`));
    const all = Array.from({ length: 10 }, (_, index) => `backend-${index}:4317`);
    const before = new HashRing(all);
    const after = new HashRing(all.slice(1));
    const moved = keys.filter((key) => {
      const endpoint = before.endpointFor(key);
      return endpoint !== all[0] && endpoint !== after.endpointFor(key);
    });
    // Points that had to move aside on the ring are back where they belong.
    expect(moved.length).toBeLessThan(keys.length * 0.01);
    expect(keys.every((key) => after.endpointFor(key) !== all[0])).toBe(true);
    for (const endpoint of all) {
      const share = keys.filter((key) => before.endpointFor(key) === endpoint).length / keys.length;
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.2);
    }
  });

  test('is the same whatever the order of the endpoints', () => {
    fc.assert(
      fc.property(endpoints, fc.array(hash, { minLength: 20, maxLength: 50 }), (names, keys) => {
        const ring = new HashRing(names);
        const other = new HashRing(names.toReversed());
        expect(ring.equals(other)).toBe(true);
        expect(ring.equals(new HashRing(names.slice(1)))).toBe(false);
        for (const key of keys) expect(names).toContain(ring.endpointFor(key));
      }),
    );
  });
});
