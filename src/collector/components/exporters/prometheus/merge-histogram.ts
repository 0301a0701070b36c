import type { HistogramDataPoint } from '../../../../otlp/model.ts';

/**
 * A cumulative histogram with a delta added. Where the bounds are others, the newer point replaces what was before.
 * The sum is 0 where a point has none; minimum, maximum and exemplars are given up.
 */
export function mergeHistogram(previous: HistogramDataPoint, delta: HistogramDataPoint): HistogramDataPoint {
  const swapped = delta.timeUnixNano < previous.timeUnixNano;
  const newer = swapped ? previous : delta;
  const older = swapped ? delta : previous;
  const aligned =
    older.explicitBounds.length === newer.explicitBounds.length &&
    newer.explicitBounds.every((bound, index) => bound === older.explicitBounds[index]);
  return {
    attributes: newer.attributes,
    startTimeUnixNano: previous.startTimeUnixNano,
    timeUnixNano: newer.timeUnixNano,
    count: aligned ? unsigned(newer.count + older.count) : newer.count,
    sum: aligned ? (newer.sum ?? 0) + (older.sum ?? 0) : (newer.sum ?? 0),
    bucketCounts: aligned
      ? newer.bucketCounts.map((count, index) => unsigned(count + (older.bucketCounts[index] ?? 0n)))
      : newer.bucketCounts,
    explicitBounds: newer.explicitBounds,
    exemplars: [],
    flags: 0,
    min: undefined,
    max: undefined,
  };
}

function unsigned(count: bigint): bigint {
  return BigInt.asUintN(64, count);
}
