import { cloneAttributes } from '../../../../../otlp/clone-message.ts';
import type { NumberDataPoint, SummaryDataPoint } from '../../../../../otlp/model.ts';
import type { DataPointContext, MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, type OttlFunction, optional } from '../../../../ottl/function.ts';
import { newMetric, numberFrom, temporalityOf } from './new-metric.ts';

export const convertSummarySumValToSum = summaryToSum(
  'convert_summary_sum_val_to_sum',
  '_sum',
  ({ sum }) => sum,
);

export const convertSummaryCountValToSum = summaryToSum(
  'convert_summary_count_val_to_sum',
  '_count',
  ({ count }) => BigInt.asIntN(64, count),
);

/** These stand in the context of data points, and yet convert the whole metric each time, as the collector's do. */
function summaryToSum(
  name: string,
  defaultSuffix: string,
  value: (point: SummaryDataPoint) => number | bigint,
): OttlFunction {
  return defineFunction({
    name,
    parameters: {
      stringAggTemp: arg.stringLiteral,
      monotonic: arg.boolLiteral,
      suffix: optional(arg.stringLiteral),
    },
    create: ({ stringAggTemp, monotonic, suffix = defaultSuffix }) => {
      const aggregationTemporality = temporalityOf(stringAggTemp);
      return (context) => {
        const { metric, metrics } = context as DataPointContext;
        if (metric.summary === undefined) return null;
        const made = newMetric(metric.name + suffix, metric.description, metric.unit);
        const dataPoints = metric.summary.dataPoints.map((point) => numberFrom(point, value(point)));
        made.sum = { dataPoints, aggregationTemporality, isMonotonic: monotonic };
        metrics.push(made);
        return null;
      };
    },
  });
}

export const convertSummaryQuantileValToGauge = defineFunction({
  name: 'convert_summary_quantile_val_to_gauge',
  parameters: { attributeKey: optional(arg.stringLiteral), suffix: optional(arg.stringLiteral) },
  create:
    ({ attributeKey = 'quantile', suffix = '.quantiles' }) =>
    (context) => {
      const { metric, metrics } = context as MetricContext;
      if (metric.summary === undefined) return null;
      const made = newMetric(metric.name + suffix, metric.description, metric.unit);
      const dataPoints: NumberDataPoint[] = [];
      for (const point of metric.summary.dataPoints) {
        for (const { quantile, value } of point.quantileValues) {
          const attributes = cloneAttributes(point.attributes).set(attributeKey, quantile);
          dataPoints.push({ ...numberFrom(point, value), attributes });
        }
      }
      made.gauge = { dataPoints };
      metrics.push(made);
      return null;
    },
});
