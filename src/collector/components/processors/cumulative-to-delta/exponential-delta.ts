import type { ExponentialBuckets } from '../../../../otlp/model.ts';
import { coarsened, grown, trimmed } from './exponential-buckets.ts';

/** What is remembered of a point of an exponential histogram. */
export interface ExponentialValue {
  readonly count: bigint;
  readonly sum: number;
  readonly scale: number;
  readonly zeroCount: bigint;
  readonly zeroThreshold: number;
  readonly positive: ExponentialBuckets;
  readonly negative: ExponentialBuckets;
}

/**
 * What came to an exponential histogram since the point before, whose buckets are first made as coarse as today's, and
 * those that belong to the zero bucket by now added to it. `undefined` where the histogram began anew.
 */
export function exponentialDelta(
  now: ExponentialValue,
  before: ExponentialValue,
): ExponentialValue | undefined {
  if (now.count < before.count || now.zeroThreshold < before.zeroThreshold || now.scale > before.scale) {
    return undefined;
  }
  const adapted = atScale(aboveThreshold(before, now.zeroThreshold), now.scale);
  const positive = grown(now.positive, adapted.positive);
  const negative = grown(now.negative, adapted.negative);
  if (positive === undefined || negative === undefined) return undefined;
  return {
    ...now,
    count: now.count - before.count,
    sum: now.sum - before.sum,
    // Not checked in the collector: what would be less than zero wraps.
    zeroCount: BigInt.asUintN(64, now.zeroCount - adapted.zeroCount),
    positive,
    negative,
  };
}

function aboveThreshold(value: ExponentialValue, threshold: number): ExponentialValue {
  if (!(threshold > value.zeroThreshold)) return value;
  const last = bucketBelow(threshold, value.scale);
  const positive = trimmed(value.positive, last);
  const negative = trimmed(value.negative, last);
  return {
    ...value,
    positive: positive.rest,
    negative: negative.rest,
    zeroCount: value.zeroCount + positive.count + negative.count,
  };
}

/** The bucket a number falls into, as 32 bits; what doesn't fit is the least of them, as on x86. */
function bucketBelow(number: number, scale: number): number {
  const bucket = Math.ceil(Math.log(number) * (Math.LOG2E * 2 ** scale)) - 1;
  return bucket >= -(2 ** 31) && bucket < 2 ** 31 ? bucket : -(2 ** 31);
}

function atScale(value: ExponentialValue, scale: number): ExponentialValue {
  const bits = value.scale - scale;
  if (bits === 0) return value;
  return {
    ...value,
    scale,
    positive: coarsened(value.positive, bits),
    negative: coarsened(value.negative, bits),
  };
}
