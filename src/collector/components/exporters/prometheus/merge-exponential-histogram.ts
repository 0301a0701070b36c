import type { ExponentialBuckets, ExponentialHistogramDataPoint } from '../../../../otlp/model.ts';

/** More buckets than this are no histogram that could have been recorded (SDKs keep 160); Go would run out of memory. */
const MAX_BUCKETS = 1 << 20;

/**
 * A cumulative exponential histogram with a delta added, at the coarser scale and the larger zero threshold of the two.
 * Throws a RangeError where their buckets lie so far apart that nobody could hold what is between.
 */
export function mergeExponentialHistogram(
  previous: ExponentialHistogramDataPoint,
  delta: ExponentialHistogramDataPoint,
): ExponentialHistogramDataPoint {
  const late = delta.timeUnixNano < previous.timeUnixNano;
  const scale = Math.min(previous.scale, delta.scale);
  const zeroThreshold = Math.max(previous.zeroThreshold, delta.zeroThreshold);
  let zeroCount = previous.zeroCount + delta.zeroCount;
  const positive = [previous, delta].map((point) => {
    const buckets = downscaled(point.positive, point.scale - scale);
    if (zeroThreshold <= point.zeroThreshold) return buckets;
    const split = aboveThreshold(buckets, scale, zeroThreshold);
    zeroCount += split.below;
    return split.buckets;
  });
  // The collector doesn't move negative buckets into the zero bucket.
  const negative = [previous, delta].map((point) => downscaled(point.negative, point.scale - scale));
  return {
    attributes: late ? previous.attributes : delta.attributes,
    startTimeUnixNano: late ? delta.startTimeUnixNano : previous.startTimeUnixNano,
    timeUnixNano: late ? previous.timeUnixNano : delta.timeUnixNano,
    count: unsigned(previous.count + delta.count),
    sum: previous.sum === undefined || delta.sum === undefined ? undefined : previous.sum + delta.sum,
    scale,
    zeroCount: unsigned(zeroCount),
    positive: merged(positive),
    negative: merged(negative),
    flags: 0,
    exemplars: [],
    min: extreme(Math.min, previous.min, delta.min),
    max: extreme(Math.max, previous.max, delta.max),
    zeroThreshold,
  };
}

function downscaled({ offset, bucketCounts }: ExponentialBuckets, shift: number): ExponentialBuckets {
  if (bucketCounts.length === 0 || shift <= 0) return { offset, bucketCounts };
  const factor = 2 ** Math.min(shift, 40);
  const first = Math.floor(offset / factor);
  const last = Math.floor((offset + bucketCounts.length - 1) / factor);
  const counts = new Array<bigint>(last - first + 1).fill(0n);
  // As the collector works in place, the first bucket counts twice where it isn't the first of those that become one.
  if (offset % factor !== 0) counts[0] = bucketCounts[0] ?? 0n;
  bucketCounts.forEach((count, index) => {
    const target = Math.floor((offset + index) / factor) - first;
    counts[target] = unsigned((counts[target] ?? 0n) + count);
  });
  return { offset: first, bucketCounts: counts };
}

/** Buckets that reach beyond the zero threshold, and the count of the others. */
function aboveThreshold(
  { offset, bucketCounts }: ExponentialBuckets,
  scale: number,
  zeroThreshold: number,
): { readonly buckets: ExponentialBuckets; readonly below: bigint } {
  // The collector takes 2^(scale + index + 1) for the upper bound, whatever the scale.
  const found = bucketCounts.findIndex((_, index) => 2 ** (scale + offset + index + 1) > zeroThreshold);
  const first = found < 0 ? bucketCounts.length : found;
  const below = bucketCounts.slice(0, first).reduce((sum, count) => sum + count, 0n);
  if (found < 0) return { buckets: { offset: 0, bucketCounts: [] }, below };
  return { buckets: { offset: offset + first, bucketCounts: bucketCounts.slice(first) }, below };
}

function merged(sides: readonly ExponentialBuckets[]): ExponentialBuckets {
  const filled = sides.filter(({ bucketCounts }) => bucketCounts.length > 0);
  const [only] = filled;
  if (only === undefined) return { offset: 0, bucketCounts: [] };
  if (filled.length === 1) return only;
  const first = Math.min(...filled.map(({ offset }) => offset));
  const end = Math.max(...filled.map(({ offset, bucketCounts }) => offset + bucketCounts.length));
  if (end - first > MAX_BUCKETS) {
    throw new RangeError(`${end - first} buckets of an exponential histogram are more than can be held`);
  }
  const counts = new Array<bigint>(end - first).fill(0n);
  for (const { offset, bucketCounts } of filled) {
    bucketCounts.forEach((count, index) => {
      const at = offset - first + index;
      counts[at] = unsigned((counts[at] ?? 0n) + count);
    });
  }
  return { offset: first, bucketCounts: counts };
}

function extreme(
  choose: (a: number, b: number) => number,
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return choose(a, b);
}

function unsigned(count: bigint): bigint {
  return BigInt.asUintN(64, count);
}
