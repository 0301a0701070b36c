/** One number of a benchmark, beside what it is held against. */
export interface Measurement {
  /** The benchmark: "first-span". */
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  /** For `spans/s` more is better, for the others less. */
  readonly unit: 'ms' | 'bytes' | 'spans/s' | 'data points/s' | 'bytes/span' | 'times';
  /** Measured in the same run; for sizes, which do not vary with the machine, the budget itself. */
  readonly reference: { readonly name: string; readonly value: number };
  /** `value / reference.value`. */
  readonly ratio: number;
  /** In words: "≤ 150 ms and ratio < 1". */
  readonly budget: string;
  readonly ok: boolean;
}

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(report: (line: string) => void): Promise<readonly Measurement[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('the median of no values');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
