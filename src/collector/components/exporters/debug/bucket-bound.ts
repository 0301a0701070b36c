/**
 * The lower bound of bucket `index` of an exponential histogram: base ** index with base = 2 ** (2 ** -scale), worked
 * out over the logarithm as the collector does, so that the digits are the same.
 */
export function bucketBound(scale: number, index: number): number {
  return Math.exp(index * (Math.LN2 * 2 ** -scale));
}
