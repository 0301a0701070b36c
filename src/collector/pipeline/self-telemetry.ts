/** The collector's own counters, by the names its self-telemetry gives them ("otelcol_receiver_accepted_spans"). */

export type CounterAttributes = Readonly<Record<string, string>>;

export interface CounterValue {
  readonly name: string;
  readonly attributes: CounterAttributes;
  readonly value: number;
}

export class SelfTelemetry {
  readonly #counters = new Map<string, { name: string; attributes: CounterAttributes; value: number }>();

  /** Adds to a counter; it exists from its first mention on, so adding 0 makes it visible. */
  add(name: string, attributes: CounterAttributes, delta: number): void {
    const key = JSON.stringify([name, Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const counter = this.#counters.get(key);
    if (counter === undefined) this.#counters.set(key, { name, attributes, value: delta });
    else counter.value += delta;
  }

  /** All counters, in the order of their first mention. */
  values(): readonly CounterValue[] {
    return [...this.#counters.values()].map((counter) => ({ ...counter }));
  }
}
