import {
  AggregationTemporality,
  type HistogramDataPoint,
  type Metric,
  type MetricsData,
  type NumberDataPoint,
} from '../../../../otlp/model.ts';
import { AttributeChoices } from './attribute-choices.ts';
import type { Chance } from './chance.ts';
import type { MetricsConfig } from './config.ts';
import type { Scenery } from './scenery.ts';

const KINDS = ['counter', 'gauge', 'histogram'] as const;
/** Seconds, as the semantic conventions advise for http.server.request.duration. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const NS_PER_SECOND = 1e9;
/** Requests between two points of a series, at most. */
const MOST_REQUESTS = 20;

interface Series {
  readonly service: number;
  readonly kind: (typeof KINDS)[number];
  /** The same for all points: a series is its attributes. */
  readonly attributes: ReadonlyMap<string, unknown>;
  start: bigint;
  total: bigint;
  level: number;
  sum: number;
  buckets: bigint[];
}

/** Makes data points of a counter, a gauge and a histogram of each service, in turn. */
export class MetricSource {
  readonly #config: MetricsConfig;
  readonly #scenery: Scenery;
  readonly #chance: Chance;
  readonly #series: readonly Series[];
  #turn = 0;

  constructor(config: MetricsConfig, scenery: Scenery, chance: Chance, start: bigint) {
    this.#config = config;
    this.#scenery = scenery;
    this.#chance = chance;
    const choices = new AttributeChoices(config.attributes);
    this.#series = scenery.services.flatMap((_, service) => {
      const attributes = new Map();
      choices.addTo(attributes, chance);
      return KINDS.map((kind) => ({
        service,
        kind,
        attributes,
        start,
        total: 0n,
        level: 10,
        sum: 0,
        buckets: BOUNDS.map(() => 0n).concat(0n),
      }));
    });
  }

  /** A data point for each time, ns since the Unix epoch. */
  make(times: readonly bigint[]): MetricsData {
    const metrics: Map<Series['kind'], Metric>[] = this.#scenery.services.map(() => new Map());
    for (const time of times) {
      const series = this.#series[this.#turn % this.#series.length];
      this.#turn += 1;
      const ofService = series && metrics[series.service];
      if (series === undefined || ofService === undefined) continue;
      let metric = ofService.get(series.kind);
      if (metric === undefined) {
        metric = this.#metric(series.kind);
        ofService.set(series.kind, metric);
      }
      this.#addPoint(metric, series, time);
    }
    const resourceMetrics = metrics.flatMap((ofService, service) =>
      ofService.size === 0
        ? []
        : [
            {
              resource: this.#scenery.resource(service),
              scopeMetrics: [
                { scope: this.#scenery.scope(), metrics: [...ofService.values()], schemaUrl: '' },
              ],
              schemaUrl: '',
            },
          ],
    );
    return { resourceMetrics };
  }

  #metric(kind: Series['kind']): Metric {
    const { Cumulative, Delta } = AggregationTemporality;
    const aggregationTemporality = this.#config.temporality === 'delta' ? Delta : Cumulative;
    const metric: Metric = {
      name: '',
      description: '',
      unit: '',
      gauge: undefined,
      sum: undefined,
      histogram: undefined,
      exponentialHistogram: undefined,
      summary: undefined,
      metadata: new Map(),
    };
    switch (kind) {
      case 'counter': {
        const sum = { dataPoints: [], aggregationTemporality, isMonotonic: true };
        return { ...metric, name: 'shop.requests', description: 'Requests served', unit: '{request}', sum };
      }
      case 'gauge':
        return {
          ...metric,
          name: 'shop.queue.length',
          description: 'Requests that wait',
          unit: '{request}',
          gauge: { dataPoints: [] },
        };
      case 'histogram':
        return {
          ...metric,
          name: 'http.server.request.duration',
          description: 'Duration of requests served',
          unit: 's',
          histogram: { dataPoints: [], aggregationTemporality },
        };
    }
  }

  #addPoint(metric: Metric, series: Series, time: bigint): void {
    metric.gauge?.dataPoints.push(this.#gaugePoint(series, time));
    metric.sum?.dataPoints.push(this.#counterPoint(series, time));
    metric.histogram?.dataPoints.push(this.#histogramPoint(series, time));
    if (this.#config.temporality !== 'delta' || series.kind === 'gauge') return;
    series.start = time;
    series.total = 0n;
    series.sum = 0;
    series.buckets = BOUNDS.map(() => 0n).concat(0n);
  }

  #gaugePoint(series: Series, time: bigint): NumberDataPoint {
    series.level = Math.max(0, series.level + Math.floor(this.#chance.fraction() * 7) - 3);
    return { ...numberPoint(series, time), startTimeUnixNano: 0n, asInt: BigInt(series.level) };
  }

  #counterPoint(series: Series, time: bigint): NumberDataPoint {
    series.total += BigInt(this.#requests());
    return { ...numberPoint(series, time), asInt: series.total };
  }

  #histogramPoint(series: Series, time: bigint): HistogramDataPoint {
    for (let left = this.#requests(); left > 0; left -= 1) {
      const seconds = Number(this.#chance.latency(this.#config.latency)) / NS_PER_SECOND;
      const found = BOUNDS.findIndex((bound) => seconds <= bound);
      const bucket = found < 0 ? BOUNDS.length : found;
      series.buckets[bucket] = (series.buckets[bucket] ?? 0n) + 1n;
      series.total += 1n;
      series.sum += seconds;
    }
    return {
      attributes: new Map(series.attributes) as HistogramDataPoint['attributes'],
      startTimeUnixNano: series.start,
      timeUnixNano: time,
      count: series.total,
      sum: series.sum,
      bucketCounts: [...series.buckets],
      explicitBounds: [...BOUNDS],
      exemplars: [],
      flags: 0,
      min: undefined,
      max: undefined,
    };
  }

  #requests(): number {
    return Math.floor(this.#chance.fraction() * (MOST_REQUESTS + 1));
  }
}

function numberPoint(series: Series, time: bigint): NumberDataPoint {
  return {
    attributes: new Map(series.attributes) as NumberDataPoint['attributes'],
    startTimeUnixNano: series.start,
    timeUnixNano: time,
    asDouble: undefined,
    asInt: undefined,
    exemplars: [],
    flags: 0,
  };
}
