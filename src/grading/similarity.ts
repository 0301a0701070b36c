/** How alike two names are, for the search for the closest span. */

/** Longer names are compared by their first characters, so that hostile ones cost no more. */
const COMPARED = 64;

/**
 * 0 for equal texts, else from 0.05 (they differ in letter case only) to 1 (nothing in common): one minus the Dice
 * coefficient of the pairs of neighbouring characters.
 */
export function textDistance(a: string, b: string): number {
  if (a === b) return 0;
  const first = a.slice(0, COMPARED).toLowerCase();
  const second = b.slice(0, COMPARED).toLowerCase();
  if (first === second) return 0.05;
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < first.length; at++) {
    const pair = first.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < second.length; at++) {
    const pair = second.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    shared++;
  }
  const total = Math.max(first.length - 1, 0) + Math.max(second.length - 1, 0);
  return total === 0 ? 1 : Math.max(0.05, 1 - (2 * shared) / total);
}
