/** Values below which a part of what a histogram counted lies, by interpolation within a bucket. */
import type {
  ExponentialBuckets,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
} from '../../../../../otlp/model.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { exponentialBound } from './exponential-bound.ts';

function targetOf(count: bigint, percentile: number): bigint {
  return BigInt(Math.ceil(Number(count) * (percentile / 100)));
}

function notReached(kind: string, target: bigint, total: bigint): OttlError {
  return new OttlError(
    `calculating ${kind} percentile: malformed data: cumulative count doesn't reach target count corresponding to percentile. targetCount=${target}, total count=${total}`,
  );
}

/** `undefined` where there is nothing to tell it from. Throws OttlError where counts and bounds don't fit. */
export function histogramPercentile(point: HistogramDataPoint, percentile: number): number | undefined {
  const { bucketCounts, explicitBounds, min, max } = point;
  if (point.count === 0n || bucketCounts.length === 0) return undefined;
  const target = targetOf(point.count, percentile);
  if (bucketCounts.length !== explicitBounds.length + 1) {
    throw new OttlError(
      `calculating histogram percentile: malformed data: bucketCounts length (${bucketCounts.length}) != explicitBounds length (${explicitBounds.length}) + 1`,
    );
  }
  if (explicitBounds.length === 0) {
    if (min === undefined || max === undefined) return undefined;
    return linear(min, max, Number(target) / Number(bucketCounts[0] ?? 0n));
  }
  let cumulative = 0n;
  for (const [bucket, count] of bucketCounts.entries()) {
    const before = cumulative;
    cumulative += count;
    if (cumulative < target) continue;
    const bounds = bucketBounds(point, bucket);
    if (typeof bounds === 'number') return bounds;
    return linear(bounds[0], bounds[1], Number(target - before) / Number(count));
  }
  throw notReached('histogram', target, cumulative);
}

/** The outer buckets end at the least and the greatest value where these are known; or one bound is all there is. */
function bucketBounds(
  { explicitBounds, min, max }: HistogramDataPoint,
  bucket: number,
): readonly [number, number] | number {
  const lower = explicitBounds[bucket - 1];
  const upper = explicitBounds[bucket];
  if (lower === undefined) {
    const end = upper ?? 0;
    if (min !== undefined && min < end) return [min, end];
    return end < 0 ? end : [0, end];
  }
  if (upper !== undefined) return [lower, upper];
  return max === undefined || max <= lower ? lower : [lower, max];
}

/** As `histogramPercentile`. */
export function exponentialPercentile(
  point: ExponentialHistogramDataPoint,
  percentile: number,
): number | undefined {
  const { negative, positive, zeroCount, scale } = point;
  const empty = negative.bucketCounts.length === 0 && positive.bucketCounts.length === 0 && zeroCount === 0n;
  if (point.count === 0n || empty) return undefined;
  const target = targetOf(point.count, percentile);
  let cumulative = 0n;
  for (let index = negative.bucketCounts.length - 1; index >= 0; index -= 1) {
    const count = negative.bucketCounts[index] ?? 0n;
    if (cumulative + count >= target) {
      const ratio = Number(target - cumulative) / Number(count);
      return -inBucket(negative, index, scale, 1 - ratio);
    }
    cumulative += count;
  }
  if (cumulative + zeroCount >= target)
    return inZeroBucket(point, Number(target - cumulative) / Number(zeroCount));
  cumulative += zeroCount;
  for (const [index, count] of positive.bucketCounts.entries()) {
    if (cumulative + count >= target) {
      return inBucket(positive, index, scale, Number(target - cumulative) / Number(count));
    }
    cumulative += count;
  }
  throw notReached('exponential histogram', target, cumulative);
}

function inZeroBucket(
  { negative, positive, zeroThreshold }: ExponentialHistogramDataPoint,
  ratio: number,
): number {
  const below = negative.bucketCounts.length > 0;
  const above = positive.bucketCounts.length > 0;
  return linear(!below && above ? 0 : -zeroThreshold, below && !above ? 0 : zeroThreshold, ratio);
}

function inBucket({ offset }: ExponentialBuckets, index: number, scale: number, ratio: number): number {
  checkRatio('logarithmic', ratio);
  const lower = Math.log2(exponentialBound(offset + index, scale));
  const upper = Math.log2(exponentialBound(offset + index + 1, scale));
  return 2 ** (lower + (upper - lower) * ratio);
}

function linear(lower: number, upper: number, ratio: number): number {
  checkRatio('linear', ratio);
  return lower + ratio * (upper - lower);
}

function checkRatio(kind: string, ratio: number): void {
  if (ratio < 0 || ratio > 1) {
    throw new OttlError(`${kind} interpolation: invalid ratio ${ratio.toFixed(6)}, must be between 0 and 1`);
  }
}
