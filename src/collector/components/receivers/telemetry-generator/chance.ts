import { sfc32 } from '../../../pipeline/sfc32.ts';
import type { LatencyConfig } from './config.ts';

const TWO_TO_32 = 2 ** 32;
/** No work takes no time. */
const SHORTEST_NS = 1000;

/** Everything random of a generator, from its seed. */
export class Chance {
  readonly #bits: () => number;

  constructor(seed: number) {
    this.#bits = sfc32(seed);
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#bits() / TWO_TO_32;
  }

  /** Throws when there is nothing to pick from. */
  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.fraction() * values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** As many hex digits, eight for each draw; never all zeros, which would be no id. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#bits().toString(16).padStart(8, '0');
    return /[^0]/.test(text) ? text.slice(0, digits) : this.hex(digits);
  }

  /** A latency in ns. */
  latency({ distribution, mean, deviation }: LatencyConfig): bigint {
    const ns = this.#spread(distribution, Number(mean), Number(deviation));
    return BigInt(Math.max(SHORTEST_NS, Math.round(ns)));
  }

  #spread(distribution: LatencyConfig['distribution'], mean: number, deviation: number): number {
    switch (distribution) {
      case 'constant':
        return mean;
      case 'uniform':
        return mean + deviation * (2 * this.fraction() - 1);
      case 'normal': {
        // Box and Muller's transform.
        const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
        return mean + deviation * radius * Math.cos(2 * Math.PI * this.fraction());
      }
      case 'exponential':
        return -mean * Math.log(1 - this.fraction());
    }
  }
}
