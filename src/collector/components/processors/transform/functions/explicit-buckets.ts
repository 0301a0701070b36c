/** Where the count of a bucket goes: to one of its places, or evenly over it, with the rest rounded up or by chance. */
const DISTRIBUTIONS = ['upper', 'midpoint', 'uniform', 'random'] as const;

export type Distribution = (typeof DISTRIBUTIONS)[number];

export function isDistribution(text: string): text is Distribution {
  return DISTRIBUTIONS.some((each) => each === text);
}

/** Shares are counted in 2^-64, as the collector does. */
const ONE = 2n ** 64n;

/** The buckets of a histogram with explicit bounds, filled from those of another one. The total is always kept. */
export class ExplicitBuckets {
  readonly counts: bigint[];
  readonly #bounds: readonly number[];
  readonly #distribution: Distribution;
  readonly #random: () => number;

  constructor(bounds: readonly number[], distribution: Distribution, random: () => number) {
    this.counts = new Array<bigint>(bounds.length + 1).fill(0n);
    this.#bounds = bounds;
    this.#distribution = distribution;
    this.#random = random;
  }

  /** Adds the count of a bucket (lower, upper]. */
  add(lower: number, upper: number, count: bigint): void {
    if (count === 0n) return;
    if (lower === upper || this.#distribution === 'upper') this.#put(this.#bucketOf(upper), count);
    else if (this.#distribution === 'midpoint') this.#put(this.#bucketOf(lower / 2 + upper / 2), count);
    else this.#spread(lower, upper, count);
  }

  #spread(lower: number, upper: number, count: bigint): void {
    const offset =
      this.#distribution === 'uniform' ? ONE - 1n : BigInt(Math.floor(this.#random() * 2 ** 53)) << 11n;
    let bucket = this.#bounds.findIndex((bound) => lower < bound);
    if (bucket < 0) bucket = this.#bounds.length;
    let share = 0;
    let given = 0n;
    let from = lower;
    for (;;) {
      const to = this.#bounds[bucket] ?? Number.POSITIVE_INFINITY;
      if (upper <= to) break;
      share += (to - from) / (upper - lower);
      const next = prefixOf(count, share, offset);
      if (next > given) {
        this.#put(bucket, next - given);
        given = next;
      }
      from = to;
      bucket += 1;
    }
    this.#put(bucket, count - given);
  }

  /** The bucket whose upper bound is the first that isn't below the value. */
  #bucketOf(value: number): number {
    const index = this.#bounds.findIndex((bound) => value <= bound);
    return index < 0 ? this.#bounds.length : index;
  }

  #put(bucket: number, count: bigint): void {
    this.counts[bucket] = (this.counts[bucket] ?? 0n) + count;
  }
}

function prefixOf(count: bigint, share: number, offset: bigint): bigint {
  if (share <= 0) return 0n;
  if (share >= 1) return count;
  const rounded = (count * BigInt(Math.floor(share * 2 ** 64)) + offset) / ONE;
  return rounded < count ? rounded : count;
}
