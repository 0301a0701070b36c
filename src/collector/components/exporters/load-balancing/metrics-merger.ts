import { dataPointsOf } from '../../../../otlp/items.ts';
import type {
  AnyValue,
  InstrumentationScope,
  Metric,
  MetricsData,
  ResourceMetrics,
  ScopeMetrics,
} from '../../../../otlp/model.ts';
import { canonicalAttributes } from '../../connectors/span-metrics/resource-key.ts';
import { metricTraits } from './identity.ts';

const ALL: ReadonlySet<string> = new Set();
const SEPARATOR = '\0';

interface MergedScope {
  readonly into: ScopeMetrics;
  readonly metrics: Map<string, Metric>;
}

interface MergedResource {
  readonly into: ResourceMetrics;
  readonly scopes: Map<string, MergedScope>;
}

/**
 * Puts metrics together so that each resource, scope and metric is there once (contrib internal/exp/metrics). What is
 * added may be others' to read as well: only containers of its own are changed.
 */
export class MetricsMerger {
  readonly data: MetricsData = { resourceMetrics: [] };
  readonly #resources = new Map<string, MergedResource>();
  // Where the last thing was added: most of what comes next goes there, too.
  #lastResource: { readonly from: ResourceMetrics; readonly merged: MergedResource } | undefined;
  #lastScope: { readonly from: ScopeMetrics; readonly merged: MergedScope } | undefined;
  #lastMetric: { readonly from: Metric; readonly into: Metric } | undefined;

  addResource(resource: ResourceMetrics): void {
    const key = canonicalAttributes(resource.resource.attributes, ALL);
    const known = this.#resources.get(key);
    if (known === undefined) this.#addNew(key, resource);
    else for (const scope of resource.scopeMetrics) this.addScope(resource, scope);
  }

  addScope(resource: ResourceMetrics, scope: ScopeMetrics): void {
    const { into, scopes } = this.#resourceOf(resource);
    const key = scopeKey(scope.scope);
    const known = scopes.get(key);
    if (known !== undefined) {
      for (const metric of scope.metrics) mergeMetric(known, metric);
      return;
    }
    const copy = copyOfScope(scope);
    into.scopeMetrics.push(copy);
    scopes.set(key, indexed(copy));
  }

  addMetric(resource: ResourceMetrics, scope: ScopeMetrics, metric: Metric): void {
    mergeMetric(this.#scopeOf(resource, scope), metric);
  }

  /** Adds one data point of a metric. */
  addPoint(resource: ResourceMetrics, scope: ScopeMetrics, metric: Metric, point: object): void {
    if (this.#lastMetric?.from !== metric) {
      this.#lastMetric = { from: metric, into: this.#metricOf(this.#scopeOf(resource, scope), metric) };
    }
    (dataPointsOf(this.#lastMetric.into) as object[]).push(point);
  }

  /** The first of several alike is the one that later ones are merged into. */
  #addNew(key: string, resource: ResourceMetrics): void {
    const into = { ...resource, scopeMetrics: resource.scopeMetrics.map(copyOfScope) };
    const scopes = new Map<string, MergedScope>();
    for (const scope of into.scopeMetrics) {
      const name = scopeKey(scope.scope);
      if (!scopes.has(name)) scopes.set(name, indexed(scope));
    }
    this.data.resourceMetrics.push(into);
    this.#resources.set(key, { into, scopes });
  }

  #resourceOf(resource: ResourceMetrics): MergedResource {
    if (this.#lastResource?.from === resource) return this.#lastResource.merged;
    const key = canonicalAttributes(resource.resource.attributes, ALL);
    let merged = this.#resources.get(key);
    if (merged === undefined) {
      merged = { into: { ...resource, scopeMetrics: [] }, scopes: new Map() };
      this.data.resourceMetrics.push(merged.into);
      this.#resources.set(key, merged);
    }
    this.#lastResource = { from: resource, merged };
    return merged;
  }

  #scopeOf(resource: ResourceMetrics, scope: ScopeMetrics): MergedScope {
    if (this.#lastScope?.from === scope) return this.#lastScope.merged;
    const { into, scopes } = this.#resourceOf(resource);
    const key = scopeKey(scope.scope);
    let merged = scopes.get(key);
    if (merged === undefined) {
      merged = { into: { ...scope, metrics: [] }, metrics: new Map() };
      into.scopeMetrics.push(merged.into);
      scopes.set(key, merged);
    }
    this.#lastScope = { from: scope, merged };
    return merged;
  }

  /** A metric that single data points are put into has no metadata, as the collector doesn't copy it. */
  #metricOf({ into, metrics }: MergedScope, metric: Metric): Metric {
    const key = metricKey(metric);
    const known = metrics.get(key);
    if (known !== undefined) return known;
    const copy = { ...copyOfMetric(metric), metadata: new Map<string, AnyValue>() };
    dataPointsOf(copy).length = 0;
    into.metrics.push(copy);
    metrics.set(key, copy);
    return copy;
  }
}

function mergeMetric({ into, metrics }: MergedScope, metric: Metric): void {
  const key = metricKey(metric);
  const known = metrics.get(key);
  if (known !== undefined) {
    const points = dataPointsOf(known) as object[];
    for (const point of dataPointsOf(metric)) points.push(point);
    return;
  }
  const copy = copyOfMetric(metric);
  into.metrics.push(copy);
  metrics.set(key, copy);
}

function indexed(into: ScopeMetrics): MergedScope {
  const metrics = new Map<string, Metric>();
  for (const metric of into.metrics) {
    const key = metricKey(metric);
    if (!metrics.has(key)) metrics.set(key, metric);
  }
  return { into, metrics };
}

function scopeKey({ name, version, attributes }: InstrumentationScope): string {
  return name + SEPARATOR + version + SEPARATOR + canonicalAttributes(attributes, ALL);
}

function metricKey(metric: Metric): string {
  const { type, temporality, monotonic } = metricTraits(metric);
  return [metric.name, metric.unit, type, temporality, monotonic].join(SEPARATOR);
}

function copyOfScope(scope: ScopeMetrics): ScopeMetrics {
  return { ...scope, metrics: scope.metrics.map(copyOfMetric) };
}

/** The same data points in a list of its own. */
function copyOfMetric(metric: Metric): Metric {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  return {
    ...metric,
    gauge: gauge && { ...gauge, dataPoints: [...gauge.dataPoints] },
    sum: sum && { ...sum, dataPoints: [...sum.dataPoints] },
    histogram: histogram && { ...histogram, dataPoints: [...histogram.dataPoints] },
    exponentialHistogram: exponentialHistogram && {
      ...exponentialHistogram,
      dataPoints: [...exponentialHistogram.dataPoints],
    },
    summary: summary && { ...summary, dataPoints: [...summary.dataPoints] },
  };
}
