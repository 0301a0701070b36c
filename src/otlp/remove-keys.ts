/**
 * Removing attributes as the collector does (pcommon.Map Remove): the last one takes the place of the one that goes.
 * Printed data shows the order.
 */
import type { Attributes } from './model.ts';

export function removeKey(map: Attributes, key: string): void {
  if (!map.has(key)) return;
  const entries = [...map];
  const place = entries.findIndex(([each]) => each === key);
  map.delete(key);
  const last = entries.pop();
  if (last === undefined || last[0] === key) return;
  map.delete(last[0]);
  map.set(...last);
  for (const [each, value] of entries.slice(place + 1)) {
    map.delete(each);
    map.set(each, value);
  }
}

/** One after the other, in linear time. */
export function removeKeys(map: Attributes, keys: readonly string[]): void {
  if (keys.length < 2) {
    for (const key of keys) removeKey(map, key);
    return;
  }
  const entries = [...map];
  const places = new Map(entries.map(([key], index) => [key, index]));
  for (const key of keys) {
    const place = places.get(key);
    if (place === undefined) continue;
    places.delete(key);
    const last = entries.pop();
    if (last === undefined || last[0] === key) continue;
    entries[place] = last;
    places.set(last[0], place);
  }
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
