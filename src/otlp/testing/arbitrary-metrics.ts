/** Generators of metrics for property tests, in the form that decoding gives. */
import * as fc from 'fast-check';
import type {
  Exemplar,
  ExponentialBuckets,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  Metric,
  MetricsData,
  NumberDataPoint,
  SummaryDataPoint,
} from '../model.ts';
import {
  arbitraryAttributes,
  arbitraryResource,
  arbitraryScope,
  arbitrarySpanId,
  arbitraryText,
  arbitraryTraceId,
} from './arbitrary-traces.ts';

const uint32 = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uint64 = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const double = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-320));
const optionalDouble = fc.option(double, { nil: undefined });
const temporality = fc.integer({ min: 0, max: 2 });

/** One member of the oneof is set, or none; a zero that is set stays set. */
const value = fc.oneof(
  fc.record({ asDouble: double, asInt: fc.constant(undefined) }),
  fc.record({ asDouble: fc.constant(undefined), asInt: int64 }),
  fc.constant({ asDouble: undefined, asInt: undefined }),
);

export const arbitraryExemplar: fc.Arbitrary<Exemplar> = fc
  .record({
    filteredAttributes: arbitraryAttributes,
    timeUnixNano: uint64,
    spanId: fc.oneof(fc.constant(''), arbitrarySpanId),
    traceId: fc.oneof(fc.constant(''), arbitraryTraceId),
    value,
  })
  .map(({ value: chosen, ...rest }) => ({ ...rest, ...chosen }));

const exemplars = fc.array(arbitraryExemplar, { maxLength: 2 });

const point = {
  attributes: arbitraryAttributes,
  startTimeUnixNano: uint64,
  timeUnixNano: uint64,
  flags: uint32,
};

export const arbitraryNumberDataPoint: fc.Arbitrary<NumberDataPoint> = fc
  .record({ ...point, exemplars, value })
  .map(({ value: chosen, ...rest }) => ({ ...rest, ...chosen }));

export const arbitraryHistogramDataPoint: fc.Arbitrary<HistogramDataPoint> = fc.record({
  ...point,
  count: uint64,
  sum: optionalDouble,
  bucketCounts: fc.array(uint64, { maxLength: 4 }),
  explicitBounds: fc.array(double, { maxLength: 3 }),
  exemplars,
  min: optionalDouble,
  max: optionalDouble,
});

const buckets: fc.Arbitrary<ExponentialBuckets> = fc.record({
  offset: int32,
  bucketCounts: fc.array(uint64, { maxLength: 4 }),
});

export const arbitraryExponentialHistogramDataPoint: fc.Arbitrary<ExponentialHistogramDataPoint> = fc.record({
  ...point,
  count: uint64,
  sum: optionalDouble,
  scale: int32,
  zeroCount: uint64,
  positive: buckets,
  negative: buckets,
  exemplars,
  min: optionalDouble,
  max: optionalDouble,
  zeroThreshold: double,
});

export const arbitrarySummaryDataPoint: fc.Arbitrary<SummaryDataPoint> = fc.record({
  ...point,
  count: uint64,
  sum: double,
  quantileValues: fc.array(fc.record({ quantile: double, value: double }), { maxLength: 3 }),
});

const few = { maxLength: 3 };
const none = {
  gauge: undefined,
  sum: undefined,
  histogram: undefined,
  exponentialHistogram: undefined,
  summary: undefined,
};

const data = fc.oneof(
  fc.record({ gauge: fc.record({ dataPoints: fc.array(arbitraryNumberDataPoint, few) }) }),
  fc.record({
    sum: fc.record({
      dataPoints: fc.array(arbitraryNumberDataPoint, few),
      aggregationTemporality: temporality,
      isMonotonic: fc.boolean(),
    }),
  }),
  fc.record({
    histogram: fc.record({
      dataPoints: fc.array(arbitraryHistogramDataPoint, few),
      aggregationTemporality: temporality,
    }),
  }),
  fc.record({
    exponentialHistogram: fc.record({
      dataPoints: fc.array(arbitraryExponentialHistogramDataPoint, few),
      aggregationTemporality: temporality,
    }),
  }),
  fc.record({ summary: fc.record({ dataPoints: fc.array(arbitrarySummaryDataPoint, few) }) }),
  fc.constant({}),
);

export const arbitraryMetric: fc.Arbitrary<Metric> = fc
  .record({
    name: arbitraryText,
    description: arbitraryText,
    unit: arbitraryText,
    metadata: arbitraryAttributes,
    data,
  })
  .map(({ data: chosen, ...rest }) => ({ ...rest, ...none, ...chosen }));

export const arbitraryMetrics: fc.Arbitrary<MetricsData> = fc.record({
  resourceMetrics: fc.array(
    fc.record({
      resource: arbitraryResource,
      scopeMetrics: fc.array(
        fc.record({
          scope: arbitraryScope,
          metrics: fc.array(arbitraryMetric, few),
          schemaUrl: arbitraryText,
        }),
        { maxLength: 2 },
      ),
      schemaUrl: arbitraryText,
    }),
    { maxLength: 2 },
  ),
});
