/** The names that the collector gives resources and streams of data points (contrib internal/exp/metrics/identity). */
import type { Attributes, Metric, Resource, ResourceMetrics, ScopeMetrics } from '../../../../otlp/model.ts';
import { attributesHash } from './attributes-hash.ts';
import { Fnv1a } from './fnv1a.ts';

export function resourceIdentity({ attributes }: Resource): string {
  return `resource/${new Fnv1a().write(attributesHash(attributes)).hex()}`;
}

/** Names the streams of a metric: those of its data points with the same attributes. */
export function streamIdentities(
  { resource }: ResourceMetrics,
  { scope }: ScopeMetrics,
  metric: Metric,
): (attributes: Attributes) => string {
  const { type, temporality, monotonic } = metricTraits(metric);
  const hash = new Fnv1a()
    .write(attributesHash(resource.attributes))
    .writeText(scope.name)
    .writeText(scope.version)
    .write(attributesHash(scope.attributes))
    .writeText(metric.name)
    .writeText(metric.unit)
    .write(Uint8Array.of(type, monotonic ? 1 : 0, temporality));
  return (attributes) => `stream/${hash.copy().write(attributesHash(attributes)).hex()}`;
}

/** What tells metrics of one name and unit apart. */
export function metricTraits({ gauge, sum, histogram, exponentialHistogram, summary }: Metric): {
  readonly type: number;
  readonly temporality: number;
  readonly monotonic: boolean;
} {
  if (gauge !== undefined) return { type: 1, temporality: 0, monotonic: false };
  if (sum !== undefined) {
    return { type: 2, temporality: sum.aggregationTemporality, monotonic: sum.isMonotonic };
  }
  if (histogram !== undefined) {
    return { type: 3, temporality: histogram.aggregationTemporality, monotonic: true };
  }
  if (exponentialHistogram !== undefined) {
    return { type: 4, temporality: exponentialHistogram.aggregationTemporality, monotonic: true };
  }
  return { type: summary === undefined ? 0 : 5, temporality: 0, monotonic: false };
}
