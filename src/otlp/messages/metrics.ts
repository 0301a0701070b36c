/** opentelemetry/proto/metrics/v1/metrics.proto, 1.11. */
import { defineMessage, field, list } from '../message-type.ts';
import type {
  Exemplar,
  ExponentialBuckets,
  ExponentialHistogram,
  ExponentialHistogramDataPoint,
  Gauge,
  Histogram,
  HistogramDataPoint,
  Metric,
  MetricsData,
  NumberDataPoint,
  ResourceMetrics,
  ScopeMetrics,
  Sum,
  Summary,
  SummaryDataPoint,
  ValueAtQuantile,
} from '../model.ts';
import { instrumentationScopeType, resourceType } from './common.ts';

const temporalityNames = {
  AGGREGATION_TEMPORALITY_UNSPECIFIED: 0,
  AGGREGATION_TEMPORALITY_DELTA: 1,
  AGGREGATION_TEMPORALITY_CUMULATIVE: 2,
};

const temporality = field(2, 'enum', { enumNames: temporalityNames });

export const exemplarType = defineMessage<Exemplar>(
  'Exemplar',
  () => ({
    filteredAttributes: new Map(),
    timeUnixNano: 0n,
    asDouble: undefined,
    asInt: undefined,
    spanId: '',
    traceId: '',
  }),
  {
    filteredAttributes: field(7, 'attributes'),
    timeUnixNano: field(2, 'fixed64'),
    asDouble: field(3, 'double', { oneof: 'value' }),
    asInt: field(6, 'sfixed64', { oneof: 'value' }),
    spanId: field(4, 'spanId'),
    traceId: field(5, 'traceId'),
  },
);

export const numberDataPointType = defineMessage<NumberDataPoint>(
  'NumberDataPoint',
  () => ({
    attributes: new Map(),
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    asDouble: undefined,
    asInt: undefined,
    exemplars: [],
    flags: 0,
  }),
  {
    attributes: field(7, 'attributes'),
    startTimeUnixNano: field(2, 'fixed64'),
    timeUnixNano: field(3, 'fixed64'),
    asDouble: field(4, 'double', { oneof: 'value' }),
    asInt: field(6, 'sfixed64', { oneof: 'value' }),
    exemplars: list(5, exemplarType),
    flags: field(8, 'uint32'),
  },
);

export const histogramDataPointType = defineMessage<HistogramDataPoint>(
  'HistogramDataPoint',
  () => ({
    attributes: new Map(),
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: undefined,
    bucketCounts: [],
    explicitBounds: [],
    exemplars: [],
    flags: 0,
    min: undefined,
    max: undefined,
  }),
  {
    attributes: field(9, 'attributes'),
    startTimeUnixNano: field(2, 'fixed64'),
    timeUnixNano: field(3, 'fixed64'),
    count: field(4, 'fixed64'),
    sum: field(5, 'double', { optional: true }),
    bucketCounts: list(6, 'fixed64'),
    explicitBounds: list(7, 'double'),
    exemplars: list(8, exemplarType),
    flags: field(10, 'uint32'),
    min: field(11, 'double', { optional: true }),
    max: field(12, 'double', { optional: true }),
  },
);

const bucketsType = defineMessage<ExponentialBuckets>(
  'ExponentialHistogramDataPoint.Buckets',
  () => ({ offset: 0, bucketCounts: [] }),
  { offset: field(1, 'sint32'), bucketCounts: list(2, 'uint64') },
);

export const exponentialHistogramDataPointType = defineMessage<ExponentialHistogramDataPoint>(
  'ExponentialHistogramDataPoint',
  () => ({
    attributes: new Map(),
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: undefined,
    scale: 0,
    zeroCount: 0n,
    positive: bucketsType.create(),
    negative: bucketsType.create(),
    flags: 0,
    exemplars: [],
    min: undefined,
    max: undefined,
    zeroThreshold: 0,
  }),
  {
    attributes: field(1, 'attributes'),
    startTimeUnixNano: field(2, 'fixed64'),
    timeUnixNano: field(3, 'fixed64'),
    count: field(4, 'fixed64'),
    sum: field(5, 'double', { optional: true }),
    scale: field(6, 'sint32'),
    zeroCount: field(7, 'fixed64'),
    positive: field(8, bucketsType),
    negative: field(9, bucketsType),
    flags: field(10, 'uint32'),
    exemplars: list(11, exemplarType),
    min: field(12, 'double', { optional: true }),
    max: field(13, 'double', { optional: true }),
    zeroThreshold: field(14, 'double'),
  },
);

