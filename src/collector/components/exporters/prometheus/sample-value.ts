import type {
  Exemplar,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../../otlp/model.ts';
import type {
  Bucket,
  FamilyType,
  HistogramValue,
  Label,
  SampleExemplar,
  SampleValue,
  SummaryValue,
} from './metric-family.ts';
import { nativeBuckets } from './native-buckets.ts';
import type { LastPoint } from './series.ts';

const NS_PER_SECOND = 1_000_000_000n;

export function familyTypeOf(last: LastPoint): FamilyType {
  switch (last.type) {
    case 'Sum':
      return last.isMonotonic ? 'counter' : 'gauge';
    case 'Gauge':
      return 'gauge';
    case 'Summary':
      return 'summary';
    default:
      return 'histogram';
  }
}

/** The value of a point as Prometheus has it. Throws where it can't be one. */
export function sampleValue(last: LastPoint): SampleValue {
  switch (last.type) {
    case 'Gauge':
      return { type: 'gauge', value: numberOf(last.point) };
    case 'Sum':
      return last.isMonotonic ? counter(last.point) : { type: 'gauge', value: numberOf(last.point) };
    case 'Summary':
      return summary(last.point);
    case 'Histogram':
      return histogram(last.point);
    default:
      return exponentialHistogram(last.point);
  }
}

function counter(point: NumberDataPoint): SampleValue {
  const exemplar = point.exemplars.at(-1);
  return {
    type: 'counter',
    value: numberOf(point),
    ...created(point),
    ...(exemplar === undefined ? {} : { exemplar: sampleExemplar(exemplar) }),
  };
}

function summary(point: SummaryDataPoint): SummaryValue {
  const values = new Map(point.quantileValues.map(({ quantile, value }) => [quantile, value]));
  const quantiles = [...values].sort(([a], [b]) => a - b).map(([quantile, value]) => ({ quantile, value }));
  return { type: 'summary', count: point.count, sum: point.sum, quantiles, ...created(point) };
}

function histogram(point: HistogramDataPoint): HistogramValue {
  const { explicitBounds, bucketCounts, count } = point;
  const indices = new Map<number, number>();
  explicitBounds.forEach((bound, index) => {
    if (!indices.has(bound)) indices.set(bound, index);
  });
  let cumulative = 0n;
  const buckets: Bucket[] = [...indices.keys()]
    .sort((a, b) => a - b)
    .map((upperBound) => {
      cumulative += bucketCounts[indices.get(upperBound) ?? 0] ?? 0n;
      return { upperBound, count: BigInt.asUintN(64, cumulative) };
    });
  return {
    type: 'histogram',
    count,
    sum: point.sum ?? 0,
    buckets: withExemplars(buckets, count, point.exemplars),
    ...created(point),
  };
}

/** Each bucket shows the last exemplar that lies in it; those beyond the bounds make the last bucket explicit. */
function withExemplars(buckets: readonly Bucket[], count: bigint, exemplars: readonly Exemplar[]): Bucket[] {
  const result = [...buckets];
  for (const each of exemplars) {
    const exemplar = sampleExemplar(each);
    const index = result.findIndex(({ upperBound }) => upperBound >= exemplar.value);
    const bucket = result[index];
    if (bucket === undefined) result.push({ upperBound: Number.POSITIVE_INFINITY, count, exemplar });
    else result[index] = { ...bucket, exemplar };
  }
  return result;
}

function exponentialHistogram(point: ExponentialHistogramDataPoint): HistogramValue {
  const { count, sum = 0, exemplars } = point;
  const native = { ...nativeBuckets(point), exemplars: exemplars.map(sampleExemplar) };
  return { type: 'histogram', count, sum, buckets: [], native, ...created(point) };
}

function numberOf({ asInt, asDouble }: NumberDataPoint): number {
  return asInt === undefined ? (asDouble ?? 0) : Number(asInt);
}

/** Times within the first second of 1970 count as none. */
function created({ startTimeUnixNano }: { readonly startTimeUnixNano: bigint }): {
  readonly created?: bigint;
} {
  const signed = BigInt.asIntN(64, startTimeUnixNano);
  return signed >= NS_PER_SECOND ? { created: signed } : {};
}

function sampleExemplar({ traceId, spanId, asInt, asDouble, timeUnixNano }: Exemplar): SampleExemplar {
  const labels: Label[] = [];
  if (traceId !== '') labels.push({ name: 'trace_id', value: traceId });
  if (spanId !== '') labels.push({ name: 'span_id', value: spanId });
  const value = asInt === undefined ? (asDouble ?? 0) : Number(asInt);
  return { labels, value, time: BigInt.asIntN(64, timeUnixNano) };
}
