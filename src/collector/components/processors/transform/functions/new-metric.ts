import { cloneAttributes } from '../../../../../otlp/clone-message.ts';
import {
  AggregationTemporality,
  type Attributes,
  type Metric,
  type NumberDataPoint,
} from '../../../../../otlp/model.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';

/** A metric without data. */
export function newMetric(name: string, description: string, unit: string): Metric {
  return {
    name,
    description,
    unit,
    gauge: undefined,
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map(),
  };
}

/** A number with the attributes and times of another data point. */
export function numberFrom(
  source: { attributes: Attributes; startTimeUnixNano: bigint; timeUnixNano: bigint },
  value: number | bigint,
): NumberDataPoint {
  return {
    attributes: cloneAttributes(source.attributes),
    startTimeUnixNano: source.startTimeUnixNano,
    timeUnixNano: source.timeUnixNano,
    asDouble: typeof value === 'number' ? value : undefined,
    asInt: typeof value === 'bigint' ? value : undefined,
    exemplars: [],
    flags: 0,
  };
}

/** The name the collector has for the type of a metric. */
export function metricTypeName(metric: Metric): string {
  if (metric.gauge !== undefined) return 'Gauge';
  if (metric.sum !== undefined) return 'Sum';
  if (metric.histogram !== undefined) return 'Histogram';
  if (metric.exponentialHistogram !== undefined) return 'ExponentialHistogram';
  return metric.summary === undefined ? 'Empty' : 'Summary';
}

/** Throws OttlError for anything but "delta" and "cumulative". */
export function temporalityOf(text: string): AggregationTemporality {
  if (text === 'delta') return AggregationTemporality.Delta;
  if (text === 'cumulative') return AggregationTemporality.Cumulative;
  throw new OttlError(`unknown aggregation temporality: ${text}`);
}
