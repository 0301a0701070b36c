import { cloneMessage } from '../../../otlp/clone-message.ts';
import { exemplarType } from '../../../otlp/messages/metrics.ts';
import type {
  Exemplar,
  ExponentialBuckets,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../otlp/model.ts';
import type { Path, PathParser } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { Opaque, typedList } from '../value.ts';
import { access, mapPath, unknownSegment } from './context-definition.ts';
import {
  expectInt,
  expectOpaque,
  floatField,
  intField,
  setOpaqueList,
  timeField,
  uint32Field,
  unixNanoField,
} from './fields.ts';
import { floatsFrom, intsFrom, rawUint64s } from './number-lists.ts';
import type { DataPointContext } from './transform-context.ts';

const GO_TYPES = {
  number: 'pmetric.NumberDataPoint',
  histogram: 'pmetric.HistogramDataPoint',
  exponentialHistogram: 'pmetric.ExponentialHistogramDataPoint',
  summary: 'pmetric.SummaryDataPoint',
} as const;

type Kind = keyof typeof GO_TYPES;

interface PointOf {
  readonly number: NumberDataPoint;
  readonly histogram: HistogramDataPoint;
  readonly exponentialHistogram: ExponentialHistogramDataPoint;
  readonly summary: SummaryDataPoint;
}

/** The data point, where it is of the kind. */
function point<K extends Kind>(context: DataPointContext, kind: K): PointOf[K] | undefined {
  return context.dataPointKind === kind ? (context.dataPoint as PointOf[K]) : undefined;
}

/** The data point to be set, which must be of the kind. */
function expectPoint<K extends Kind>(context: DataPointContext, kind: K): PointOf[K] {
  const found = point(context, kind);
  if (found !== undefined) return found;
  throw new OttlError(`expects ${GO_TYPES[kind]} but got ${GO_TYPES[context.dataPointKind]}`);
}

function unsupported(context: DataPointContext): OttlError {
  return new OttlError(`unsupported data point type: ${GO_TYPES[context.dataPointKind]}`);
}

const startTime = (context: DataPointContext): bigint => context.dataPoint.startTimeUnixNano;
const setStartTime = (context: DataPointContext, ns: bigint): void => {
  context.dataPoint.startTimeUnixNano = ns;
};
const time = (context: DataPointContext): bigint => context.dataPoint.timeUnixNano;
const setTime = (context: DataPointContext, ns: bigint): void => {
  context.dataPoint.timeUnixNano = ns;
};

export const dataPointPaths: PathParser = (path) => {
  const parser = PATHS[path.name];
  if (parser === undefined) throw unknownSegment(path.name, path, 'datapoint');
  return parser(path);
};

const PATHS: Readonly<Record<string, PathParser>> = {
  attributes: (path) => mapPath<DataPointContext>((context) => context.dataPoint.attributes, path.keys()),
  start_time_unix_nano: () => unixNanoField<DataPointContext>(startTime, setStartTime),
  start_time: () => timeField<DataPointContext>(startTime, setStartTime),
  time_unix_nano: () => unixNanoField<DataPointContext>(time, setTime),
  time: () => timeField<DataPointContext>(time, setTime),
  value_double: () =>
    floatField<DataPointContext>(
      (context) => {
        const number = point(context, 'number');
        return number === undefined ? null : (number.asDouble ?? 0);
      },
      (context, value) => {
        const number = expectPoint(context, 'number');
        number.asDouble = value;
        number.asInt = undefined;
      },
    ),
  value_int: () =>
    intField<DataPointContext>(
      (context) => {
        const number = point(context, 'number');
        return number === undefined ? null : (number.asInt ?? 0n);
      },
      (context, value) => {
        const number = expectPoint(context, 'number');
        number.asInt = value;
        number.asDouble = undefined;
      },
    ),
  exemplars: () =>
    access<DataPointContext>(
      (context) => {
        const exemplars = exemplarsOf(context);
        return exemplars === undefined ? null : new Opaque('pmetric.ExemplarSlice', exemplars);
      },
      (context, value) => {
        const exemplars = exemplarsOf(context);
        if (exemplars === undefined) throw unsupported(context);
        setOpaqueList('pmetric.ExemplarSlice', exemplars, value, (item) => cloneMessage(exemplarType, item));
      },
    ),
  flags: () =>
    uint32Field<DataPointContext>(
      (context) => context.dataPoint.flags,
      (context, value) => {
        context.dataPoint.flags = value;
      },
    ),
  count: () =>
    intField<DataPointContext>(
      (context) => {
        const { dataPoint } = context;
        return 'count' in dataPoint ? BigInt.asIntN(64, dataPoint.count) : null;
      },
      (context, value) => {
        const { dataPoint } = context;
        if (!('count' in dataPoint)) throw unsupported(context);
        dataPoint.count = BigInt.asUintN(64, value);
      },
    ),
  sum: () =>
    floatField<DataPointContext>(
      (context) => {
        const { dataPoint } = context;
        return 'sum' in dataPoint ? (dataPoint.sum ?? 0) : null;
      },
      (context, value) => {
        const { dataPoint } = context;
        if (!('sum' in dataPoint)) throw unsupported(context);
        dataPoint.sum = value;
      },
    ),
  bucket_counts: () =>
    access<DataPointContext>(
      (context) => {
        const histogram = point(context, 'histogram');
        return histogram === undefined ? null : rawUint64s(histogram.bucketCounts);
      },
      (context, value) => {
        const histogram = expectPoint(context, 'histogram');
        histogram.bucketCounts = intsFrom(value, 'uint64').map((count) => BigInt.asUintN(64, count));
      },
    ),
  explicit_bounds: () =>
    access<DataPointContext>(
      (context) => {
        const histogram = point(context, 'histogram');
        return histogram === undefined ? null : typedList('[]float64', histogram.explicitBounds);
      },
      (context, value) => {
        expectPoint(context, 'histogram').explicitBounds = floatsFrom(value);
      },
    ),
  scale: () =>
    intField<DataPointContext>(
      (context) => {
        const histogram = point(context, 'exponentialHistogram');
        return histogram === undefined ? null : BigInt(histogram.scale);
      },
      (context, value) => {
        expectPoint(context, 'exponentialHistogram').scale = Number(BigInt.asIntN(32, value));
      },
    ),
  zero_count: () =>
    intField<DataPointContext>(
      (context) => {
        const histogram = point(context, 'exponentialHistogram');
        return histogram === undefined ? null : BigInt.asIntN(64, histogram.zeroCount);
      },
      (context, value) => {
        expectPoint(context, 'exponentialHistogram').zeroCount = BigInt.asUintN(64, value);
      },
    ),
  positive: (path) => bucketsPath(path, 'positive'),
  negative: (path) => bucketsPath(path, 'negative'),
  quantile_values: () =>
    access<DataPointContext>(
      (context) => {
        const summary = point(context, 'summary');
        if (summary === undefined) return null;
        return new Opaque('pmetric.SummaryDataPointValueAtQuantileSlice', summary.quantileValues);
      },
      (context, value) => {
        const summary = expectPoint(context, 'summary');
        setOpaqueList(
          'pmetric.SummaryDataPointValueAtQuantileSlice',
          summary.quantileValues,
          value,
          (item) => ({ ...item }),
        );
      },
    ),
};

function exemplarsOf({ dataPoint }: DataPointContext): Exemplar[] | undefined {
  return 'exemplars' in dataPoint ? dataPoint.exemplars : undefined;
}

function bucketsPath(path: Path, side: 'positive' | 'negative'): GetSetter {
  const get = (context: DataPointContext): ExponentialBuckets | undefined =>
    point(context, 'exponentialHistogram')?.[side];
  const next = path.next();
  if (next === undefined) {
    return access<DataPointContext>(
      (context) => {
        const buckets = get(context);
        return buckets === undefined
          ? null
          : new Opaque('pmetric.ExponentialHistogramDataPointBuckets', buckets);
      },
      (context, value) => {
        const { offset, bucketCounts } = expectOpaque<ExponentialBuckets>(
          'pmetric.ExponentialHistogramDataPointBuckets',
          value,
        );
        expectPoint(context, 'exponentialHistogram')[side] = { offset, bucketCounts: [...bucketCounts] };
      },
    );
  }
  if (next.name === 'offset') {
    return access<DataPointContext>(
      (context) => {
        const buckets = get(context);
        return buckets === undefined ? null : BigInt(buckets.offset);
      },
      (context, value) => {
        const offset = Number(BigInt.asIntN(32, expectInt(value)));
        expectPoint(context, 'exponentialHistogram')[side].offset = offset;
      },
    );
  }
  if (next.name === 'bucket_counts') {
    return access<DataPointContext>(
      (context) => {
        const buckets = get(context);
        return buckets === undefined ? null : rawUint64s(buckets.bucketCounts);
      },
      (context, value) => {
        const buckets = expectPoint(context, 'exponentialHistogram')[side];
        buckets.bucketCounts = intsFrom(value, 'uint64').map((count) => BigInt.asUintN(64, count));
      },
    );
  }
  throw unknownSegment(next.name, path, 'datapoint');
}
