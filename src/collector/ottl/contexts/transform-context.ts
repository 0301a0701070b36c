/** What statements run on, one class for each context. They are used again and again, `enter` sets them to an item. */
import type {
  Attributes,
  Exemplar,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  InstrumentationScope,
  LogRecord,
  Metric,
  NumberDataPoint,
  Profile,
  ProfilesDictionary,
  Resource,
  ResourceLogs,
  ResourceMetrics,
  ResourceProfiles,
  ResourceSpans,
  ScopeLogs,
  ScopeMetrics,
  ScopeProfiles,
  ScopeSpans,
  Span,
  SpanEvent,
  SummaryDataPoint,
} from '../../../otlp/model.ts';
import { type ConsumeContext, emptyContext } from '../../pipeline/consumer.ts';
import type { TransformContext } from '../function.ts';

/** What has a schema URL: an element of `resourceSpans`, `scopeSpans` and so on. */
interface SchemaUrlItem {
  schemaUrl: string;
}

class CachedContext implements TransformContext {
  /** Of the request the data came with, for `otelcol` paths. */
  consumed: ConsumeContext = emptyContext;
  #own: Attributes | undefined;
  #shared: Attributes | undefined;

  get cache(): Attributes {
    if (this.#shared !== undefined) return this.#shared;
    this.#own ??= new Map();
    return this.#own;
  }

  /** Before a walk over the data of a request; where a cache is given, it is that of all items. */
  begin(consumed: ConsumeContext, cache?: Attributes): void {
    this.consumed = consumed;
    this.#shared = cache;
  }

  /** Every item begins with an empty cache of its own. */
  protected forgetCache(): void {
    if (this.#own !== undefined && this.#own.size > 0) this.#own = undefined;
  }
}

export class OtelcolContext extends CachedContext {
  enter(): this {
    this.forgetCache();
    return this;
  }
}

export class ResourceContext extends CachedContext {
  resource!: Resource;
  resourceItem!: SchemaUrlItem;

  enter(item: { resource: Resource } & SchemaUrlItem): this {
    this.forgetCache();
    this.resource = item.resource;
    this.resourceItem = item;
    return this;
  }
}

export class ScopeContext extends ResourceContext {
  scope!: InstrumentationScope;
  scopeItem!: SchemaUrlItem;

  enterScope(
    item: { resource: Resource } & SchemaUrlItem,
    scopeItem: { scope: InstrumentationScope } & SchemaUrlItem,
  ): this {
    super.enter(item);
    this.scope = scopeItem.scope;
    this.scopeItem = scopeItem;
    return this;
  }
}

export class SpanContext extends ScopeContext {
  span!: Span;

  enterSpan(resourceSpans: ResourceSpans, scopeSpans: ScopeSpans, span: Span): this {
    this.enterScope(resourceSpans, scopeSpans);
    this.span = span;
    return this;
  }
}

export class SpanEventContext extends SpanContext {
  spanEvent!: SpanEvent;
  /** `undefined` where the component doesn't give it. */
  eventIndex: number | undefined;

  enterSpanEvent(
    resourceSpans: ResourceSpans,
    scopeSpans: ScopeSpans,
    span: Span,
    spanEvent: SpanEvent,
    eventIndex?: number,
  ): this {
    this.enterSpan(resourceSpans, scopeSpans, span);
    this.spanEvent = spanEvent;
    this.eventIndex = eventIndex;
    return this;
  }
}

export class LogContext extends ScopeContext {
  log!: LogRecord;

  enterLog(resourceLogs: ResourceLogs, scopeLogs: ScopeLogs, log: LogRecord): this {
    this.enterScope(resourceLogs, scopeLogs);
    this.log = log;
    return this;
  }
}

export class MetricContext extends ScopeContext {
  metric!: Metric;
  /** The list the metric stands in, for functions that add metrics. */
  metrics!: Metric[];

  enterMetric(resourceMetrics: ResourceMetrics, scopeMetrics: ScopeMetrics, metric: Metric): this {
    this.enterScope(resourceMetrics, scopeMetrics);
    this.metric = metric;
    this.metrics = scopeMetrics.metrics;
    return this;
  }
}

/** A data point with what tells the kinds of them apart. */
export type DataPoint =
  | { readonly kind: 'number'; readonly point: NumberDataPoint }
  | { readonly kind: 'histogram'; readonly point: HistogramDataPoint }
  | { readonly kind: 'exponentialHistogram'; readonly point: ExponentialHistogramDataPoint }
  | { readonly kind: 'summary'; readonly point: SummaryDataPoint };

export class DataPointContext extends MetricContext {
  dataPoint!: DataPoint['point'];
  dataPointKind!: DataPoint['kind'];

  enterDataPoint(
    resourceMetrics: ResourceMetrics,
    scopeMetrics: ScopeMetrics,
    metric: Metric,
    kind: DataPoint['kind'],
    point: DataPoint['point'],
  ): this {
    this.enterMetric(resourceMetrics, scopeMetrics, metric);
    this.dataPointKind = kind;
    this.dataPoint = point;
    return this;
  }
}

export class ExemplarContext extends DataPointContext {
  exemplar!: Exemplar;

  enterExemplar(
    resourceMetrics: ResourceMetrics,
    scopeMetrics: ScopeMetrics,
    metric: Metric,
    kind: DataPoint['kind'],
    point: DataPoint['point'],
    exemplar: Exemplar,
  ): this {
    this.enterDataPoint(resourceMetrics, scopeMetrics, metric, kind, point);
    this.exemplar = exemplar;
    return this;
  }
}

export class ProfileContext extends ScopeContext {
  profile!: Profile;
  dictionary!: ProfilesDictionary;

  enterProfile(
    resourceProfiles: ResourceProfiles,
    scopeProfiles: ScopeProfiles,
    profile: Profile,
    dictionary: ProfilesDictionary,
  ): this {
    this.enterScope(resourceProfiles, scopeProfiles);
    this.profile = profile;
    this.dictionary = dictionary;
    return this;
  }
}
