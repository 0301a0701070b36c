import type { Attributes, Metric } from '../../../../otlp/model.ts';
import { bucketOf } from '../span-metrics/bucket-of.ts';
import { ExponentialHistogramState } from '../span-metrics/exponential-histogram.ts';

const CUMULATIVE = 2;

/** What every data point of a series says. */
export interface PointBase {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
}

/** Latencies of one series, seconds. */
export interface Latency {
  observe(seconds: number): void;
  addPoint(metric: Metric, base: PointBase): void;
}

/** Makes the latencies of a series, and the metric they all go to. */
export interface LatencyKind {
  readonly exponential: boolean;
  create(): Latency;
  /** Without data points so far. */
  begin(metric: Metric): void;
}

export function explicitLatencies(bounds: readonly number[]): LatencyKind {
  return {
    exponential: false,
    create: () => new ExplicitLatency(bounds),
    begin(metric) {
      metric.histogram = { dataPoints: [], aggregationTemporality: CUMULATIVE };
    },
  };
}

export function exponentialLatencies(maxSize: number): LatencyKind {
  return {
    exponential: true,
    create: () => new ExponentialLatency(maxSize),
    begin(metric) {
      metric.exponentialHistogram = { dataPoints: [], aggregationTemporality: CUMULATIVE };
    },
  };
}

class ExplicitLatency implements Latency {
  readonly #bounds: readonly number[];
  readonly #counts: bigint[];
  #count = 0n;
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Array<bigint>(bounds.length + 1).fill(0n);
  }

  observe(seconds: number): void {
    const bucket = bucketOf(this.#bounds, seconds);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0n) + 1n;
    this.#count += 1n;
    this.#sum += seconds;
  }

  addPoint(metric: Metric, base: PointBase): void {
    metric.histogram?.dataPoints.push({
      ...base,
      count: this.#count,
      sum: this.#sum,
      bucketCounts: [...this.#counts],
      explicitBounds: [...this.#bounds],
      exemplars: [],
      flags: 0,
      min: undefined,
      max: undefined,
    });
  }
}

class ExponentialLatency implements Latency {
  readonly #state: ExponentialHistogramState;

  constructor(maxSize: number) {
    this.#state = new ExponentialHistogramState(maxSize);
  }

  observe(seconds: number): void {
    this.#state.observe(seconds, 1n);
  }

  addPoint(metric: Metric, base: PointBase): void {
    const point = { ...base, ...this.#state.state(), zeroThreshold: 0, exemplars: [], flags: 0 };
    metric.exponentialHistogram?.dataPoints.push(point);
  }
}
