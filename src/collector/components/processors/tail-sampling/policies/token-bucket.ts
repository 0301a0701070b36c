const NS_PER_SECOND = 1_000_000_000n;

/** A bucket that fills at a rate (tokens a second) up to a size, and is full at first (golang.org/x/time/rate). */
export class TokenBucket {
  readonly #rate: number;
  readonly size: number;
  #tokens: number;
  #last: bigint | undefined;

  constructor(rate: number, size: number) {
    this.#rate = rate;
    this.size = size;
    this.#tokens = size;
  }

  /** The tokens that are there; `now` in ns. */
  tokensAt(now: bigint): number {
    if (this.#last === undefined || now < this.#last) return Math.min(this.#tokens, this.size);
    const elapsed = now - this.#last;
    const seconds = Number(elapsed / NS_PER_SECOND) + Number(elapsed % NS_PER_SECOND) / 1e9;
    const added = this.#rate <= 0 ? 0 : seconds * this.#rate;
    return Math.min(this.#tokens + added, this.size);
  }

  /** Takes tokens if there are enough; what would be there within a nanosecond counts as there. */
  take(now: bigint, count: number): boolean {
    const left = this.tokensAt(now) - count;
    const late = left < 0 && (this.#rate <= 0 || (-left / this.#rate) * 1e9 >= 1);
    if (late || count > this.size) return false;
    this.#tokens = left;
    this.#last = now;
    return true;
  }
}
