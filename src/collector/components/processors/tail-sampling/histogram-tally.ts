import type { SelfTelemetry } from '../../../pipeline/self-telemetry.ts';

/** A histogram of whole numbers, told to the collector's telemetry as its metrics page shows it: `_bucket`, `_sum`, `_count`. */
export class HistogramTally {
  readonly #name: string;
  readonly #bounds: readonly number[];
  readonly #buckets: number[];
  #sum = 0;
  #count = 0;

  constructor(name: string, bounds: readonly number[]) {
    this.#name = name;
    this.#bounds = bounds;
    this.#buckets = bounds.map(() => 0);
  }

  record(value: number): void {
    const index = this.#bounds.findIndex((bound) => value <= bound);
    if (index >= 0) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#sum += value;
    this.#count += 1;
  }

  flush(telemetry: SelfTelemetry): void {
    if (this.#count === 0) return;
    let below = 0;
    this.#bounds.forEach((bound, index) => {
      below += this.#buckets[index] ?? 0;
      telemetry.add(`${this.#name}_bucket`, { le: String(bound) }, below);
    });
    telemetry.add(`${this.#name}_bucket`, { le: '+Inf' }, this.#count);
    telemetry.add(`${this.#name}_sum`, {}, this.#sum);
    telemetry.add(`${this.#name}_count`, {}, this.#count);
    this.#buckets.fill(0);
    this.#sum = 0;
    this.#count = 0;
  }
}
