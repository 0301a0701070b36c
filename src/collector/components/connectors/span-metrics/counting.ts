import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type {
  AnyValue,
  Attributes,
  Metric,
  MetricsData,
  ResourceSpans,
  TracesData,
} from '../../../../otlp/model.ts';
import { LruCache } from '../../../bounded/lru-cache.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import { adjustedCount } from './adjusted-count.ts';
import { isDelta, type SpanMetricsConfig } from './config.ts';
import { Dimensions, dimensionList, type Measured } from './dimensions.ts';
import { canonicalAttributes } from './resource-key.ts';
import { CountTable, type DurationTable, ExplicitTable, ExponentialTable, type Flush } from './series.ts';

const DEFAULT_BOUNDS_MS = [2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1000, 1400, 2000, 5000, 10_000, 15_000];

/** What is counted of one resource. */
interface ResourceTables {
  readonly attributes: Attributes;
  readonly calls: CountTable;
  readonly durations: DurationTable | undefined;
  readonly events: CountTable;
  lastSeen: bigint;
}

/** What was counted of the spans since the start, or with delta temporality since the last flush. */
export class Counting {
  readonly #config: SpanMetricsConfig;
  readonly #context: ComponentContext;
  readonly #dimensions: Dimensions;
  readonly #calls;
  readonly #durations;
  readonly #events;
  readonly #keyAttributes: ReadonlySet<string>;
  readonly #nsPerUnit: number;
  /** Resources that fell out of the cache are sent once more. */
  readonly #evicted = new Map<string, ResourceTables>();
  readonly #resources: LruCache<ResourceTables>;
  readonly #lastTimes: LruCache<bigint>;

