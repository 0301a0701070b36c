/** Removes the items for which `remove` says so, in place and in order; asks for each once. */
export function removeIf<T>(items: T[], remove: (item: T) => boolean): void {
  let kept = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as T;
    if (remove(item)) continue;
    items[kept] = item;
    kept += 1;
  }
  items.length = kept;
}
