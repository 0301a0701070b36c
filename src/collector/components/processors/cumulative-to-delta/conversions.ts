import type {
  Attributes,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
} from '../../../../otlp/model.ts';
import { streamIdentity } from './stream-identity.ts';
import type { Outcome } from './stream-table.ts';
import type { Streams } from './streams.ts';

/** FLAG_NO_RECORDED_VALUE. */
const NO_VALUE = 1;

/** Whether a point is handed on, for the counters; "stale": a point without a value, which goes uncounted. */
export type Fate = 'converted' | 'kept' | 'stale' | 'reset' | 'initial' | 'bucket_mismatch' | '';

/** What points of all kinds have. */
export interface Point {
  readonly attributes: Attributes;
  readonly timeUnixNano: bigint;
  readonly startTimeUnixNano: bigint;
  readonly flags: number;
}

/** Turns a point into one of delta temporality, in its place. `metric` is the identity of the metric. */
export type Conversion<P extends Point> = (point: P, metric: string, streams: Streams) => Fate;

/** NaN is left as it is. A point without a number counts as the int 0, of a stream of its own. */
export const convertNumber: Conversion<NumberDataPoint> = (point, metric, streams) => {
  if ((point.flags & NO_VALUE) !== 0) return 'stale';
  if (point.asDouble !== undefined) {
    if (Number.isNaN(point.asDouble)) return 'kept';
    const outcome = streams.doubles.convert(streamPoint(point, metric, point.asDouble));
    return settled(point, outcome, (value) => {
      point.asDouble = value;
    });
  }
  const type = point.asInt === undefined ? 'empty' : '';
  const outcome = streams.ints.convert(streamPoint(point, metric, point.asInt ?? 0n, type));
  return settled(point, outcome, (value) => {
    point.asInt = value;
  });
};

export const convertHistogram: Conversion<HistogramDataPoint> = (point, metric, streams) => {
  if ((point.flags & NO_VALUE) !== 0) return 'stale';
  const { count, sum = 0, explicitBounds: bounds, bucketCounts: counts } = point;
  const outcome = streams.histograms.convert(streamPoint(point, metric, { count, sum, bounds, counts }));
  return settled(point, outcome, (value) => {
    point.count = value.count;
    setSum(point, value.sum);
    // What is remembered must not be changed by those who are given the point.
    point.explicitBounds = [...value.bounds];
    point.bucketCounts = [...value.counts];
    point.min = undefined;
    point.max = undefined;
  });
};

export const convertExponentialHistogram: Conversion<ExponentialHistogramDataPoint> = (
  point,
  metric,
  streams,
) => {
  if ((point.flags & NO_VALUE) !== 0) return 'stale';
  const { count, sum = 0, scale, zeroCount, zeroThreshold, positive, negative } = point;
  const value = { count, sum, scale, zeroCount, zeroThreshold, positive, negative };
  const outcome = streams.exponentialHistograms.convert(streamPoint(point, metric, value));
  return settled(point, outcome, (delta) => {
    point.count = delta.count;
    setSum(point, delta.sum);
    point.zeroCount = delta.zeroCount;
    point.positive = { offset: delta.positive.offset, bucketCounts: [...delta.positive.bucketCounts] };
    point.negative = { offset: delta.negative.offset, bucketCounts: [...delta.negative.bucketCounts] };
    point.min = undefined;
    point.max = undefined;
  });
};

function streamPoint<V>(point: Point, metric: string, value: V, type?: string) {
  const { attributes, startTimeUnixNano: start, timeUnixNano: time } = point;
  return { identity: streamIdentity(metric, attributes, start, type), start, time, value };
}

function settled<V>(
  point: { startTimeUnixNano: bigint },
  outcome: Outcome<V>,
  set: (value: V) => void,
): Fate {
  if ('dropped' in outcome) return outcome.dropped;
  point.startTimeUnixNano = outcome.start;
  set(outcome.value);
  return 'converted';
}

function setSum(point: { sum: number | undefined }, sum: number): void {
  if (point.sum !== undefined && !Number.isNaN(point.sum)) point.sum = sum;
}
