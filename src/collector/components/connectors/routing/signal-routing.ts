/** The contexts that routes of a signal may have, and how each takes data. */
import type {
  LogRecord,
  LogsData,
  Metric,
  MetricsData,
  ResourceLogs,
  ResourceMetrics,
  ResourceSpans,
  ScopeLogs,
  ScopeMetrics,
  ScopeSpans,
  Span,
  TracesData,
} from '../../../../otlp/model.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { dataPointsOf } from '../../../ottl/contexts/data-points.ts';
import {
  DataPointContext,
  LogContext,
  MetricContext,
  OtelcolContext,
  ResourceContext,
  SpanContext,
} from '../../../ottl/contexts/transform-context.ts';
import type { TransformContext } from '../../../ottl/function.ts';
import type { ConsumeContext, SignalData } from '../../../pipeline/consumer.ts';
import { type DataShape, keep, takeItems, takeResources } from './routed-data.ts';

export type RoutedSignal = 'traces' | 'metrics' | 'logs';

/** Whether data in the context takes the route. */
export type Matches = (context: TransformContext) => boolean;

/** Takes from the data what matches; a context of another signal takes nothing. */
export type Take<S extends RoutedSignal> = (
  context: ContextName,
  data: SignalData[S],
  consumed: ConsumeContext,
  copy: boolean,
  matches: Matches,
) => SignalData[S];

const traces: DataShape<'traces', ResourceSpans, ScopeSpans, Span> = {
  signal: 'traces',
  resources: (data: TracesData) => data.resourceSpans,
  scopes: ({ scopeSpans }) => scopeSpans,
  items: ({ spans }) => spans,
  empty: () => ({ resourceSpans: [] }),
};

const metrics: DataShape<'metrics', ResourceMetrics, ScopeMetrics, Metric> = {
  signal: 'metrics',
  resources: (data: MetricsData) => data.resourceMetrics,
  scopes: ({ scopeMetrics }) => scopeMetrics,
  items: (scope) => scope.metrics,
  empty: () => ({ resourceMetrics: [] }),
};

const logs: DataShape<'logs', ResourceLogs, ScopeLogs, LogRecord> = {
  signal: 'logs',
  resources: (data: LogsData) => data.resourceLogs,
  scopes: ({ scopeLogs }) => scopeLogs,
  items: ({ logRecords }) => logRecords,
  empty: () => ({ resourceLogs: [] }),
};

export const shapes = { traces, metrics, logs };

/** A function of its own for each connector, as contexts are used again and again. */
export const takers: { readonly [S in RoutedSignal]: () => Take<S> } = {
  traces: () => {
    const resource = new ResourceContext();
    const span = new SpanContext();
    return (context, data, consumed, copy, matches) => {
      for (const each of [resource, span]) each.begin(consumed);
      if (context === 'resource') {
        return takeResources(traces, data, copy, (each) => matches(resource.enter(each)));
      }
      if (context !== 'span') return traces.empty();
      return takeItems(traces, data, copy, (resourceSpans, scopeSpans, each) =>
        matches(span.enterSpan(resourceSpans, scopeSpans, each)),
      );
    };
  },
  metrics: () => {
    const resource = new ResourceContext();
    const metric = new MetricContext();
    const point = new DataPointContext();
    return (context, data, consumed, copy, matches) => {
      for (const each of [resource, metric, point]) each.begin(consumed);
      if (context === 'resource') {
        return takeResources(metrics, data, copy, (each) => matches(resource.enter(each)));
      }
      if (context === 'metric') {
        return takeItems(metrics, data, copy, (resourceMetrics, scopeMetrics, each) =>
          matches(metric.enterMetric(resourceMetrics, scopeMetrics, each)),
        );
      }
      if (context !== 'datapoint') return metrics.empty();
      return takeItems(metrics, data, copy, (resourceMetrics, scopeMetrics, each) =>
        takePoints(each, copy, (kind, dataPoint) =>
          matches(point.enterDataPoint(resourceMetrics, scopeMetrics, each, kind, dataPoint)),
        ),
      );
    };
  },
  logs: () => {
    const resource = new ResourceContext();
    const log = new LogContext();
    return (context, data, consumed, copy, matches) => {
      for (const each of [resource, log]) each.begin(consumed);
      if (context === 'resource') {
        return takeResources(logs, data, copy, (each) => matches(resource.enter(each)));
      }
      if (context !== 'log') return logs.empty();
      return takeItems(logs, data, copy, (resourceLogs, scopeLogs, each) =>
        matches(log.enterLog(resourceLogs, scopeLogs, each)),
      );
    };
  },
};

export const otelcolContext = (consumed: ConsumeContext): OtelcolContext => {
  const context = new OtelcolContext();
  context.begin(consumed);
  return context.enter();
};

/** The metric with the data points that take the route; those leave the metric itself unless they are copied. */
function takePoints(
  metric: Metric,
  copy: boolean,
  takes: (kind: DataPointContext['dataPointKind'], point: DataPointContext['dataPoint']) => boolean,
): false | { part: Metric; left: boolean } {
  const data = dataPointsOf(metric);
  if (data === undefined) return false;
  const taken: DataPointContext['dataPoint'][] = [];
  keep(data.points, (point) => {
    if (!takes(data.kind, point)) return true;
    taken.push(point);
    return copy;
  });
  const left = data.points.length > 0;
  if (taken.length === 0) return false;
  return { part: withPoints(metric, taken), left };
}

/** The collector copies name, description and unit, without the metadata. */
function withPoints(metric: Metric, points: DataPointContext['dataPoint'][]): Metric {
  const { name, description, unit, gauge, sum, histogram, exponentialHistogram, summary } = metric;
  const replaced = <T extends object>(data: T | undefined): T | undefined =>
    data === undefined ? undefined : { ...data, dataPoints: points };
  return {
    name,
    description,
    unit,
    gauge: replaced(gauge),
    sum: replaced(sum),
    histogram: replaced(histogram),
    exponentialHistogram: replaced(exponentialHistogram),
    summary: replaced(summary),
    metadata: new Map(),
  };
}