const valueAtQuantileType = defineMessage<ValueAtQuantile>(
  'SummaryDataPoint.ValueAtQuantile',
  () => ({ quantile: 0, value: 0 }),
  { quantile: field(1, 'double'), value: field(2, 'double') },
);

export const summaryDataPointType = defineMessage<SummaryDataPoint>(
  'SummaryDataPoint',
  () => ({
    attributes: new Map(),
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: 0,
    quantileValues: [],
    flags: 0,
  }),
  {
    attributes: field(7, 'attributes'),
    startTimeUnixNano: field(2, 'fixed64'),
    timeUnixNano: field(3, 'fixed64'),
    count: field(4, 'fixed64'),
    sum: field(5, 'double'),
    quantileValues: list(6, valueAtQuantileType),
    flags: field(8, 'uint32'),
  },
);

const gaugeType = defineMessage<Gauge>('Gauge', () => ({ dataPoints: [] }), {
  dataPoints: list(1, numberDataPointType),
});

const sumType = defineMessage<Sum>(
  'Sum',
  () => ({ dataPoints: [], aggregationTemporality: 0, isMonotonic: false }),
  {
    dataPoints: list(1, numberDataPointType),
    aggregationTemporality: temporality,
    isMonotonic: field(3, 'bool'),
  },
);

const histogramType = defineMessage<Histogram>(
  'Histogram',
  () => ({ dataPoints: [], aggregationTemporality: 0 }),
  { dataPoints: list(1, histogramDataPointType), aggregationTemporality: temporality },
);

const exponentialHistogramType = defineMessage<ExponentialHistogram>(
  'ExponentialHistogram',
  () => ({ dataPoints: [], aggregationTemporality: 0 }),
  { dataPoints: list(1, exponentialHistogramDataPointType), aggregationTemporality: temporality },
);

const summaryType = defineMessage<Summary>('Summary', () => ({ dataPoints: [] }), {
  dataPoints: list(1, summaryDataPointType),
});

export const metricType = defineMessage<Metric>(
  'Metric',
  () => ({
    name: '',
    description: '',
    unit: '',
    gauge: undefined,
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map(),
  }),
  {
    name: field(1, 'string'),
    description: field(2, 'string'),
    unit: field(3, 'string'),
    gauge: field(5, gaugeType, { oneof: 'data' }),
    sum: field(7, sumType, { oneof: 'data' }),
    histogram: field(9, histogramType, { oneof: 'data' }),
    exponentialHistogram: field(10, exponentialHistogramType, { oneof: 'data' }),
    summary: field(11, summaryType, { oneof: 'data' }),
    metadata: field(12, 'attributes'),
  },
);

const scopeMetricsType = defineMessage<ScopeMetrics>(
  'ScopeMetrics',
  () => ({ scope: instrumentationScopeType.create(), metrics: [], schemaUrl: '' }),
  {
    scope: field(1, instrumentationScopeType),
    metrics: list(2, metricType),
    schemaUrl: field(3, 'string'),
  },
);

const resourceMetricsType = defineMessage<ResourceMetrics>(
  'ResourceMetrics',
  () => ({ resource: resourceType.create(), scopeMetrics: [], schemaUrl: '' }),
  {
    resource: field(1, resourceType),
    scopeMetrics: list(2, scopeMetricsType),
    schemaUrl: field(3, 'string'),
  },
);

/** `MetricsData` and `ExportMetricsServiceRequest`, which are the same on the wire. */
export const metricsDataType = defineMessage<MetricsData>('MetricsData', () => ({ resourceMetrics: [] }), {
  resourceMetrics: list(1, resourceMetricsType),
});
