import type { Metric } from '../../../otlp/model.ts';
import type { DataPointContext } from './transform-context.ts';

export interface DataPoints {
  readonly kind: DataPointContext['dataPointKind'];
  /** The metric's own list. */
  readonly points: DataPointContext['dataPoint'][];
}

/** The data points of a metric, whatever its type; `undefined` where it has none. */
export function dataPointsOf(metric: Metric): DataPoints | undefined {
  if (metric.sum !== undefined) return { kind: 'number', points: metric.sum.dataPoints };
  if (metric.gauge !== undefined) return { kind: 'number', points: metric.gauge.dataPoints };
  if (metric.histogram !== undefined) return { kind: 'histogram', points: metric.histogram.dataPoints };
  if (metric.exponentialHistogram !== undefined) {
    return { kind: 'exponentialHistogram', points: metric.exponentialHistogram.dataPoints };
  }
  return metric.summary === undefined ? undefined : { kind: 'summary', points: metric.summary.dataPoints };
}
