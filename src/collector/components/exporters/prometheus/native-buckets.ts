import type { ExponentialBuckets, ExponentialHistogramDataPoint } from '../../../../otlp/model.ts';
import type { BucketSpans, NativeBuckets } from './metric-family.ts';

const MAX_SCHEMA = 8;
const MIN_SCHEMA = -4;
/** The scale that stands for custom buckets in Prometheus. */
const CUSTOM_BUCKETS = -53;
const DEFAULT_ZERO_THRESHOLD = 1e-128;
/** Gaps of so many buckets are filled instead of beginning a new span. */
const FILLED_GAP = 2;

/** The buckets of an exponential histogram, at a scale that Prometheus has. Throws where there is none, or where counts don't add up. */
export function nativeBuckets(point: ExponentialHistogramDataPoint): Omit<NativeBuckets, 'exemplars'> {
  const { scale } = point;
  if (scale === CUSTOM_BUCKETS) {
    throw new Error(
      'unexpected ExponentialHistogram with schema -53; CBNH is supported via classic histogram',
    );
  }
  if (scale < MIN_SCHEMA) {
    throw new Error(`cannot convert exponential to native histogram: scale must be >= -4, was ${scale}`);
  }
  const schema = Math.min(scale, MAX_SCHEMA);
  const positive = countsByIndex(point.positive, scale - schema);
  const negative = countsByIndex(point.negative, scale - schema);
  let total = BigInt.asIntN(64, point.zeroCount);
  for (const count of [...positive.values(), ...negative.values()]) total += count;
  const observed = BigInt.asIntN(64, point.count);
  if (Number.isNaN(point.sum) ? total > observed : total !== observed) {
    throw new Error('the sum of all bucket populations exceeds the count of observations');
  }
  return {
    schema,
    zeroThreshold: point.zeroThreshold === 0 ? DEFAULT_ZERO_THRESHOLD : point.zeroThreshold,
    zeroCount: point.zeroCount,
    negative: spansOf(negative),
    positive: spansOf(positive),
  };
}

/** Prometheus counts the upper bound, OTLP the lower one: indices are one higher there. */
function countsByIndex({ offset, bucketCounts }: ExponentialBuckets, shift: number): Map<number, bigint> {
  const factor = 2 ** shift;
  const counts = new Map<number, bigint>();
  bucketCounts.forEach((count, index) => {
    const target = Math.floor((offset + index) / factor) + 1;
    counts.set(target, BigInt.asIntN(64, (counts.get(target) ?? 0n) + count));
  });
  return counts;
}

function spansOf(counts: ReadonlyMap<number, bigint>): BucketSpans {
  const spans: { offset: number; length: number }[] = [];
  const deltas: bigint[] = [];
  let previous = 0n;
  let next = 0;
  const append = (count: bigint): void => {
    const span = spans.at(-1);
    if (span !== undefined) span.length += 1;
    deltas.push(count - previous);
    previous = count;
  };
  for (const [index, count] of counts) {
    const gap = index - next;
    if (spans.length === 0 || gap > FILLED_GAP) spans.push({ offset: gap, length: 0 });
    else for (let filled = 0; filled < gap; filled += 1) append(0n);
    append(count);
    next = index + 1;
  }
  return { spans, deltas };
}
