import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type { Attributes, Metric, MetricsData, Resource, ResourceMetrics } from '../../../../otlp/model.ts';
import type { ResourceGroups } from './resource-groups.ts';
import { ScopeGroups } from './scope-groups.ts';

/**
 * Puts data points under the resources that `groups` gives them, into one metric for each name and kind there; its
 * other properties are those of the first. Metrics without data points and schema URLs are lost, as in the collector.
 */
export function groupMetrics(data: MetricsData, groups: ResourceGroups): MetricsData {
  const resourceMetrics: ResourceMetrics[] = [];
  const places = new ScopeGroups(
    (resource) => {
      const added: ResourceMetrics = { resource, scopeMetrics: [], schemaUrl: '' };
      resourceMetrics.push(added);
      return added;
    },
    ({ scopeMetrics }, scope) => {
      const metrics: Metric[] = [];
      scopeMetrics.push({ scope, metrics, schemaUrl: '' });
      return new MetricGroup(metrics);
    },
  );
  for (const { resource, scopeMetrics } of data.resourceMetrics) {
    const resourceOf = groups.within(resource);
    for (const { scope, metrics } of scopeMetrics) {
      for (const metric of metrics) regroup(metric, resourceOf, (to) => places.at(to, scope).like(metric));
    }
  }
  return { resourceMetrics };
}

/** Moves the data points of a metric, each to the metric of its resource. */
function regroup(
  metric: Metric,
  resourceOf: (attributes: Attributes) => Resource,
  metricAt: (resource: Resource) => Metric,
): void {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  for (const point of gauge?.dataPoints ?? [])
    metricAt(resourceOf(point.attributes)).gauge?.dataPoints.push(point);
  for (const point of sum?.dataPoints ?? [])
    metricAt(resourceOf(point.attributes)).sum?.dataPoints.push(point);
  for (const point of histogram?.dataPoints ?? []) {
    metricAt(resourceOf(point.attributes)).histogram?.dataPoints.push(point);
  }
  for (const point of exponentialHistogram?.dataPoints ?? []) {
    metricAt(resourceOf(point.attributes)).exponentialHistogram?.dataPoints.push(point);
  }
  for (const point of summary?.dataPoints ?? []) {
    metricAt(resourceOf(point.attributes)).summary?.dataPoints.push(point);
  }
}

/** The metrics of one resource and scope. */
class MetricGroup {
  readonly #metrics: Metric[];
  readonly #byKey = new Map<string, Metric>();

  constructor(metrics: Metric[]) {
    this.#metrics = metrics;
  }

  /** The metric of the same name and kind; a new one without data points where there is none. */
  like(metric: Metric): Metric {
    const key = `${kindOf(metric)} ${metric.name}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const added = withoutPoints(metric);
    this.#metrics.push(added);
    this.#byKey.set(key, added);
    return added;
  }
}

const KINDS = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;

function kindOf(metric: Metric): string {
  return KINDS.find((kind) => metric[kind] !== undefined) ?? '';
}

function withoutPoints(metric: Metric): Metric {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  return {
    ...metric,
    metadata: cloneAttributes(metric.metadata),
    gauge: gauge && { dataPoints: [] },
    sum: sum && { ...sum, dataPoints: [] },
    histogram: histogram && { ...histogram, dataPoints: [] },
    exponentialHistogram: exponentialHistogram && { ...exponentialHistogram, dataPoints: [] },
    summary: summary && { dataPoints: [] },
  };
}
