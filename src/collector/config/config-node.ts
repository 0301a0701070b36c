/** The tree of a configuration file: what YAML said, with the place in the source of every key and value. */

/** Lines and columns are 1-based; the end is exclusive. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The file, or the URI, where a configuration has several. */
  readonly source?: string;
}

/** A date or a time that isn't quoted. No key of a configuration takes one, which is what errors say. */
export class YamlTime {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** YAML's `int` is a `bigint`, its `float` a `number`: the collector tells them apart. */
export type Scalar = string | bigint | number | boolean | YamlTime | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** The text an environment reference was replaced by; fields of type string take it instead of the typed value. */
  readonly original?: string;
  readonly range: SourceRange;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
  readonly original?: string;
  readonly range: SourceRange;
}

export interface MapEntry {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: ConfigNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly original?: string;
  readonly range: SourceRange;
}

export type ConfigNode = ScalarNode | ListNode | MapNode;

/** The entry of a key, or `undefined`. */
export function entryOf(node: ConfigNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function isNull(node: ConfigNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/**
 * The place to underline for a path of keys and list indices: the key of a map entry, the value of a list item.
 * Where the path leaves what the source says, the deepest place that exists; `undefined` when not even the first does.
 */
export function rangeAtPath(root: ConfigNode | undefined, path: readonly string[]): SourceRange | undefined {
  let node = root;
  let range: SourceRange | undefined;
  for (const step of path) {
    if (node?.kind === 'list') {
      node = node.items[Number(step)];
      if (node === undefined) return range;
      range = node.range;
      continue;
    }
    const entry = entryOf(node, step);
    if (entry === undefined) return range;
    range = entry.keyRange;
    node = entry.value;
  }
  return range;
}

/** The node's type by the name Go's decoder gives it: "[]interface {}". */
export function goTypeOf(node: ConfigNode): string {
  if (node.kind === 'list') return '[]interface {}';
  if (node.kind === 'map') return 'map[string]interface {}';
  if (node.value instanceof YamlTime) return 'time.Time';
  return goKindOf(node);
}

/** The node's kind as Go's reflection names it: "slice". */
export function goKindOf(node: ConfigNode): string {
  if (node.kind === 'list') return 'slice';
  if (node.kind === 'map') return 'map';
  if (node.value instanceof YamlTime) return 'struct';
  switch (typeof node.value) {
    case 'string':
      return 'string';
    case 'bigint':
      return BigInt.asIntN(64, node.value) === node.value ? 'int' : 'uint64';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    default:
      return 'nil';
  }
}
