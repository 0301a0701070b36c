/**
 * The collector's own metrics, by the names its self-telemetry gives them ("otelcol_receiver_accepted_spans"):
 * counters that components add to, and gauges that are asked when somebody looks.
 */

export type CounterAttributes = Readonly<Record<string, string>>;

export interface CounterValue {
  readonly name: string;
  readonly attributes: CounterAttributes;
  readonly value: number;
}

interface Series {
  readonly name: string;
  readonly attributes: CounterAttributes;
  value: number;
  read?: () => number;
}

export class SelfTelemetry {
  readonly #series = new Map<string, Series>();

  /** Adds to a counter; it exists from its first mention on, so adding 0 makes it visible. */
  add(name: string, attributes: CounterAttributes, delta: number): void {
    this.#at(name, attributes).value += delta;
  }

  /** A gauge ("otelcol_exporter_queue_size"): `read` is called whenever values are asked for. */
  observe(name: string, attributes: CounterAttributes, read: () => number): void {
    this.#at(name, attributes).read = read;
  }

  /** All values, in the order of their first mention. */
  values(): readonly CounterValue[] {
    return [...this.#series.values()].map(({ name, attributes, value, read }) => ({
      name,
      attributes,
      value: read === undefined ? value : read(),
    }));
  }

  #at(name: string, attributes: CounterAttributes): Series {
    const key = JSON.stringify([name, Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series: Series = { name, attributes, value: 0 };
    this.#series.set(key, series);
    return series;
  }
}
