/** New metrics of what histograms and summaries hold beside their buckets: sum, count, average. */
import {
  AggregationTemporality,
  type ExponentialHistogramDataPoint,
  type HistogramDataPoint,
  type Metric,
  type NumberDataPoint,
  type SummaryDataPoint,
} from '../../../../../otlp/model.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { metricTypeName, newMetric, numberFrom } from './new-metric.ts';

type Point = HistogramDataPoint | ExponentialHistogramDataPoint | SummaryDataPoint;

export const extractSumMetric = defineFunction({
  name: 'extract_sum_metric',
  parameters: { monotonic: arg.boolLiteral, suffix: optional(arg.stringLiteral) },
  create:
    ({ monotonic, suffix = '_sum' }) =>
    (context) => {
      const { metric, metrics } = context as MetricContext;
      const { points, temporality } = cumulated('extract_sum_metric', metric);
      const sums = numbers(points, ({ sum }) => sum);
      if (sums.length > 0) {
        const made = newMetric(metric.name + suffix, metric.description, metric.unit);
        made.sum = { dataPoints: sums, aggregationTemporality: temporality, isMonotonic: monotonic };
        metrics.push(made);
      }
      return null;
    },
});

export const extractCountMetric = defineFunction({
  name: 'extract_count_metric',
  parameters: { monotonic: arg.boolLiteral, suffix: optional(arg.stringLiteral) },
  create:
    ({ monotonic, suffix = '_count' }) =>
    (context) => {
      const { metric, metrics } = context as MetricContext;
      const { points, temporality } = cumulated('extract_count_metric', metric);
      const counts = numbers(points, ({ count }) => BigInt.asIntN(64, count));
      if (counts.length > 0) {
        const made = newMetric(metric.name + suffix, metric.description, '1');
        made.sum = { dataPoints: counts, aggregationTemporality: temporality, isMonotonic: monotonic };
        metrics.push(made);
      }
      return null;
    },
});

export const extractAvgMetric = defineFunction({
  name: 'extract_avg_metric',
  parameters: { suffix: optional(arg.stringLiteral) },
  create:
    ({ suffix = '_avg' }) =>
    (context) => {
      const { metric, metrics } = context as MetricContext;
      const points = distributionPoints('extract_avg_metric', metric);
      const averages = numbers(points, ({ sum, count }) =>
        sum === undefined || count === 0n ? undefined : sum / Number(count),
      );
      if (averages.length > 0) {
        const made = newMetric(metric.name + suffix, metric.description, metric.unit);
        made.gauge = { dataPoints: averages };
        metrics.push(made);
      }
      return null;
    },
});

function numbers(
  points: readonly Point[],
  value: (point: Point) => number | bigint | undefined,
): NumberDataPoint[] {
  const made: NumberDataPoint[] = [];
  for (const point of points) {
    const found = value(point);
    if (found !== undefined) made.push(numberFrom(point, found));
  }
  return made;
}

function distributionPoints(name: string, metric: Metric): readonly Point[] {
  const data = metric.histogram ?? metric.exponentialHistogram ?? metric.summary;
  if (data === undefined) throw wrongType(name, metric);
  return data.dataPoints;
}

/** Summaries have no temporality, and count as cumulative; histograms without any are refused. */
function cumulated(
  name: string,
  metric: Metric,
): { points: readonly Point[]; temporality: AggregationTemporality } {
  const points = distributionPoints(name, metric);
  const histogram = metric.histogram ?? metric.exponentialHistogram;
  const temporality = histogram?.aggregationTemporality ?? AggregationTemporality.Cumulative;
  if (temporality === AggregationTemporality.Unspecified) throw wrongType(name, metric);
  return { points, temporality };
}

function wrongType(name: string, metric: Metric): OttlError {
  const type = metricTypeName(metric);
  return new OttlError(
    `${name} requires an input metric of type Histogram, ExponentialHistogram or Summary, got ${type}`,
  );
}