  constructor(config: SpanMetricsConfig, context: ComponentContext) {
    this.#config = config;
    this.#context = context;
    this.#dimensions = new Dimensions(config, randomUuid(context.random));
    this.#calls = dimensionList(config.calls_dimensions);
    this.#durations = dimensionList(config.histogram.dimensions);
    this.#events = dimensionList(config.events.dimensions);
    this.#keyAttributes = new Set(config.resource_metrics_key_attributes ?? []);
    this.#nsPerUnit = config.histogram.unit === 's' ? 1e9 : 1e6;
    this.#resources = new LruCache(config.resource_metrics_cache_size, (key, tables) =>
      this.#evicted.set(key, tables),
    );
    // Only delta has need of it, and only then its size is looked at.
    this.#lastTimes = new LruCache(isDelta(config) ? config.metric_timestamp_cache_size : 1, (key) =>
      context.logger.log('info', 'Evicting cached delta timestamp', { key }),
    );
  }

  add(data: TracesData): void {
    const now = this.#context.clock.now();
    for (const resourceSpans of data.resourceSpans) {
      const service = resourceSpans.resource.attributes.get('service.name');
      if (service === undefined) continue;
      this.#addResource(resourceSpans, typeof service === 'string' ? service : '', now);
    }
  }

  #addResource({ resource, scopeSpans }: ResourceSpans, service: string, now: bigint): void {
    const tables = this.#tablesOf(resource.attributes, now);
    const { exemplars, events } = this.#config;
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) {
        const { startTimeUnixNano: start, endTimeUnixNano: end } = span;
        const duration = end > start ? Number(end - start) / this.#nsPerUnit : 0;
        const { count, extrapolated } = adjustedCount(span.traceState, this.#context.random);
        const exemplar = exemplars.enabled && span.traceId !== '' ? span : undefined;
        const measured = { service, span, scope, attributes: resource.attributes, extrapolated };
        this.#count(tables.calls, measured, this.#calls, now, duration, count, exemplar);
        tables.durations?.observe(
          this.#dimensions.key(measured, this.#durations),
          () => this.#dimensions.attributes(measured, this.#durations),
          now,
          duration,
          count,
          exemplar,
        );
        if (!events.enabled) continue;
        for (const event of span.events) {
          const attributes = new Map([...resource.attributes, ...event.attributes]);
          const seen = { ...measured, attributes };
          this.#count(tables.events, seen, this.#events, now, duration, count, exemplar);
        }
      }
    }
  }

  #count(
    table: CountTable,
    measured: Measured,
    more: ReturnType<typeof dimensionList>,
    now: bigint,
    duration: number,
    count: bigint,
    exemplar: { readonly traceId: string; readonly spanId: string } | undefined,
  ): void {
    const key = this.#dimensions.key(measured, more);
    const { series, overflown } = table.at(key, () => this.#dimensions.attributes(measured, more), now);
    if (exemplar !== undefined && !overflown) {
      table.addExemplar(series, exemplar.traceId, exemplar.spanId, duration);
    }
    series.state.value += count;
  }

  #tablesOf(attributes: Attributes, now: bigint): ResourceTables {
    const key = canonicalAttributes(attributes, this.#keyAttributes);
    const known = this.#resources.get(key) ?? this.#evicted.get(key);
    if (known !== undefined) {
      if (this.#evicted.delete(key)) this.#resources.set(key, known);
      known.lastSeen = now;
      return known;
    }
    const { exemplars, aggregation_cardinality_limit: cardinalityLimit } = this.#config;
    const options = { maxExemplars: exemplars.max_per_data_point, cardinalityLimit };
    const tables: ResourceTables = {
      attributes: cloneAttributes(attributes),
      calls: new CountTable(options),
      durations: durationTable(this.#config, options),
      events: new CountTable(options),
      lastSeen: now,
    };
    this.#resources.set(key, tables);
    return tables;
  }

  /** The metrics as they stand; what is delta begins anew. */
  flush(): MetricsData {
    const now = this.#context.clock.now();
    const delta = isDelta(this.#config);
    const resourceMetrics = [...this.#resources.entries(), ...this.#evicted].map(([, tables]) => {
      const seen = new Set<string>();
      const flush: Flush = {
        time: now,
        delta,
        startOf: (key, start) => {
          if (!delta) return start;
          seen.add(key);
          return this.#lastTimes.get(key) ?? start;
        },
      };
      const metrics = this.#metrics(tables, flush);
      for (const key of seen) this.#lastTimes.set(key, now);
      const scope = {
        name: 'spanmetricsconnector',
        version: '',
        attributes: new Map(),
        droppedAttributesCount: 0,
      };
      return {
        resource: { attributes: cloneAttributes(tables.attributes), droppedAttributesCount: 0 },
        scopeMetrics: [{ scope, metrics, schemaUrl: '' }],
        schemaUrl: '',
      };
    });
    this.#reset(now, delta);
    return { resourceMetrics };
  }

  #metrics(tables: ResourceTables, flush: Flush): Metric[] {
    const { namespace, histogram, events } = this.#config;
    const named = (name: string, unit = ''): Metric => ({
      name: namespace === '' ? name : `${namespace}.${name}`,
      description: '',
      unit,
      gauge: undefined,
      sum: undefined,
      histogram: undefined,
      exponentialHistogram: undefined,
      summary: undefined,
      metadata: new Map<string, AnyValue>(),
    });
    const metrics: Metric[] = [];
    const calls = named('calls');
    tables.calls.fill(calls, flush);
    metrics.push(calls);
    if (tables.durations !== undefined) {
      const duration = named('duration', histogram.unit);
      tables.durations.fill(duration, flush);
      metrics.push(duration);
    }
    if (events.enabled) {
      const counted = named('events');
      tables.events.fill(counted, flush);
      metrics.push(counted);
    }
    return metrics;
  }

  #reset(now: bigint, delta: boolean): void {
    this.#evicted.clear();
    if (delta) {
      this.#resources.clear();
      return;
    }
    const { series_expiration: seriesExpiration, metrics_expiration: expiration } = this.#config;
    for (const [key, tables] of this.#resources.entries()) {
      for (const table of [tables.calls, tables.events, tables.durations]) {
        table?.clearExemplars();
        if (seriesExpiration > 0n) table?.expire(seriesExpiration, now);
      }
      // Like those without room, what expires is sent once more, and revived by spans that come meanwhile.
      if (expiration > 0n && now - tables.lastSeen >= expiration) this.#resources.evict(key);
    }
  }
}

function durationTable(
  { histogram }: SpanMetricsConfig,
  options: ConstructorParameters<typeof CountTable>[0],
): DurationTable | undefined {
  const { disable, exponential, explicit, unit } = histogram;
  if (disable) return undefined;
  if (exponential !== undefined) {
    return new ExponentialTable(options, exponential.max_size);
  }
  const nsPerUnit = unit === 's' ? 1e9 : 1e6;
  // A section without buckets has none: everything falls into the one without an upper bound.
  const bounds =
    explicit === undefined
      ? DEFAULT_BOUNDS_MS.map((bound) => (unit === 's' ? bound / 1000 : bound))
      : (explicit.buckets ?? []).map((bucket) => Number(bucket) / nsPerUnit);
  return new ExplicitTable(options, bounds);
}

/** A UUID (version 4) from the collector's source of random numbers, so that replays are the same twice. */
function randomUuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? Math.floor(random() * 16) : 8 + Math.floor(random() * 4)).toString(16),
  );
}
