import type { AnyValue, Attributes, Metric, MetricsData } from '../../../../otlp/model.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import type { ServiceGraphConfig } from './config.ts';
import type { Edge } from './edge.ts';
import { explicitLatencies, exponentialLatencies, type Latency, type LatencyKind } from './latency.ts';

const DEFAULT_BOUNDS = [0.002, 0.004, 0.006, 0.008, 0.01, 0.05, 0.1, 0.2, 0.4, 0.8, 1, 1.4, 2, 5, 10, 15];
/** A series without calls for longer is dropped, ms. */
const STALE_MS = 15n * 60_000n;
const SEPARATOR = '\0';
const SIDES = ['client', 'server'] as const;

/** The calls with the same values of all dimensions. */
interface Series {
  attributes: Attributes;
  /** ms since the Unix epoch. */
  lastUpdated: bigint;
  total: bigint;
  readonly failed: boolean;
  readonly client: Latency;
  readonly server: Latency;
}

/** Numbers, failures and latencies of the calls since the start. */
export class CallMetrics {
  readonly #config: ServiceGraphConfig;
  readonly #clock: Clock;
  readonly #dimensions: readonly string[];
  readonly #latencies: LatencyKind;
  readonly #startTime: bigint;
  readonly #series = new Map<string, Series>();

  constructor(config: ServiceGraphConfig, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
    this.#dimensions = [...new Set(config.dimensions ?? [])];
    this.#latencies = latencyKind(config);
    this.#startTime = clock.now();
  }

  /** Counts a call both of whose sides are known. */
  add(edge: Edge): void {
    const key = this.#key(edge);
    let series = this.#series.get(key);
    if (series === undefined) {
      series = {
        attributes: new Map(),
        lastUpdated: 0n,
        total: 0n,
        failed: edge.failed,
        client: this.#latencies.create(),
        server: this.#latencies.create(),
      };
      this.#series.set(key, series);
    }
    // The label of virtual nodes isn't part of the key: the latest call's stands.
    series.attributes = this.#attributes(edge);
    series.lastUpdated = this.#nowMs();
    series.total += 1n;
    series.client.observe(edge.clientLatency);
    series.server.observe(edge.serverLatency);
  }

  /** Drops series without calls for 15 minutes. */
  dropStale(): void {
    const now = this.#nowMs();
    for (const [key, { lastUpdated }] of this.#series) {
      if (lastUpdated + STALE_MS < now) this.#series.delete(key);
    }
  }

  /** The metrics as they stand; `undefined` when there are none. */
  collect(): MetricsData | undefined {
    const now = this.#clock.now();
    const time = now - this.#config.metrics_timestamp_offset;
    const { exponential } = this.#latencies;
    const all = [...this.#series.values()];
    const failed = all.filter((series) => series.failed);
    const metrics: Metric[] = [];
    if (all.length > 0) metrics.push(this.#counts('traces_service_graph_request_total', all, time));
    if (failed.length > 0)
      metrics.push(this.#counts('traces_service_graph_request_failed_total', failed, time));
    // Exponential histograms are sent without data points, too, and those of servers without the offset.
    if (all.length > 0 || exponential) {
      const serverTime = exponential ? now : time;
      metrics.push(this.#histogram('server', all, serverTime), this.#histogram('client', all, time));
    }
    if (metrics.length === 0) return undefined;
    const scope = {
      name: 'traces_service_graph',
      version: '',
      attributes: new Map<string, AnyValue>(),
      droppedAttributesCount: 0,
    };
    const resource = { attributes: new Map<string, AnyValue>(), droppedAttributesCount: 0 };
    return {
      resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics, schemaUrl: '' }], schemaUrl: '' }],
    };
  }

  #counts(name: string, all: readonly Series[], timeUnixNano: bigint): Metric {
    const metric = emptyMetric(name);
    const dataPoints = all.map(({ attributes, total }) => ({
      attributes: new Map(attributes),
      startTimeUnixNano: this.#startTime,
      timeUnixNano,
      asInt: total,
      asDouble: undefined,
      exemplars: [],
      flags: 0,
    }));
    metric.sum = { dataPoints, aggregationTemporality: 2, isMonotonic: true };
    return metric;
  }

  #histogram(side: (typeof SIDES)[number], all: readonly Series[], timeUnixNano: bigint): Metric {
    const metric = emptyMetric(`traces_service_graph_request_${side}`, 's');
    this.#latencies.begin(metric);
    for (const series of all) {
      const attributes = new Map(series.attributes);
      series[side].addPoint(metric, { attributes, startTimeUnixNano: this.#startTime, timeUnixNano });
    }
    return metric;
  }

  #key({ clientService, serverService, connectionType, failed, dimensions }: Edge): string {
    let key = clientService + SEPARATOR + serverService + SEPARATOR + connectionType + SEPARATOR + failed;
    if (dimensions.size === 0) return key;
    for (const name of this.#dimensions) {
      for (const side of SIDES) {
        const value = dimensions.get(`${side}_${name}`);
        if (value !== undefined) key += `${SEPARATOR}${side}_${name}_${value}`;
      }
    }
    return key;
  }

  #attributes(edge: Edge): Attributes {
    const attributes: Attributes = new Map<string, AnyValue>([
      ['client', edge.clientService],
      ['server', edge.serverService],
      ['connection_type', edge.connectionType],
      ['failed', edge.failed],
    ]);
    for (const name of edge.dimensions.size === 0 ? [] : this.#dimensions) {
      for (const side of SIDES) {
        const value = edge.dimensions.get(`${side}_${name}`);
        if (value !== undefined) attributes.set(`${side}_${name}`, value);
      }
    }
    if (this.#config.virtual_node_extra_label) attributes.set('virtual_node', edge.virtualNode);
    return attributes;
  }

  #nowMs(): bigint {
    return this.#clock.now() / 1_000_000n;
  }
}

function latencyKind(config: ServiceGraphConfig): LatencyKind {
  const { exponential_histogram_max_size: size, latency_histogram_buckets: buckets } = config;
  if (size !== 0) return exponentialLatencies(size);
  return explicitLatencies(buckets?.map((bound) => Number(bound) / 1e9) ?? DEFAULT_BOUNDS);
}

function emptyMetric(name: string, unit = ''): Metric {
  return {
    name,
    description: '',
    unit,
    gauge: undefined,
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map<string, AnyValue>(),
  };
}
