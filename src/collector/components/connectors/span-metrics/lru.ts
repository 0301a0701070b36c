/** A map of bounded size: the entry used longest ago goes when a new one has no room. */
export class Lru<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, V>();
  readonly #evicted: (key: string, value: V) => void;

  constructor(limit: number, evicted: (key: string, value: V) => void = () => undefined) {
    this.#limit = limit;
    this.#evicted = evicted;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries;
    if (oldest === undefined) return;
    this.#entries.delete(oldest[0]);
    this.#evicted(...oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** From the one used longest ago to the latest. */
  entries(): [string, V][] {
    return [...this.#entries];
  }
}
