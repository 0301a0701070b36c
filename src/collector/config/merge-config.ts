/** Joining configurations as the collector's confmap does (core confmap/resolver.go, on koanf's maps). */
import type { ConfigNode, ListNode, MapEntry, MapNode } from './config-node.ts';

const DELIMITER = '::';

export interface MergeOptions {
  /** Lists of extensions, receivers and exporters are joined instead of replaced (confmap.enableMergeAppendOption). */
  readonly appendLists: boolean;
}

/** Merges `over` into `under`: maps are joined, everything else, null too, replaces what was there. */
export function mergeConfig(under: MapNode, over: MapNode, options: MergeOptions): MapNode {
  return merged(under, over, options.appendLists ? [] : undefined);
}

/** Keys such as `processors::batch` at the top of a file, as the maps they stand for. */
export function splitTopKeys(root: MapNode): MapNode {
  return root.entries.some(({ key }) => key.includes(DELIMITER)) ? split(root.entries, root) : root;
}

/** Such keys everywhere but in lists and in what references were replaced by: nested maps take them too. */
export function splitKeys(root: MapNode): MapNode {
  if (!hasDelimiter(root)) return root;
  const entries = root.entries.map((entry) => ({ ...entry, value: splitBelow(entry.value) }));
  return split(entries, root);
}

function splitBelow(node: ConfigNode): ConfigNode {
  return node.kind === 'map' && node.original === undefined ? splitKeys(node) : node;
}

function hasDelimiter(node: ConfigNode): boolean {
  if (node.kind !== 'map' || node.original !== undefined) return false;
  return node.entries.some(({ key, value }) => key.includes(DELIMITER) || hasDelimiter(value));
}

/** Plain keys keep their place; the others come in the order of their text, so that a parent never replaces what is in it. */
function split(entries: readonly MapEntry[], root: MapNode): MapNode {
  const plain = entries.filter(({ key }) => !key.includes(DELIMITER));
  const joined = entries.filter(({ key }) => key.includes(DELIMITER));
  const sorted = joined.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.reduce<MapNode>((map, entry) => merged(map, nested(entry, entry.key.split(DELIMITER))), {
    ...root,
    entries: plain,
  });
}

/** A map of one key within another for each part of a key. */
function nested({ keyRange, value }: MapEntry, [key = '', ...rest]: readonly string[]): MapNode {
  const [next] = rest;
  const below = next === undefined ? value : nested({ key: next, keyRange, value }, rest);
  return { kind: 'map', entries: [{ key, keyRange, value: below }], range: keyRange };
}

/** `path` is given where lists may be joined. */
function merged(under: MapNode, over: MapNode, path?: readonly string[]): MapNode {
  const entries = new Map(under.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const before = entries.get(entry.key);
    const below = path === undefined ? undefined : [...path, entry.key];
    entries.set(entry.key, before === undefined ? entry : joined(before, entry, below));
  }
  return { ...under, entries: [...entries.values()] };
}

function joined(under: MapEntry, over: MapEntry, path: readonly string[] | undefined): MapEntry {
  const [before, after] = [under.value, over.value];
  if (before.kind === 'map' && after.kind === 'map') return { ...under, value: merged(before, after, path) };
  if (before.kind === 'list' && after.kind === 'list' && path !== undefined && isJoined(path)) {
    return { ...under, value: appended(before, after) };
  }
  return over;
}

function isJoined([first, ...rest]: readonly string[]): boolean {
  if (first !== 'service') return false;
  const last = rest.at(-1);
  if (rest.length === 1) return last === 'extensions';
  return last === 'receivers' || last === 'exporters';
}

/** What is there already isn't added again. */
function appended(under: ListNode, over: ListNode): ListNode {
  const items = [...under.items];
  for (const item of over.items) if (!items.some((other) => sameValue(other, item))) items.push(item);
  return { ...under, items };
}

function sameValue(a: ConfigNode, b: ConfigNode): boolean {
  return a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value;
}
