import type { CounterAttributes, SelfTelemetry } from '../../../pipeline/self-telemetry.ts';

/** A counter that is added to often and told to the collector's telemetry now and then. */
export class Tally {
  readonly #name: string;
  readonly #attributes: CounterAttributes;
  #sum: number | undefined;

  constructor(name: string, attributes: CounterAttributes = {}) {
    this.#name = name;
    this.#attributes = attributes;
  }

  /** Adding 0 makes the counter visible. */
  add(count: number): void {
    this.#sum = (this.#sum ?? 0) + count;
  }

  flush(telemetry: SelfTelemetry): void {
    if (this.#sum === undefined) return;
    telemetry.add(this.#name, this.#attributes, this.#sum);
    this.#sum = undefined;
  }
}
