/** How alike two names are, for the search for the closest span. */

/** Longer names are compared by their first characters, so that hostile ones cost no more. */
const COMPARED = 64;

/**
 * The distance of names from one that was asked for: 0 when equal, else from 0.05 (they differ in letter case only) to 1
 * (nothing in common): one minus the Dice coefficient of the pairs of neighbouring characters.
 */
export function distanceFrom(asked: string): (name: string) => number {
  const folded = fold(asked);
  const pairs = pairsOf(folded);
  return (name) => {
    if (name === asked) return 0;
    const other = fold(name);
    if (other === folded) return 0.05;
    const others = pairsOf(other);
    if (pairs.size + others.size === 0) return 1;
    let shared = 0;
    for (const pair of others) if (pairs.has(pair)) shared++;
    return Math.max(0.05, 1 - (2 * shared) / (pairs.size + others.size));
  };
}

function fold(name: string): string {
  return name.slice(0, COMPARED).toLowerCase();
}

/** Pairs of neighbouring characters, each once, as numbers. */
function pairsOf(name: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (let at = 1; at < name.length; at++) pairs.add(name.charCodeAt(at - 1) * 65_536 + name.charCodeAt(at));
  return pairs;
}
