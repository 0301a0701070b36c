import type { HistogramDataPoint } from '../../../../../otlp/model.ts';

/** Adds all points to the first one; they have the same bounds. Empty ones don't count. */
export function mergeHistograms([first, ...others]: readonly [
  HistogramDataPoint,
  ...HistogramDataPoint[],
]): HistogramDataPoint {
  for (const other of others) {
    if (other.count === 0n) continue;
    mergeTotals(first, other);
    for (const [index, count] of other.bucketCounts.entries()) {
      first.bucketCounts[index] = BigInt.asUintN(64, (first.bucketCounts[index] ?? 0n) + count);
    }
  }
  return first;
}

/** What both kinds of histograms have: without a sum in one of them there is none in all. */
export function mergeTotals<
  P extends Pick<HistogramDataPoint, 'count' | 'sum' | 'min' | 'max' | 'exemplars' | 'startTimeUnixNano'>,
>(into: P, other: P): void {
  into.count = BigInt.asUintN(64, into.count + other.count);
  into.sum = into.sum === undefined || other.sum === undefined ? undefined : into.sum + other.sum;
  if (into.min !== undefined) into.min = Math.min(into.min, other.min ?? 0);
  if (into.max !== undefined) into.max = Math.max(into.max, other.max ?? 0);
  into.exemplars.push(...other.exemplars);
  if (other.startTimeUnixNano < into.startTimeUnixNano) into.startTimeUnixNano = other.startTimeUnixNano;
}
