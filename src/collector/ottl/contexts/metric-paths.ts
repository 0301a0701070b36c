import { cloneMessage } from '../../../otlp/clone-message.ts';
import {
  exponentialHistogramDataPointType,
  histogramDataPointType,
  numberDataPointType,
  summaryDataPointType,
} from '../../../otlp/messages/metrics.ts';
import type { Metric } from '../../../otlp/model.ts';
import type { PathParser } from '../compile/path.ts';
import { Opaque, type Value } from '../value.ts';
import { access, mapPath, unknownSegment } from './context-definition.ts';
import { boolField, intField, setOpaqueList, textField } from './fields.ts';
import type { MetricContext } from './transform-context.ts';

export const metricPaths: PathParser = (path) => {
  switch (path.name) {
    case 'name':
      return textField<MetricContext>(
        (context) => context.metric.name,
        (context, value) => {
          context.metric.name = value;
        },
      );
    case 'description':
      return textField<MetricContext>(
        (context) => context.metric.description,
        (context, value) => {
          context.metric.description = value;
        },
      );
    case 'unit':
      return textField<MetricContext>(
        (context) => context.metric.unit,
        (context, value) => {
          context.metric.unit = value;
        },
      );
    case 'type':
      // Setting it does nothing, as in the collector.
      return access<MetricContext>(
        (context) => metricType(context.metric),
        () => undefined,
      );
    case 'aggregation_temporality':
      return intField<MetricContext>(
        (context) => {
          const data = withTemporality(context.metric);
          return data === undefined ? null : BigInt(data.aggregationTemporality);
        },
        (context, value) => {
          const data = withTemporality(context.metric);
          if (data !== undefined) data.aggregationTemporality = Number(BigInt.asIntN(32, value));
        },
      );
    case 'is_monotonic':
      return boolField<MetricContext>(
        (context) => context.metric.sum?.isMonotonic ?? null,
        (context, value) => {
          if (context.metric.sum !== undefined) context.metric.sum.isMonotonic = value;
        },
      );
    case 'data_points':
      return access<MetricContext>(
        (context) => dataPoints(context.metric),
        (context, value) => setDataPoints(context.metric, value),
      );
    case 'metadata':
      return mapPath<MetricContext>((context) => context.metric.metadata, path.keys());
    default:
      throw unknownSegment(path.name, path, 'metric');
  }
};

/** METRIC_DATA_TYPE_… */
function metricType(metric: Metric): bigint {
  if (metric.gauge !== undefined) return 1n;
  if (metric.sum !== undefined) return 2n;
  if (metric.histogram !== undefined) return 3n;
  if (metric.exponentialHistogram !== undefined) return 4n;
  return metric.summary === undefined ? 0n : 5n;
}

function withTemporality(metric: Metric): { aggregationTemporality: number } | undefined {
  return metric.sum ?? metric.histogram ?? metric.exponentialHistogram;
}

function dataPoints(metric: Metric): Opaque | null {
  const numbers = metric.sum ?? metric.gauge;
  if (numbers !== undefined) return new Opaque('pmetric.NumberDataPointSlice', numbers.dataPoints);
  if (metric.histogram !== undefined) {
    return new Opaque('pmetric.HistogramDataPointSlice', metric.histogram.dataPoints);
  }
  if (metric.exponentialHistogram !== undefined) {
    return new Opaque('pmetric.ExponentialHistogramDataPointSlice', metric.exponentialHistogram.dataPoints);
  }
  if (metric.summary === undefined) return null;
  return new Opaque('pmetric.SummaryDataPointSlice', metric.summary.dataPoints);
}

function setDataPoints(metric: Metric, value: Value): void {
  const numbers = metric.sum ?? metric.gauge;
  if (numbers !== undefined) {
    setOpaqueList('pmetric.NumberDataPointSlice', numbers.dataPoints, value, (point) =>
      cloneMessage(numberDataPointType, point),
    );
  } else if (metric.histogram !== undefined) {
    setOpaqueList('pmetric.HistogramDataPointSlice', metric.histogram.dataPoints, value, (point) =>
      cloneMessage(histogramDataPointType, point),
    );
  } else if (metric.exponentialHistogram !== undefined) {
    setOpaqueList(
      'pmetric.ExponentialHistogramDataPointSlice',
      metric.exponentialHistogram.dataPoints,
      value,
      (point) => cloneMessage(exponentialHistogramDataPointType, point),
    );
  } else if (metric.summary !== undefined) {
    setOpaqueList('pmetric.SummaryDataPointSlice', metric.summary.dataPoints, value, (point) =>
      cloneMessage(summaryDataPointType, point),
    );
  }
}
