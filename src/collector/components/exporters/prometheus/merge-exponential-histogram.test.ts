import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExponentialHistogramDataPoint } from '../../../../otlp/model.ts';
import { mergeExponentialHistogram } from './merge-exponential-histogram.ts';
import { nativeBuckets } from './native-buckets.ts';

const buckets = fc.record({
  // Counts are right only where buckets that become one begin together, as in the collector.
  offset: fc.integer({ min: -10, max: 10 }).map((each) => each * 8),
  bucketCounts: fc.array(fc.bigInt({ min: 0n, max: 1000n }), { maxLength: 20 }),
});

const point = fc
  .record({
    scale: fc.integer({ min: 0, max: 3 }),
    zeroCount: fc.bigInt({ min: 0n, max: 9n }),
    positive: buckets,
    negative: buckets,
  })
  .map(
    (parts): ExponentialHistogramDataPoint => ({
      ...parts,
      attributes: new Map(),
      startTimeUnixNano: 0n,
      timeUnixNano: 1n,
      count: total(parts),
      sum: 1,
      flags: 0,
      exemplars: [],
      min: undefined,
      max: undefined,
      zeroThreshold: 0,
    }),
  );

function total({
  zeroCount,
  positive,
  negative,
}: Pick<ExponentialHistogramDataPoint, 'zeroCount' | 'positive' | 'negative'>): bigint {
  return [...positive.bucketCounts, ...negative.bucketCounts].reduce((sum, count) => sum + count, zeroCount);
}

test('merged histograms have all observations of both, at the coarser scale', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const merged = mergeExponentialHistogram(a, b);
      expect(total(merged)).toBe(total(a) + total(b));
      expect(merged.count).toBe(a.count + b.count);
      expect(merged.scale).toBe(Math.min(a.scale, b.scale));
    }),
  );
});

test('the spans of native buckets say where every count is', () => {
  fc.assert(
    fc.property(point, (each) => {
      const { spans, deltas } = nativeBuckets(each).positive;
      const counts = new Map<number, bigint>();
      let index = 0;
      let count = 0n;
      let next = 0;
      for (const span of spans) {
        index += span.offset;
        for (let at = 0; at < span.length; at += 1) {
          count += deltas[next++] ?? 0n;
          counts.set(index++, count);
        }
      }
      const { offset, bucketCounts } = each.positive;
      expect(next).toBe(deltas.length);
      expect([...counts]).toEqual(bucketCounts.map((expected, at) => [offset + at + 1, expected]));
    }),
  );
});
