import { type Linked, LinkedList } from './linked-list.ts';

interface Entry<V> extends Linked<Entry<V>> {
  readonly key: string;
  value: V;
}

/** A map of bounded size (above 0): the entry used longest ago goes when a new one has no room. */
export class LruCache<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, Entry<V>>();
  readonly #order = new LinkedList<Entry<V>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts as a use. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#order.remove(entry);
    this.#order.push(entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.value = value;
      this.#order.remove(known);
      this.#order.push(known);
      return;
    }
    const entry: Entry<V> = { key, value, previous: undefined, next: undefined };
    this.#entries.set(key, entry);
    this.#order.push(entry);
    const oldest = this.#order.first;
    if (this.#entries.size <= this.#limit || oldest === undefined) return;
    this.#entries.delete(oldest.key);
    this.#order.remove(oldest);
  }
}
