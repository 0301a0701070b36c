import type { NumberDataPoint } from '../../../../../otlp/model.ts';
import type { Aggregation } from './merge-points.ts';
import { toInt64 } from './scale-metric.ts';

/** The first of the points with the aggregated value; its type decides about whole numbers or doubles. */
export function mergeNumbers(
  points: readonly [NumberDataPoint, ...NumberDataPoint[]],
  aggregation: Aggregation,
): NumberDataPoint {
  const [first] = points;
  if (first.asDouble !== undefined) first.asDouble = aggregateDoubles(points.map(asDouble), aggregation);
  else if (first.asInt !== undefined) first.asInt = aggregateInts(points, aggregation);
  else return first;
  for (const { startTimeUnixNano: start } of points) {
    if (start < first.startTimeUnixNano) first.startTimeUnixNano = start;
  }
  return first;
}

function asDouble({ asInt, asDouble: double }: NumberDataPoint): number {
  return double ?? Number(asInt ?? 0n);
}

function asInt({ asInt: int, asDouble: double }: NumberDataPoint): bigint {
  return int ?? toInt64(double ?? 0);
}

function aggregateDoubles(values: readonly number[], aggregation: Aggregation): number {
  const first = values[0] ?? 0;
  const sum = () => values.slice(1).reduce((total, value) => total + value, first);
  switch (aggregation) {
    case 'sum':
      return sum();
    case 'mean':
      return sum() / values.length;
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), first);
    case 'max':
      return values.reduce((greatest, value) => Math.max(greatest, value), first);
    case 'count':
      // A point alone keeps its value, as in the collector.
      return values.length === 1 ? first : values.length;
    case 'median': {
      const sorted = values.toSorted((left, right) => left - right);
      const [low, high] = middle(sorted);
      return low === high ? low : (low + high) / 2;
    }
  }
}

function aggregateInts(points: readonly NumberDataPoint[], aggregation: Aggregation): bigint {
  const values = points.map(asInt);
  const first = values[0] ?? 0n;
  // Sums don't count doubles among whole numbers, as in the collector.
  const sum = () => points.reduce((total, { asInt: int }) => BigInt.asIntN(64, total + (int ?? 0n)), 0n);
  switch (aggregation) {
    case 'sum':
      return sum();
    case 'mean':
      return sum() / BigInt(values.length);
    case 'min':
      return values.reduce((least, value) => (value < least ? value : least), first);
    case 'max':
      return values.reduce((greatest, value) => (value > greatest ? value : greatest), first);
    case 'count':
      return values.length === 1 ? first : BigInt(values.length);
    case 'median': {
      const sorted = values.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
      const [low, high] = middle(sorted);
      return low === high ? low : BigInt.asIntN(64, low + high) / 2n;
    }
  }
}

/** The two in the middle; the same twice where there is one. */
function middle<T>(sorted: readonly T[]): readonly [T, T] {
  const high = sorted[sorted.length >> 1] as T;
  return [(sorted.length % 2 === 1 ? high : sorted[(sorted.length >> 1) - 1]) as T, high];
}
