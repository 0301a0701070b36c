/** A map of bounded size: the entry used longest ago goes when a new one has no room. */
export class Lru<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, V>();
  readonly #evicted: (key: string, value: V) => void;

  /** Throws an Error in Go's words when the limit is none. */
  constructor(limit: number, evicted: (key: string, value: V) => void = () => undefined) {
    if (limit <= 0) throw new Error('must provide a positive size');
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

  /** Takes an entry out as if there were no room for it. */
  evict(key: string): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#evicted(key, value);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** From the one used longest ago to the latest. */
  entries(): [string, V][] {
    return [...this.#entries];
  }
}
