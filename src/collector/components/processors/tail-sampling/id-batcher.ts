/** Ids that become due together. */
export type IdBatch = ReadonlySet<string>;

const NONE: IdBatch = new Set();
/** Beyond this, waiting batches without ids are passed over at the end instead of being taken one by one. */
const MANY = 100_000;

/**
 * Holds ids for a number of ticks: an id is in one of the batches that wait, each tick takes the first of them. A batch
 * is known by the number of the tick that takes it.
 */
export class IdBatcher {
  readonly waits: number;
  /** Those with ids in them, by their numbers. */
  readonly #batches = new Map<number, Set<string>>();
  /** The number of the batch that is taken next. */
  #next = 0;
  /** The number of the last batch, once no more ids come. */
  #last = Infinity;

  /** An id waits for this many full ticks: whole, at least 1. */
  constructor(waits: number) {
    this.waits = waits;
  }

  /** Adds an id to the batch that is taken last; returns its number. */
  add(id: string): number {
    const number = this.#next + this.waits;
    this.#batch(number).add(id);
    return number;
  }

  /** Moves an id to the batch that is taken after so many others, unless its own comes before that. */
  moveEarlier(id: string, from: number, ticks: number): number {
    const number = this.#next + ticks;
    if (number >= from) return from;
    this.#batches.get(from)?.delete(id);
    this.#batch(number).add(id);
    return number;
  }

  remove(id: string, number: number): void {
    this.#batches.get(number)?.delete(id);
  }

  /** Takes the next batch, and says whether others are left; until `stop` there always are. */
  take(): { readonly batch: IdBatch; readonly more: boolean } {
    const number = this.#next;
    const batch = this.#batches.get(number) ?? NONE;
    this.#batches.delete(number);
    const more = number < this.#last;
    if (more) this.#next += 1;
    const left = this.#last - this.#next;
    if (left > MANY && left < Infinity) this.#skipEmpty();
    return { batch, more };
  }

  /** No more ids come: what waits is taken until nothing is left. */
  stop(): void {
    this.#last = this.#next + this.waits;
  }

  #batch(number: number): Set<string> {
    const known = this.#batches.get(number);
    if (known !== undefined) return known;
    const batch = new Set<string>();
    this.#batches.set(number, batch);
    return batch;
  }

  #skipEmpty(): void {
    let next = this.#last;
    for (const number of this.#batches.keys()) if (number < next) next = number;
    this.#next = next;
  }
}
