const MASK = (1n << 64n) - 1n;

/** Which of several shards has a trace: the halves of its id mixed (splitmix64), so that ids that aren't random spread too. */
export function shardOfTrace(traceId: string, shards: number): number {
  if (shards === 1 || traceId === '') return 0;
  let hash = half(traceId, 0) ^ half(traceId, 16);
  hash ^= hash >> 30n;
  hash = (hash * 0xbf58476d1ce4e5b9n) & MASK;
  hash ^= hash >> 27n;
  hash = (hash * 0x94d049bb133111ebn) & MASK;
  hash ^= hash >> 31n;
  return Number(hash % BigInt(shards));
}

/** Eight bytes, the first of which is the lowest. */
function half(traceId: string, from: number): bigint {
  let digits = '';
  for (let at = from + 14; at >= from; at -= 2) digits += traceId.slice(at, at + 2);
  return BigInt(`0x${digits}`);
}
