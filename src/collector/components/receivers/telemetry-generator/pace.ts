const NS_PER_SECOND = 1e9;

/** When the items of a rate fall due, whenever somebody asks. */
export class Pace {
  readonly #start: bigint;
  readonly #rate: number;
  readonly #count: number;
  readonly #mostAtOnce: number;
  #made = 0;

  /**
   * `rate` items a second from `start` (ns since the Unix epoch) on, until there were `count`; 0 is no limit. Of more
   * than `mostAtOnce` that fall due, the rest comes with the next ones.
   */
  constructor(start: bigint, rate: number, count: number, mostAtOnce: number) {
    this.#start = start;
    this.#rate = rate;
    this.#mostAtOnce = Math.max(1, Math.floor(mostAtOnce));
    this.#count = count === 0 ? Number.POSITIVE_INFINITY : count;
  }

  get over(): boolean {
    return this.#rate === 0 || this.#made >= this.#count;
  }

  /** The times of the items that fell due since the last call, ns since the Unix epoch. */
  due(now: bigint): bigint[] {
    const elapsed = Number(now - this.#start) / NS_PER_SECOND;
    // The rounding mends what binary fractions do to 0.3 s of 10 a second.
    const total = Math.min(this.#count, Math.floor(Number((elapsed * this.#rate).toFixed(6))));
    const times: bigint[] = [];
    while (this.#made < total && times.length < this.#mostAtOnce) {
      this.#made += 1;
      times.push(this.#start + BigInt(Math.round((this.#made / this.#rate) * NS_PER_SECOND)));
    }
    return times;
  }
}
