import type { ExponentialBuckets } from '../../../../otlp/model.ts';

/** The buckets at a scale that is lower by so many bits: each has what 2^bits of them had. */
export function coarsened({ offset, bucketCounts }: ExponentialBuckets, bits: number): ExponentialBuckets {
  const coarseOffset = shifted(offset, bits);
  const counts: bigint[] = [];
  bucketCounts.forEach((count, index) => {
    const at = shifted(offset + index, bits) - coarseOffset;
    counts[at] = BigInt.asUintN(64, (counts[at] ?? 0n) + count);
  });
  return { offset: coarseOffset, bucketCounts: counts };
}

/** JavaScript takes the bits to shift by modulo 32. */
function shifted(index: number, bits: number): number {
  return index >> Math.min(bits, 31);
}

/** The buckets above one, and the sum of those that go. */
export function trimmed(
  { offset, bucketCounts }: ExponentialBuckets,
  last: number,
): { readonly rest: ExponentialBuckets; readonly count: bigint } {
  // The difference has 32 bits in the collector.
  const lastIndex = (last - offset) | 0;
  if (lastIndex < 0) return { rest: { offset, bucketCounts }, count: 0n };
  const gone = Math.min(lastIndex + 1, bucketCounts.length);
  let count = 0n;
  for (const each of bucketCounts.slice(0, gone)) count += each;
  return { rest: { offset: offset + gone, bucketCounts: bucketCounts.slice(gone) }, count };
}

/** What was added to each bucket, from the first to the last that grew; `undefined` where one has become less. */
export function grown(now: ExponentialBuckets, before: ExponentialBuckets): ExponentialBuckets | undefined {
  const bucketCounts: bigint[] = [];
  let offset = 0;
  for (const [index, count] of now.bucketCounts.entries()) {
    const bucket = now.offset + index;
    // A bucket that is empty now and wasn't before goes unnoticed, as in the collector.
    const difference = count === 0n ? 0n : count - (before.bucketCounts[bucket - before.offset] ?? 0n);
    if (difference < 0n) return undefined;
    if (difference === 0n) continue;
    if (bucketCounts.length === 0) offset = bucket;
    while (offset + bucketCounts.length < bucket) bucketCounts.push(0n);
    bucketCounts.push(difference);
  }
  return { offset, bucketCounts };
}
