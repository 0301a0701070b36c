/** Aggregates the data points of a metric that have the same attributes and time (internal/coreinternal/aggregateutil). */
import type { AnyValue, Attributes, Metric } from '../../../../../otlp/model.ts';
import { AggregationTemporality } from '../../../../../otlp/model.ts';
import { mergeExponential } from './merge-exponential.ts';
import { mergeHistograms } from './merge-histograms.ts';
import { mergeNumbers } from './merge-numbers.ts';

export const AGGREGATIONS = ['sum', 'mean', 'min', 'max', 'median', 'count'] as const;

export type Aggregation = (typeof AGGREGATIONS)[number];

export function isAggregation(text: string): text is Aggregation {
  return AGGREGATIONS.some((each) => each === text);
}

/** Histograms are always added up, whatever the aggregation. */
export function mergePoints(metric: Metric, aggregation: Aggregation): void {
  const { gauge, sum, histogram, exponentialHistogram } = metric;
  if (gauge !== undefined) {
    gauge.dataPoints = groups(gauge.dataPoints, () => []).map((points) => mergeNumbers(points, aggregation));
  } else if (sum !== undefined) {
    const starts = startsOf(sum);
    sum.dataPoints = groups(sum.dataPoints, starts).map((points) => mergeNumbers(points, aggregation));
  } else if (histogram !== undefined) {
    const starts = startsOf(histogram);
    histogram.dataPoints = groups(histogram.dataPoints, (point) => [
      ...point.explicitBounds,
      ...starts(point),
      point.min !== undefined,
      point.max !== undefined,
      point.flags,
    ]).map(mergeHistograms);
  } else if (exponentialHistogram !== undefined) {
    const starts = startsOf(exponentialHistogram);
    exponentialHistogram.dataPoints = groups(exponentialHistogram.dataPoints, (point) => [
      point.scale,
      point.min !== undefined,
      point.max !== undefined,
      point.flags,
      ...starts(point),
    ]).map(mergeExponential);
  }
}

type KeyPart = string | number | boolean;

/** Points of deltas are told apart by the start of their time, too. */
function startsOf(data: {
  aggregationTemporality: AggregationTemporality;
}): (point: { startTimeUnixNano: bigint }) => KeyPart[] {
  return data.aggregationTemporality === AggregationTemporality.Delta
    ? (point) => [String(point.startTimeUnixNano)]
    : () => [];
}

function groups<P extends { attributes: Attributes; timeUnixNano: bigint }>(
  points: readonly P[],
  more: (point: P) => KeyPart[],
): [P, ...P[]][] {
  const byKey = new Map<string, [P, ...P[]]>();
  for (const point of points) {
    const key = JSON.stringify([plain(point.attributes), String(point.timeUnixNano), ...more(point)]);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [point]);
    else group.push(point);
  }
  return [...byKey.values()];
}

/** A whole number is the same as a double of its size, as in the JSON the collector makes of attributes. */
function plain(value: AnyValue): unknown {
  if (typeof value === 'bigint') return { number: String(value) };
  if (typeof value === 'number') return { number: String(value) };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  return [...value]
    .map(([key, item]) => [key, plain(item)])
    .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
}
