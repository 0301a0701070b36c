import { type Linked, LinkedList } from './linked-list.ts';

interface Entry<V> extends Linked<Entry<V>> {
  readonly key: string;
  value: V;
}

/** A map of bounded size: the entry used longest ago goes when a new one has no room. */
export class LruCache<V> {
  readonly #limit: number;
  readonly #evicted: (key: string, value: V) => void;
  readonly #entries = new Map<string, Entry<V>>();
  #order = new LinkedList<Entry<V>>();

  /** `evicted` is told of entries that had to go. Throws an Error in the words of Go's cache when the limit is none. */
  constructor(limit: number, evicted: (key: string, value: V) => void = () => undefined) {
    if (limit <= 0) throw new Error('must provide a positive size');
    this.#limit = limit;
    this.#evicted = evicted;
  }

  /** Counts as a use. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#use(entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.value = value;
      this.#use(known);
      return;
    }
    const entry: Entry<V> = { key, value, previous: undefined, next: undefined };
    this.#entries.set(key, entry);
    this.#order.push(entry);
    const oldest = this.#order.first;
    if (this.#entries.size > this.#limit && oldest !== undefined) this.evict(oldest.key);
  }

  /** Takes an entry out as if there were no room for it. */
  evict(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#order.remove(entry);
    this.#evicted(key, entry.value);
  }

  /** Nobody is told. */
  clear(): void {
    this.#entries.clear();
    this.#order = new LinkedList();
  }

  /** From the one used longest ago to the latest. */
  entries(): [string, V][] {
    const all: [string, V][] = [];
    for (let entry = this.#order.first; entry !== undefined; entry = entry.next)
      all.push([entry.key, entry.value]);
    return all;
  }

  #use(entry: Entry<V>): void {
    this.#order.remove(entry);
    this.#order.push(entry);
  }
}
