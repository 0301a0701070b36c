/** Taking the first items out of a signal's data, and putting data together again: what batches are made with. */
import { cloneAttributes } from '../../../otlp/clone-message.ts';
import { dataPointsOf } from '../../../otlp/items.ts';
import type {
  InstrumentationScope,
  Metric,
  Resource,
  ResourceLogs,
  ResourceMetrics,
  ResourceSpans,
  ScopeLogs,
  ScopeMetrics,
  ScopeSpans,
} from '../../../otlp/model.ts';
import type { SignalData } from '../consumer.ts';
import { type Shape, takeFirst } from './take-first.ts';

/** The signals that are made of items which can be told apart; the profiles of a request share a dictionary. */
export type SplittableSignal = 'traces' | 'metrics' | 'logs';

interface Splitting<D> {
  empty(): D;
  /** Takes the first items out of the data, which keeps the rest. */
  take(size: number, data: D): D;
  /** Moves what `from` holds to the end of `into`. */
  append(into: D, from: D): void;
}

export const splitting: { readonly [S in SplittableSignal]: Splitting<SignalData[S]> } = {
  traces: {
    empty: () => ({ resourceSpans: [] }),
    take(size, data) {
      const { taken, rest } = takeFirst(size, data.resourceSpans, spans);
      data.resourceSpans = rest;
      return { resourceSpans: taken };
    },
    append: (into, from) => append(into.resourceSpans, from.resourceSpans),
  },
  metrics: {
    empty: () => ({ resourceMetrics: [] }),
    take(size, data) {
      const { taken, rest } = takeFirst(size, data.resourceMetrics, metrics);
      data.resourceMetrics = rest;
      return { resourceMetrics: taken };
    },
    append: (into, from) => append(into.resourceMetrics, from.resourceMetrics),
  },
  logs: {
    empty: () => ({ resourceLogs: [] }),
    take(size, data) {
      const { taken, rest } = takeFirst(size, data.resourceLogs, logs);
      data.resourceLogs = rest;
      return { resourceLogs: taken };
    },
    append: (into, from) => append(into.resourceLogs, from.resourceLogs),
  },
};

const spans: Shape<ResourceSpans, ScopeSpans> = {
  scopesOf: (resource) => resource.scopeSpans,
  setScopes(resource, scopes) {
    resource.scopeSpans = scopes;
  },
  copyWith: ({ resource, schemaUrl }, scopeSpans) => ({
    resource: cloneResource(resource),
    scopeSpans,
    schemaUrl,
  }),
  count: (scope) => scope.spans.length,
  divide(source, size) {
    const { scope, schemaUrl } = source;
    const taken = source.spans.slice(0, size);
    source.spans = source.spans.slice(size);
    return { scope: cloneScope(scope), spans: taken, schemaUrl };
  },
};

const logs: Shape<ResourceLogs, ScopeLogs> = {
  scopesOf: (resource) => resource.scopeLogs,
  setScopes(resource, scopes) {
    resource.scopeLogs = scopes;
  },
  copyWith: ({ resource, schemaUrl }, scopeLogs) => ({
    resource: cloneResource(resource),
    scopeLogs,
    schemaUrl,
  }),
  count: (scope) => scope.logRecords.length,
  divide(source, size) {
    const { scope, schemaUrl } = source;
    const taken = source.logRecords.slice(0, size);
    source.logRecords = source.logRecords.slice(size);
    return { scope: cloneScope(scope), logRecords: taken, schemaUrl };
  },
};

const metrics: Shape<ResourceMetrics, ScopeMetrics> = {
  scopesOf: (resource) => resource.scopeMetrics,
  setScopes(resource, scopes) {
    resource.scopeMetrics = scopes;
  },
  copyWith: ({ resource, schemaUrl }, scopeMetrics) => ({
    resource: cloneResource(resource),
    scopeMetrics,
    schemaUrl,
  }),
  count: (scope) => {
    let count = 0;
    for (const metric of scope.metrics) count += dataPointsOf(metric).length;
    return count;
  },
  divide(source, size) {
    const taken: Metric[] = [];
    let left = size;
    let whole = 0;
    for (const metric of source.metrics) {
      if (left === 0) break;
      const count = dataPointsOf(metric).length;
      if (count > left) {
        taken.push(divideMetric(metric, left));
        break;
      }
      taken.push(metric);
      left -= count;
      whole += 1;
    }
    source.metrics = source.metrics.slice(whole);
    return { scope: cloneScope(source.scope), metrics: taken, schemaUrl: source.schemaUrl };
  },
};

/** Takes the first points out of a metric that has more. Its metadata stays with the rest, as in the collector. */
function divideMetric(source: Metric, size: number): Metric {
  const { name, description, unit } = source;
  const taken: Metric = {
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
  const { gauge, sum, histogram, exponentialHistogram, summary } = source;
  if (gauge !== undefined) taken.gauge = dividePoints(gauge, size);
  else if (sum !== undefined) taken.sum = dividePoints(sum, size);
  else if (histogram !== undefined) taken.histogram = dividePoints(histogram, size);
  else if (exponentialHistogram !== undefined)
    taken.exponentialHistogram = dividePoints(exponentialHistogram, size);
  else if (summary !== undefined) taken.summary = dividePoints(summary, size);
  return taken;
}

function dividePoints<T extends { dataPoints: unknown[] }>(source: T, size: number): T {
  const taken = { ...source, dataPoints: source.dataPoints.slice(0, size) };
  source.dataPoints = source.dataPoints.slice(size);
  return taken;
}

/** A copy that shares nothing with the original. */
export function cloneResource(resource: Resource): Resource {
  return { ...resource, attributes: cloneAttributes(resource.attributes) };
}

/** A copy that shares nothing with the original. */
export function cloneScope(scope: InstrumentationScope): InstrumentationScope {
  return { ...scope, attributes: cloneAttributes(scope.attributes) };
}

function append<T>(into: T[], from: readonly T[]): void {
  for (const each of from) into.push(each);
}
