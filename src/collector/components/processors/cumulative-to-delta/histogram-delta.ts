/** What is remembered of a point of a histogram. */
export interface HistogramValue {
  readonly count: bigint;
  readonly sum: number;
  readonly bounds: readonly number[];
  readonly counts: readonly bigint[];
}

/** Why histograms can't be subtracted, in the collector's words. */
export function mismatch(now: HistogramValue, before: HistogramValue): string | undefined {
  if (now.counts.length !== before.counts.length) return 'numbers of buckets';
  const equal =
    now.bounds.length === before.bounds.length &&
    now.bounds.every((bound, index) => bound === before.bounds[index]);
  return equal ? undefined : 'bucket boundaries';
}

/** What came to a histogram since the point before; `undefined` where it began anew. A sum of NaN counts as no change. */
export function histogramDelta(now: HistogramValue, before: HistogramValue): HistogramValue | undefined {
  if (now.count < before.count) return undefined;
  const counts: bigint[] = [];
  for (const [index, count] of now.counts.entries()) {
    const difference = count - (before.counts[index] ?? 0n);
    if (difference < 0n) return undefined;
    counts.push(difference);
  }
  const sum = now.sum - before.sum;
  return { count: now.count - before.count, sum: Number.isNaN(sum) ? 0 : sum, bounds: now.bounds, counts };
}
