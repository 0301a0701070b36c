/** Entries of lists and collections, and the properties that are shown of an object. */
import { constructorName, isError } from './inspect-names.ts';
import type { Inspection } from './inspection.ts';

/** Empty objects are shown however deep they lie. */
export function isEmpty(run: Inspection, value: object): boolean {
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  if (typeof value === 'function' || isError(value)) return true;
  const plain = Array.isArray(value) || constructorName(value) === 'Object';
  return plain && keysOf(run, value).length === 0 && !(Array.isArray(value) && value.length > 0);
}

export function arrayEntries(run: Inspection, value: readonly unknown[], level: number): string[] {
  const entries: string[] = [];
  let at = 0;
  for (; at < value.length && entries.length < run.maxArrayLength; at++) {
    if (at in value) {
      entries.push(...indented(run, () => [run.format(value[at], level)]));
      continue;
    }
    let end = at;
    while (end < value.length && !(end in value)) end++;
    entries.push(`<${end - at} empty item${end - at > 1 ? 's' : ''}>`);
    at = end - 1;
  }
  if (at < value.length) entries.push(moreItems(value.length - at));
  return entries;
}

export function limited<T>(run: Inspection, items: readonly T[], format: (item: T) => string): string[] {
  const shown = items.slice(0, run.maxArrayLength).map((item) => format(item));
  if (items.length > shown.length) shown.push(moreItems(items.length - shown.length));
  return shown;
}

/** Nested values begin two columns further in. */
export function indented(run: Inspection, format: () => string[]): string[] {
  run.indentation += 2;
  const entries = format();
  run.indentation -= 2;
  return entries;
}

export function keysOf(run: Inspection, value: object): PropertyKey[] {
  if (run.options.showHidden) return Reflect.ownKeys(value);
  const isEnumerable = (key: PropertyKey): boolean => Object.prototype.propertyIsEnumerable.call(value, key);
  try {
    return [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter(isEnumerable)];
  } catch {
    // A module namespace with a binding that isn't initialised yet.
    return [];
  }
}

export function isIndex(key: PropertyKey): boolean {
  return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key);
}
function moreItems(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}
