import type { Logger } from '../../../pipeline/logger.ts';
import type { InitialValue } from './config.ts';

/** What is remembered of a stream: the value of its last point, and that point's time (ns). */
interface Stream<V> {
  value: V;
  time: bigint;
}

/** A point of a stream: its identity, times in ns, and its value. */
export interface StreamPoint<V> {
  readonly identity: string;
  readonly start: bigint;
  readonly time: bigint;
  readonly value: V;
}

/** Why a point isn't handed on: `reason` is what the counter of such points calls it. */
export interface Dropped {
  readonly dropped: 'reset' | 'initial' | 'bucket_mismatch' | '';
}

/** What came since the point before; the time of that is `start`. `first`: there is none, it is the value itself. */
export interface Delta<V> {
  readonly start: bigint;
  readonly value: V;
  readonly first?: boolean;
}

export type Outcome<V> = Dropped | Delta<V>;

/** How values of a kind are subtracted. */
export interface Subtraction<V> {
  /** `undefined` where the stream began anew. */
  delta(now: V, before: V): V | undefined;
  /** Why the values can't be subtracted. */
  mismatch?(now: V, before: V): string | undefined;
  /** What is remembered; the value itself where it isn't said. */
  remembered?(now: V, before: V): V;
}

/** The last points of all streams of a kind of metric. */
export class StreamTable<V> {
  readonly #streams = new Map<string, Stream<V>>();
  readonly #subtraction: Subtraction<V>;
  readonly #initial: InitialValue;
  readonly #collectorStart: bigint;
  readonly #logger: Logger;

  constructor(
    subtraction: Subtraction<V>,
    initial: InitialValue,
    /** In ns. */
    collectorStart: bigint,
    logger: Logger,
  ) {
    this.#subtraction = subtraction;
    this.#initial = initial;
    this.#collectorStart = collectorStart;
    this.#logger = logger;
  }

  get size(): number {
    return this.#streams.size;
  }

  convert(point: StreamPoint<V>): Outcome<V> {
    const { identity, time, value } = point;
    const stream = this.#streams.get(identity);
    if (stream === undefined) {
      this.#streams.set(identity, { value, time });
      return this.#first(point);
    }
    const { value: before, time: start } = stream;
    const { mismatch, delta, remembered } = this.#subtraction;
    stream.value = value;
    stream.time = time;
    const different = mismatch?.(value, before);
    if (different !== undefined) {
      this.#logger.log(
        'warn',
        `Points in histogram series have different ${different}; some data will be dropped`,
      );
      return { dropped: 'bucket_mismatch' };
    }
    const difference = delta(value, before);
    if (difference === undefined) return { dropped: 'reset' };
    if (remembered !== undefined) stream.value = remembered(value, before);
    return { start, value: difference };
  }

  /** Forgets streams whose last point is older. */
  forget(before: bigint): void {
    for (const [identity, { time }] of this.#streams) {
      if (time >= before) continue;
      this.#logger.log('debug', 'removing stale state key', { key: identity });
      this.#streams.delete(identity);
    }
  }

  #first({ start, time, value }: StreamPoint<V>): Outcome<V> {
    switch (this.#initial) {
      case 'auto':
        if (start < this.#collectorStart || time === start) return { dropped: 'initial' };
        return { start, value, first: true };
      case 'keep':
        // The collector forgets the start here.
        return { start: 0n, value, first: true };
      case 'drop':
        return { dropped: 'initial' };
      case '':
        return { dropped: '' };
    }
  }
}
