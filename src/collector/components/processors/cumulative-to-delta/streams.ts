import type { ComponentContext } from '../../../pipeline/component.ts';
import type { CumulativeToDeltaConfig } from './config.ts';
import { type ExponentialValue, exponentialDelta } from './exponential-delta.ts';
import { type HistogramValue, histogramDelta, mismatch } from './histogram-delta.ts';
import { StreamTable, type Subtraction } from './stream-table.ts';

const ints: Subtraction<bigint> = {
  delta: (now, before) => (now < before ? undefined : BigInt.asIntN(64, now - before)),
};

const doubles: Subtraction<number> = {
  delta: (now, before) => (now < before ? undefined : now - before),
};

const histograms: Subtraction<HistogramValue> = {
  delta: histogramDelta,
  mismatch,
  // The sum before is kept for the next point that has one.
  remembered: (now, before) => (Number.isNaN(now.sum) ? { ...now, sum: before.sum } : now),
};

const exponentialHistograms: Subtraction<ExponentialValue> = { delta: exponentialDelta };

/** The last points of all streams. */
export class Streams {
  readonly ints: StreamTable<bigint>;
  readonly doubles: StreamTable<number>;
  readonly histograms: StreamTable<HistogramValue>;
  readonly exponentialHistograms: StreamTable<ExponentialValue>;

  constructor(
    { initial_value: initial }: CumulativeToDeltaConfig,
    { clock, logger }: Pick<ComponentContext, 'clock' | 'logger'>,
  ) {
    const table = <V>(subtraction: Subtraction<V>): StreamTable<V> =>
      new StreamTable(subtraction, initial, started, logger);
    const started = clock.now();
    this.ints = table(ints);
    this.doubles = table(doubles);
    this.histograms = table(histograms);
    this.exponentialHistograms = table(exponentialHistograms);
  }

  get size(): number {
    return this.ints.size + this.doubles.size + this.histograms.size + this.exponentialHistograms.size;
  }

  /** Forgets streams whose last point is older (ns). */
  forget(before: bigint): void {
    this.ints.forget(before);
    this.doubles.forget(before);
    this.histograms.forget(before);
    this.exponentialHistograms.forget(before);
  }
}
