/** The lower bound of a bucket of an exponential histogram; the largest double where it lies beyond. */
export function exponentialBound(index: number, scale: number): number {
  const bound = scale <= 0 ? 2 ** (index * 2 ** -scale) : Math.exp(index * (Math.LN2 * 2 ** -scale));
  return Math.min(bound, Number.MAX_VALUE);
}
