import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExponentialBuckets } from '../../../../otlp/model.ts';
import { coarsened, grown, trimmed } from './exponential-buckets.ts';

const buckets = fc.record({
  offset: fc.integer({ min: -40, max: 40 }),
  bucketCounts: fc.array(fc.bigInt(0n, 1000n), { maxLength: 20 }),
});

function total({ bucketCounts }: ExponentialBuckets): bigint {
  return bucketCounts.reduce((sum, count) => sum + count, 0n);
}

/** Counts by bucket, of those that have any. */
function filled({ offset, bucketCounts }: ExponentialBuckets): Map<number, bigint> {
  return new Map(
    bucketCounts.map((count, index) => [offset + index, count] as const).filter(([, count]) => count > 0n),
  );
}

describe('coarser buckets', () => {
  test('hold as much, each what falls into it', () => {
    fc.assert(
      fc.property(buckets, fc.nat(40), (fine, bits) => {
        const expected = new Map<number, bigint>();
        for (const [bucket, count] of filled(fine)) {
          const coarse = Math.floor(bucket / 2 ** bits);
          expected.set(coarse, (expected.get(coarse) ?? 0n) + count);
        }
        expect(filled(coarsened(fine, bits))).toEqual(expected);
      }),
    );
  });

  test('in two steps as in one', () => {
    fc.assert(
      fc.property(buckets, fc.nat(5), fc.nat(5), (fine, first, second) => {
        expect(coarsened(coarsened(fine, first), second)).toEqual(coarsened(fine, first + second));
      }),
    );
  });
});

test('what is trimmed and what is left is all there was', () => {
  fc.assert(
    fc.property(buckets, fc.integer({ min: -60, max: 60 }), (all, last) => {
      const { rest, count } = trimmed(all, last);
      expect(total(rest) + count).toBe(total(all));
      expect([...filled(rest).keys()].every((bucket) => bucket > last)).toBe(true);
    }),
  );
});

describe('growth', () => {
  test('is what was added, without empty buckets at the ends', () => {
    fc.assert(
      fc.property(buckets, buckets, (before, added) => {
        const now = plus(before, added);
        const growth = grown(now, before)!;
        expect(filled(growth)).toEqual(filled(added));
        expect(growth.bucketCounts.at(0)).not.toBe(0n);
        expect(growth.bucketCounts.at(-1)).not.toBe(0n);
      }),
    );
  });

  test('is none where a bucket has less, unless it is empty now', () => {
    const before = { offset: 3, bucketCounts: [2n, 2n] };
    expect(grown({ offset: 3, bucketCounts: [3n, 1n] }, before)).toBeUndefined();
    expect(grown({ offset: 3, bucketCounts: [3n, 0n] }, before)).toEqual({ offset: 3, bucketCounts: [1n] });
  });
});

function plus(left: ExponentialBuckets, right: ExponentialBuckets): ExponentialBuckets {
  const offset = Math.min(left.offset, right.offset);
  const end = Math.max(left.offset + left.bucketCounts.length, right.offset + right.bucketCounts.length);
  const at = ({ offset: from, bucketCounts }: ExponentialBuckets, bucket: number): bigint =>
    bucketCounts[bucket - from] ?? 0n;
  return {
    offset,
    bucketCounts: Array.from(
      { length: end - offset },
      (_, index) => at(left, offset + index) + at(right, offset + index),
    ),
  };
}
