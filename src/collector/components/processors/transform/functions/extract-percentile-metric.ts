import type { NumberDataPoint } from '../../../../../otlp/model.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { goValueText } from '../../../../ottl/value-text.ts';
import { newMetric, numberFrom } from './new-metric.ts';
import { exponentialPercentile, histogramPercentile } from './percentile.ts';

export const extractPercentileMetric = defineFunction({
  name: 'extract_percentile_metric',
  parameters: { percentile: arg.floatLiteral, suffix: optional(arg.stringLiteral) },
  create: ({ percentile, suffix = '' }) => {
    if (percentile <= 0 || percentile >= 100) {
      throw new OttlError(
        `percentile must be greater than 0 and less than 100, got ${percentile.toFixed(6)}`,
      );
    }
    const name = `p${goValueText(percentile)}`;
    const ending = suffix === '' ? `_${name}` : suffix;
    return (context) => {
      const { metric, metrics } = context as MetricContext;
      const points: NumberDataPoint[] = [];
      for (const point of metric.histogram?.dataPoints ?? []) {
        const value = histogramPercentile(point, percentile);
        if (value !== undefined) points.push(numberFrom(point, value));
      }
      for (const point of metric.exponentialHistogram?.dataPoints ?? []) {
        const value = exponentialPercentile(point, percentile);
        if (value !== undefined) points.push(numberFrom(point, value));
      }
      if (points.length === 0) return null;
      const description = metric.description === '' ? name : `${metric.description} (${name})`;
      const made = newMetric(metric.name + ending, description, metric.unit);
      made.gauge = { dataPoints: points };
      metrics.push(made);
      return null;
    };
  },
});
