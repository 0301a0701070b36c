import type { ExponentialBuckets, ExponentialHistogramDataPoint } from '../../../../../otlp/model.ts';
import { mergeTotals } from './merge-histograms.ts';

/** Adds all points to the first one; they have the same scale. Empty ones don't count. */
export function mergeExponential([first, ...others]: readonly [
  ExponentialHistogramDataPoint,
  ...ExponentialHistogramDataPoint[],
]): ExponentialHistogramDataPoint {
  for (const other of others) {
    if (other.count === 0n) continue;
    mergeTotals(first, other);
    first.zeroCount = BigInt.asUintN(64, first.zeroCount + other.zeroCount);
    mergeBuckets(first.negative, other.negative);
    mergeBuckets(first.positive, other.positive);
  }
  return first;
}

/**
 * As the collector does it: buckets that begin lower are put in front one by one where they aren't empty, even over
 * those that are there already, so that only ranges that don't overlap add up exactly.
 */
function mergeBuckets(into: ExponentialBuckets, other: ExponentialBuckets): void {
  const shift = other.offset - into.offset;
  if (shift < 0) {
    into.bucketCounts.unshift(...other.bucketCounts.filter((count) => count > 0n));
  } else {
    for (const [index, count] of other.bucketCounts.entries()) {
      if (count === 0n && shift > 0) continue;
      const at = index + shift;
      while (into.bucketCounts.length <= at) into.bucketCounts.push(0n);
      into.bucketCounts[at] = BigInt.asUintN(64, (into.bucketCounts[at] ?? 0n) + count);
    }
  }
  if (shift === 0 || other.bucketCounts.length === 0) return;
  into.offset = Math.min(into.offset, other.offset);
  const leading = into.bucketCounts.findIndex((count) => count !== 0n);
  if (leading !== 0) into.bucketCounts = leading < 0 ? [] : into.bucketCounts.slice(leading);
}
