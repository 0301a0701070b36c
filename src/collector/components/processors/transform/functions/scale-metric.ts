import type {
  Exemplar,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../../../otlp/model.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { metricTypeName } from './new-metric.ts';

export const scaleMetric = defineFunction({
  name: 'scale_metric',
  parameters: { multiplier: arg.floatLiteral, unit: optional(arg.string) },
  create:
    ({ multiplier, unit }) =>
    (context) => {
      const { metric } = context as MetricContext;
      const newUnit = unitText(() => unit?.get(context));
      const numbers = metric.gauge ?? metric.sum;
      if (numbers !== undefined) {
        for (const point of numbers.dataPoints) scaleNumber(point, multiplier);
      } else if (metric.histogram !== undefined) {
        for (const point of metric.histogram.dataPoints) scaleHistogram(point, multiplier);
      } else if (metric.summary !== undefined) {
        for (const point of metric.summary.dataPoints) scaleSummary(point, multiplier);
      } else if (metric.exponentialHistogram !== undefined) {
        throw new OttlError("exponential histograms are not supported by the 'scale_metric' function");
      } else {
        throw new OttlError(`unsupported metric type: '${metricTypeName(metric)}'`);
      }
      if (newUnit !== undefined) metric.unit = newUnit;
      return null;
    },
});

function unitText(get: () => string | undefined): string | undefined {
  try {
    return get();
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    throw new OttlError(`could not get unit from ScaleArguments: ${error.message}`, { cause: error });
  }
}

function scaleNumber(point: NumberDataPoint | Exemplar, multiplier: number): void {
  if (point.asInt !== undefined) point.asInt = toInt64(Number(point.asInt) * multiplier);
  else if (point.asDouble !== undefined) point.asDouble *= multiplier;
}

function scaleHistogram(point: HistogramDataPoint, multiplier: number): void {
  if (point.sum !== undefined) point.sum *= multiplier;
  if (point.min !== undefined) point.min *= multiplier;
  if (point.max !== undefined) point.max *= multiplier;
  point.explicitBounds = point.explicitBounds.map((bound) => bound * multiplier);
  for (const exemplar of point.exemplars) scaleNumber(exemplar, multiplier);
}

function scaleSummary(point: SummaryDataPoint, multiplier: number): void {
  point.sum *= multiplier;
  for (const quantile of point.quantileValues) quantile.value *= multiplier;
}

const OUT_OF_RANGE = -(2n ** 63n);

/** As Go converts a double: towards zero, and to the lowest number where it doesn't fit. */
export function toInt64(value: number): bigint {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return OUT_OF_RANGE;
  return BigInt(Math.trunc(value));
}
