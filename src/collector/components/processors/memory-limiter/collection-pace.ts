const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** How often a garbage collection is forced above one of the limits. Times are ns. */
export class CollectionPace {
  readonly #minimum: bigint;
  readonly #maximum: bigint;
  readonly #checkInterval: bigint;
  #interval = 0n;

  /** A maximum of 0 means that intervals don't grow. */
  constructor(minimum: bigint, maximum: bigint, checkInterval: bigint) {
    this.#minimum = minimum;
    this.#maximum = maximum;
    this.#checkInterval = checkInterval;
  }

  /** What has to go by since the last collection; 0 after one that was of use. */
  get interval(): bigint {
    return this.#interval;
  }

  isDue(sinceLast: bigint): boolean {
    return sinceLast > max(this.#minimum, this.#interval);
  }

  /** A collection was of no use: the next one is twice as far off, beginning at just under a check interval. */
  slowDown(): void {
    if (this.#maximum === 0n) {
      this.#interval = this.#minimum;
      return;
    }
    const shortest = max(this.#minimum, BigInt(Math.trunc(Number(this.#checkInterval) * 0.95)));
    this.#interval = min(max(this.#interval, shortest) * 2n, max(this.#maximum, this.#minimum));
  }

  reset(): void {
    this.#interval = 0n;
  }
}
