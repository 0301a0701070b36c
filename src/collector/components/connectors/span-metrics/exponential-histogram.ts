/**
 * Counts in exponentially growing buckets that begin at the finest scale and double their width whenever the values
 * need more than `maxSize` of them (metrics data model, "Exponential Histogram").
 */
import type { ExponentialBuckets, ExponentialHistogramDataPoint } from '../../../../otlp/model.ts';

/** The finest scale: 2^20 buckets between a number and its double. */
const MAX_SCALE = 20;
const MIN_SCALE = -10;
const DEFAULT_SIZE = 160;
const SMALLEST_SIZE = 2;
const LARGEST_SIZE = 16_384;
const LN2 = Math.LN2;
const scratch = new DataView(new ArrayBuffer(8));
/** Smallest normal double; what is below it counts as it. */
const MIN_VALUE = 2.2250738585072014e-308;
const MIN_EXPONENT = -1022;

export class ExponentialHistogramState {
  readonly #maxSize: number;
  #scale = MAX_SCALE;
  #sum = 0;
  #count = 0n;
  #zeroCount = 0n;
  #min = 0;
  #max = 0;
  readonly #positive = new Map<number, bigint>();
  readonly #negative = new Map<number, bigint>();

  /** A size that can't be is replaced with the nearest that can, and one below 0 with the default. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize <= 0 ? DEFAULT_SIZE : Math.min(Math.max(maxSize, SMALLEST_SIZE), LARGEST_SIZE);
  }

  /** Counts `value` `times` times. */
  observe(value: number, times: bigint): void {
    if (this.#count === 0n || value < this.#min) this.#min = value;
    if (this.#count === 0n || value > this.#max) this.#max = value;
    this.#count += times;
    if (value === 0) {
      this.#zeroCount += times;
      return;
    }
    this.#sum += value * Number(times);
    const buckets = value > 0 ? this.#positive : this.#negative;
    const size = Math.abs(value);
    this.#makeRoom(buckets, bucketIndex(size, this.#scale));
    const index = bucketIndex(size, this.#scale);
    buckets.set(index, (buckets.get(index) ?? 0n) + times);
  }

  /** What a data point says of it. */
  state(): Pick<
    ExponentialHistogramDataPoint,
    'count' | 'sum' | 'min' | 'max' | 'zeroCount' | 'scale' | 'positive' | 'negative'
  > {
    const any = this.#count > 0n;
    return {
      count: this.#count,
      sum: this.#sum,
      min: any ? this.#min : undefined,
      max: any ? this.#max : undefined,
      zeroCount: this.#zeroCount,
      scale: this.#count === this.#zeroCount ? 0 : this.#scale,
      positive: listed(this.#positive),
      negative: listed(this.#negative),
    };
  }

  #makeRoom(buckets: ReadonlyMap<number, bigint>, index: number): void {
    let low = index;
    let high = index;
    for (const each of buckets.keys()) {
      if (each < low) low = each;
      if (each > high) high = each;
    }
    let change = 0;
    while (high - low >= this.#maxSize) {
      high >>= 1;
      low >>= 1;
      change += 1;
    }
    if (change === 0) return;
    this.#scale -= change;
    coarsen(this.#positive, change);
    coarsen(this.#negative, change);
  }
}

function coarsen(buckets: Map<number, bigint>, change: number): void {
  const entries = [...buckets];
  buckets.clear();
  for (const [index, count] of entries) {
    const coarse = index >> change;
    buckets.set(coarse, (buckets.get(coarse) ?? 0n) + count);
  }
}

function listed(buckets: ReadonlyMap<number, bigint>): ExponentialBuckets {
  if (buckets.size === 0) return { offset: 0, bucketCounts: [] };
  const indexes = [...buckets.keys()];
  const low = Math.min(...indexes);
  const bucketCounts: bigint[] = new Array<bigint>(Math.max(...indexes) - low + 1).fill(0n);
  for (const [index, count] of buckets) bucketCounts[index - low] = count;
  return { offset: low, bucketCounts };
}

/** The bucket of a positive value: upper bounds belong to it, lower ones don't. */
export function bucketIndex(value: number, scale: number): number {
  if (scale > 0) {
    if (value <= MIN_VALUE) return (MIN_EXPONENT << scale) - 1;
    const { exponent, significand } = parts(value);
    // A power of two is the upper bound of its bucket, which the logarithm might miss.
    if (significand === 0n) return (exponent << scale) - 1;
    const index = Math.floor(Math.log(value) * (2 ** scale / LN2));
    return Math.min(index, ((1023 + 1) << scale) - 1);
  }
  const { exponent, significand } = parts(Math.max(value, MIN_VALUE));
  const upper = significand === 0n ? exponent - 1 : exponent;
  return upper >> -Math.max(scale, MIN_SCALE);
}

function parts(value: number): { exponent: number; significand: bigint } {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  return { exponent: Number((bits >> 52n) & 0x7ffn) - 1023, significand: bits & 0xf_ffff_ffff_ffffn };
}
