import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type { Attributes, Exemplar, Metric, NumberDataPoint } from '../../../../otlp/model.ts';
import { bucketOf } from './bucket-of.ts';
import { ExponentialHistogramState } from './exponential-histogram.ts';

const OVERFLOW = 'otel.metric.overflow';

/** What all series of a resource have in common. */
export interface SeriesOptions {
  readonly maxExemplars: number;
  /** The most series; 0 means no limit. */
  readonly cardinalityLimit: number;
}

/** One stream of data points: what its attributes are, since when it is counted, and what was counted. */
interface Series<State> {
  readonly attributes: Attributes;
  readonly startTime: bigint;
  lastSeen: bigint;
  exemplars: Exemplar[];
  readonly state: State;
}

/** What a data point needs to know of the flush it is made in. */
export interface Flush {
  readonly time: bigint;
  readonly delta: boolean;
  /** Where a point of the series begins that was first seen at `start`. */
  startOf(key: string, start: bigint): bigint;
}

/** The series of one metric, by a key made of their dimensions. */
abstract class SeriesTable<State> {
  readonly #options: SeriesOptions;
  protected readonly series = new Map<string, Series<State>>();

  constructor(options: SeriesOptions) {
    this.#options = options;
  }

  protected abstract begin(): State;

  /** The series of a key, or the one for what is beyond the limit. */
  at(key: string, attributes: () => Attributes, now: bigint): { series: Series<State>; overflown: boolean } {
    const known = this.series.get(key);
    if (known !== undefined) {
      known.lastSeen = now;
      return { series: known, overflown: false };
    }
    const { cardinalityLimit } = this.#options;
    const overflown = cardinalityLimit > 0 && this.series.size >= cardinalityLimit;
    const existing = overflown ? this.series.get(OVERFLOW) : undefined;
    if (existing !== undefined) return { series: existing, overflown };
    const series: Series<State> = {
      attributes: overflown ? new Map([[OVERFLOW, true]]) : attributes(),
      startTime: now,
      lastSeen: now,
      exemplars: [],
      state: this.begin(),
    };
    this.series.set(overflown ? OVERFLOW : key, series);
    return { series, overflown };
  }

  addExemplar(series: Series<State>, traceId: string, spanId: string, value: number): void {
    if (series.exemplars.length >= this.#options.maxExemplars) return;
    series.exemplars.push({
      filteredAttributes: new Map(),
      timeUnixNano: 0n,
      asDouble: value,
      asInt: undefined,
      spanId,
      traceId,
    });
  }

  clearExemplars(): void {
    for (const series of this.series.values()) series.exemplars = [];
  }

  /** Drops the series that nothing was counted in for `expiration` ns. */
  expire(expiration: bigint, now: bigint): void {
    for (const [key, { lastSeen }] of this.series) {
      if (now - lastSeen >= expiration) this.series.delete(key);
    }
  }

  protected common(key: string, series: Series<State>, flush: Flush) {
    return {
      attributes: cloneAttributes(series.attributes),
      startTimeUnixNano: flush.startOf(key, series.startTime),
      timeUnixNano: flush.time,
      exemplars: series.exemplars.map((exemplar) => ({
        ...exemplar,
        filteredAttributes: new Map(),
        timeUnixNano: flush.time,
      })),
      flags: 0,
    };
  }
}

interface Count {
  value: bigint;
  /** The first point of a cumulative series is 0, so that Prometheus sees it grow. */
  first: boolean;
}

export class CountTable extends SeriesTable<Count> {
  protected begin(): Count {
    return { value: 0n, first: true };
  }

  fill(metric: Metric, flush: Flush): void {
    const dataPoints: NumberDataPoint[] = [];
    for (const [key, series] of this.series) {
      const { state } = series;
      const zero = !flush.delta && state.first;
      if (zero) state.first = false;
      const point = this.common(key, series, flush);
      dataPoints.push({ ...point, asDouble: undefined, asInt: zero ? 0n : state.value });
    }
    metric.sum = { dataPoints, aggregationTemporality: flush.delta ? 1 : 2, isMonotonic: true };
  }
}

/** Durations, in one of the two kinds of histograms. */
export interface DurationTable {
  observe(
    key: string,
    attributes: () => Attributes,
    now: bigint,
    value: number,
    times: bigint,
    exemplar: { readonly traceId: string; readonly spanId: string } | undefined,
  ): void;
  fill(metric: Metric, flush: Flush): void;
  clearExemplars(): void;
  expire(expiration: bigint, now: bigint): void;
}

interface Explicit {
  readonly bucketCounts: bigint[];
  count: bigint;
  sum: number;
}

export class ExplicitTable extends SeriesTable<Explicit> implements DurationTable {
  readonly #bounds: readonly number[];

  constructor(options: SeriesOptions, bounds: readonly number[]) {
    super(options);
    this.#bounds = bounds;
  }

  protected begin(): Explicit {
    const bucketCounts = new Array<bigint>(this.#bounds.length + 1).fill(0n);
    return { bucketCounts, count: 0n, sum: 0 };
  }

  observe: DurationTable['observe'] = (key, attributes, now, value, times, exemplar) => {
    const { series, overflown } = this.at(key, attributes, now);
    if (exemplar !== undefined && !overflown) {
      this.addExemplar(series, exemplar.traceId, exemplar.spanId, value);
    }
    const { state } = series;
    state.sum += value * Number(times);
    state.count += times;
    const bucket = bucketOf(this.#bounds, value);
    state.bucketCounts[bucket] = (state.bucketCounts[bucket] ?? 0n) + times;
  };

  fill(metric: Metric, flush: Flush): void {
    const dataPoints = [...this.series].map(([key, series]) => ({
      ...this.common(key, series, flush),
      count: series.state.count,
      sum: series.state.sum,
      bucketCounts: [...series.state.bucketCounts],
      explicitBounds: [...this.#bounds],
      min: undefined,
      max: undefined,
    }));
    metric.histogram = { dataPoints, aggregationTemporality: flush.delta ? 1 : 2 };
  }
}

export class ExponentialTable extends SeriesTable<ExponentialHistogramState> implements DurationTable {
  readonly #maxSize: number;

  constructor(options: SeriesOptions, maxSize: number) {
    super(options);
    this.#maxSize = maxSize;
  }

  protected begin(): ExponentialHistogramState {
    return new ExponentialHistogramState(this.#maxSize);
  }

  observe: DurationTable['observe'] = (key, attributes, now, value, times, exemplar) => {
    const { series, overflown } = this.at(key, attributes, now);
    if (exemplar !== undefined && !overflown) {
      this.addExemplar(series, exemplar.traceId, exemplar.spanId, value);
    }
    series.state.observe(value, times);
  };

  fill(metric: Metric, flush: Flush): void {
    const dataPoints = [...this.series].map(([key, series]) => ({
      ...this.common(key, series, flush),
      ...series.state.state(),
      zeroThreshold: 0,
    }));
    metric.exponentialHistogram = { dataPoints, aggregationTemporality: flush.delta ? 1 : 2 };
  }
}
