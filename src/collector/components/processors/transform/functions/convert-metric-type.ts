import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction } from '../../../../ottl/function.ts';
import { temporalityOf } from './new-metric.ts';

export const convertSumToGauge = defineFunction({
  name: 'convert_sum_to_gauge',
  parameters: {},
  create: () => (context) => {
    const { metric } = context as MetricContext;
    if (metric.sum === undefined) return null;
    metric.gauge = { dataPoints: metric.sum.dataPoints };
    metric.sum = undefined;
    return null;
  },
});

export const convertGaugeToSum = defineFunction({
  name: 'convert_gauge_to_sum',
  parameters: { stringAggTemp: arg.stringLiteral, monotonic: arg.boolLiteral },
  create: ({ stringAggTemp, monotonic }) => {
    const aggregationTemporality = temporalityOf(stringAggTemp);
    return (context) => {
      const { metric } = context as MetricContext;
      if (metric.gauge === undefined) return null;
      metric.sum = { dataPoints: metric.gauge.dataPoints, aggregationTemporality, isMonotonic: monotonic };
      metric.gauge = undefined;
      return null;
    };
  },
});
