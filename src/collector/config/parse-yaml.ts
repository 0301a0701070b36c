import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar as ScalarValue,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ConfigNode, MapEntry, Scalar, SourceRange } from './config-node.ts';
import { resolveScalar, TagError } from './resolve-scalar.ts';

/** Nodes a file may expand to through its aliases; above it the file is an alias bomb. */
const MAX_NODES = 100_000;

/** As the collector's reader says it; ours ends earlier, at the depth of its stack. */
const TOO_DEEP = 'yaml: exceeded max depth of 10000';

/** A file that isn't YAML, or YAML the collector's reader refuses; `range` is the place in the text. */
export class YamlError extends Error {
  readonly range: SourceRange | undefined;

  constructor(message: string, range: SourceRange | undefined) {
    super(message);
    this.name = 'YamlError';
    this.range = range;
  }
}

/**
 * Reads the first YAML document of a text into a tree with source positions; `undefined` for an empty document.
 * Anchors, aliases and merge keys are resolved. Throws YamlError, worded as the collector's YAML reader words it
 * where that is possible ("yaml: line 4: …"). Positions name the `source` where it is given.
 */
export function parseYaml(text: string, source?: string): ConfigNode | undefined {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      uniqueKeys: false,
      // Every value as text: what type it has is up to the collector's own rules.
      schema: 'failsafe',
      resolveKnownTags: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const document = documents[0];
    if (document === undefined) return undefined;
    const [syntaxError] = document.errors;
    if (syntaxError !== undefined) {
      // The parser reports the end of its stack as an error of syntax.
      if (/call stack|recursion/i.test(syntaxError.message)) throw new YamlError(TOO_DEEP, undefined);
      const range = rangeBetween(lines, syntaxError.pos[0], syntaxError.pos[1], source);
      throw new YamlError(`yaml: line ${range.line}: ${uncapitalised(syntaxError.message)}`, range);
    }
    const contents = document.contents;
    return contents === null ? undefined : new TreeReader(lines, source).read(contents as Node);
  } catch (error) {
    // The parser and this reader descend recursively; a file nested deeper than the stack ends here.
    if (error instanceof RangeError) throw new YamlError(TOO_DEEP, undefined);
    throw error;
  }
}

class TreeReader {
  readonly #lines: LineCounter;
  readonly #source: string | undefined;
  readonly #open = new Set<Node>();
  /** What the names stand for at the place that is read for the first time. */
  readonly #anchors = new Map<string, Node>();
  /** What each alias stands for, as names may be given anew: the parser would look for it in the whole document each time. */
  readonly #targets = new Map<Alias, Node | undefined>();
  readonly #named = new Set<Node>();
  #count = 0;

  constructor(lines: LineCounter, source: string | undefined) {
    this.#lines = lines;
    this.#source = source;
  }

  read(node: Node, at?: SourceRange): ConfigNode {
    const range = at ?? this.#rangeOf(node);
    this.#count += 1;
    if (this.#count > MAX_NODES) throw new YamlError('yaml: document contains excessive aliasing', range);
    if (isAlias(node)) return this.#readAlias(node, range);
    this.#name(node);
    if (isScalar(node)) return { kind: 'scalar', value: typedValue(node, range), range };
    this.#open.add(node);
    const result = this.#readCollection(node, range);
    this.#open.delete(node);
    return result;
  }

  #readCollection(node: Node, range: SourceRange): ConfigNode {
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => this.#readItem(item, range)), range };
    if (isMap(node)) return { kind: 'map', entries: this.#readEntries(node.items, range), range };
    throw new YamlError('yaml: unknown kind of node', range);
  }

  #readItem(item: unknown, parent: SourceRange): ConfigNode {
    return isNode(item) ? this.read(item) : { kind: 'scalar', value: null, range: parent };
  }

  /** Notes the name of a node. Nodes are read for the first time in the order of the text. */
  #name(node: ScalarValue | Collection): void {
    if (node.anchor === undefined || this.#named.has(node)) return;
    this.#named.add(node);
    this.#anchors.set(node.anchor, node);
  }

  #targetOf(alias: Alias): Node | undefined {
    if (!this.#targets.has(alias)) this.#targets.set(alias, this.#anchors.get(alias.source));
    return this.#targets.get(alias);
  }

  #readAlias(alias: Alias, range: SourceRange): ConfigNode {
    const name = alias.source;
    const target = this.#targetOf(alias);
    if (target === undefined) throw new YamlError(`yaml: unknown anchor '${name}' referenced`, range);
    if (this.#open.has(target)) throw new YamlError(`yaml: anchor '${name}' value contains itself`, range);
    return this.read(target, range);
  }

  #readEntries(pairs: readonly Pair[], parent: SourceRange): MapEntry[] {
    const entries = new Map<string, MapEntry>();
    const merged: MapEntry[] = [];
    for (const pair of pairs) {
      const key = pair.key;
      if (!isNode(key) || !isScalar(key)) {
        throw new YamlError('yaml: a key must be a plain value', isNode(key) ? this.#rangeOf(key) : parent);
      }
      this.#name(key);
      const keyRange = this.#rangeOf(key);
      const value: ConfigNode = isNode(pair.value)
        ? this.read(pair.value)
        : { kind: 'scalar', value: null, range: keyRange };
      if (key.value === '<<' && key.type === 'PLAIN') {
        merged.push(...mergedEntries(value));
        continue;
      }
      const name = typedValue(key, keyRange) === null ? '' : textOf(key);
      const earlier = entries.get(name);
      if (earlier !== undefined) {
        const text = `line ${keyRange.line}: mapping key "${name}" already defined at line ${earlier.keyRange.line}`;
        throw new YamlError(`yaml: unmarshal errors:\n  ${text}`, keyRange);
      }
      entries.set(name, { key: name, keyRange, value });
    }
    // What the map itself says wins over what it merges, and an earlier merge over a later one.
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return [...entries.values()];
  }

  #rangeOf(node: Node): SourceRange {
    const [start, valueEnd] = node.range ?? [0, 0];
    return rangeBetween(this.#lines, start, valueEnd, this.#source);
  }
}

function mergedEntries(value: ConfigNode): readonly MapEntry[] {
  if (value.kind === 'map') return value.entries;
  if (value.kind === 'list' && value.items.every((item) => item.kind === 'map'))
    return value.items.flatMap(mergedEntries);
  throw new YamlError('yaml: map merge requires map or sequence of maps as the value', value.range);
}

type Collection = YAMLMap | YAMLSeq;

function isNode(value: unknown): value is ScalarValue | Collection | Alias {
  return isScalar(value) || isCollection(value) || isAlias(value);
}

function textOf(scalar: ScalarValue): string {
  return scalar.source ?? String(scalar.value ?? '');
}

/** Throws YamlError where it isn't of the type its tag names. */
function typedValue(scalar: ScalarValue, range: SourceRange): Scalar {
  try {
    return resolveScalar(textOf(scalar), scalar.type === 'PLAIN', scalar.tag);
  } catch (error) {
    if (error instanceof TagError) throw new YamlError(error.message, range);
    throw error;
  }
}

function rangeBetween(
  lines: LineCounter,
  start: number,
  end: number,
  source: string | undefined,
): SourceRange {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return {
    line: Math.max(1, from.line),
    column: Math.max(1, from.col),
    endLine: Math.max(1, to.line),
    endColumn: Math.max(1, to.col),
    ...(source === undefined ? {} : { source }),
  };
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
