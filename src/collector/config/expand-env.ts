import type { ConfigNode, ListNode, MapNode, ScalarNode, SourceRange } from './config-node.ts';
import { parseYaml, YamlError } from './parse-yaml.ts';
import { type Providers, parseUri, type Retrieved, RetrieveError, retrieve } from './retrieve.ts';

export type { Environment } from './retrieve.ts';

/** A reference that can't be resolved; `range` is the value it stands in. */
export class ExpansionError extends Error {
  readonly range: SourceRange;

  constructor(message: string, range: SourceRange) {
    super(message);
    this.name = 'ExpansionError';
    this.range = range;
  }
}

export interface Expansion {
  readonly root: ConfigNode;
  /** Unset variables without a default, where they are referenced. */
  readonly unset: readonly { readonly name: string; readonly range: SourceRange }[];
}

const MAX_EXPANSIONS = 1000;
/** Doubling references (`${A}${A}`) could otherwise grow without bound before the expansions are used up. */
const MAX_LENGTH = 1_000_000;
const DEFAULT_SCHEME = 'env';

/**
 * Replaces `${env:NAME}`, `${NAME}` and `${env:NAME:-default}` in every value (keys are left alone) and `$$` by `$`,
 * innermost references first, as the collector's confmap does: a value that is one reference takes the YAML type of
 * what replaces it, a reference inside a longer text is text. `${file:…}` and `${yaml:…}` too. Throws ExpansionError.
 */
export function expandEnv(root: ConfigNode, providers: Providers): Expansion {
  const expander = new Expander(providers);
  return { root: unescaped(expander.expand(root)), unset: expander.unset };
}

class Expander {
  readonly unset: { name: string; range: SourceRange }[] = [];
  readonly #providers: Providers;

  constructor(providers: Providers) {
    this.#providers = providers;
  }

  expand(root: ConfigNode): ConfigNode {
    switch (root.kind) {
      case 'scalar':
        return typeof root.value === 'string' ? this.#expandText(root) : root;
      case 'list':
        return { ...root, items: root.items.map((item) => this.expand(item)) };
      case 'map':
        return {
          ...root,
          entries: root.entries.map((entry) => ({ ...entry, value: this.expand(entry.value) })),
        };
    }
  }

  #expandText(scalar: ScalarNode): ConfigNode {
    let node: ConfigNode = scalar;
    for (let round = 0; round < MAX_EXPANSIONS; round++) {
      const next = this.#expandOnce(node);
      if (next === node) return node;
      node = next;
    }
    throw new ExpansionError('too many recursive expansions', scalar.range);
  }

  /** One replacement in every text below the node; the node itself when there is nothing to replace. */
  #expandOnce(node: ConfigNode): ConfigNode {
    if (node.kind === 'list') return this.#expandItems(node);
    if (node.kind === 'map') return this.#expandEntries(node);
    if (typeof node.value !== 'string') return node;
    const text = node.value;
    const reference = findReference(text);
    if (reference === undefined) return node;
    const replacement = this.#resolve(reference, node.range);
    if (reference === text) return replacement;
    const value = text.replaceAll(reference, () => textOf(replacement, reference, node.range));
    if (value.length > MAX_LENGTH) throw new ExpansionError('too many recursive expansions', node.range);
    // A text that came from a variable keeps being one value: what string fields see grows with it.
    return { ...node, value, ...(node.original === undefined ? {} : { original: value }) };
  }

  #expandItems(node: ListNode): ListNode {
    let changed = false;
    const items = node.items.map((item) => {
      const next = this.#expandOnce(item);
      changed ||= next !== item;
      return next;
    });
    return changed ? { ...node, items } : node;
  }

  #expandEntries(node: MapNode): MapNode {
    let changed = false;
    const entries = node.entries.map((entry) => {
      const value = this.#expandOnce(entry.value);
      changed ||= value !== entry.value;
      return value === entry.value ? entry : { ...entry, value };
    });
    return changed ? { ...node, entries } : node;
  }

  /** What a reference like "${env:A:-b}" stands for, typed as YAML types its text. */
  #resolve(reference: string, range: SourceRange): ConfigNode {
    const inner = reference.slice(2, -1);
    const uri = inner.includes(':') ? inner : `${DEFAULT_SCHEME}:${inner}`;
    const { text, verbatim, unset } = this.#retrieve(uri, range);
    if (unset !== undefined) this.unset.push({ name: unset, range });
    return verbatim ? { kind: 'scalar', value: text, original: text, range } : valueNode(text, range);
  }

  #retrieve(uri: string, range: SourceRange): Retrieved {
    try {
      const parsed = parseUri(uri);
      if (parsed.rest.includes('$')) {
        throw new RetrieveError(`the uri "${uri}" contains unsupported characters ('$')`);
      }
      return retrieve(parsed, this.#providers);
    } catch (error) {
      if (error instanceof RetrieveError) throw new ExpansionError(error.message, range);
      throw error;
    }
  }
}

/** The first reference to replace ("${…}", an innermost one), unless it is escaped by an odd number of `$`. */
function findReference(text: string): string | undefined {
  let rest = text;
  for (;;) {
    const close = rest.indexOf('}');
    if (close < 0) return undefined;
    const open = rest.lastIndexOf('${', close);
    if (open >= 0) {
      let dollars = 0;
      while (open - 1 - dollars >= 0 && rest.charAt(open - 1 - dollars) === '$') dollars += 1;
      return dollars % 2 === 1 ? undefined : rest.slice(open, close + 1);
    }
    rest = rest.slice(close + 1);
  }
}

/** The text as YAML types it, or the text itself when it isn't YAML; every place is the reference's. */
function valueNode(text: string, range: SourceRange): ConfigNode {
  let parsed: ConfigNode | undefined;
  try {
    parsed = parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return { kind: 'scalar', value: text, original: text, range };
    throw error;
  }
  if (parsed === undefined) return { kind: 'scalar', value: null, original: text, range };
  // The collector takes a string as the variable has it, quotes and all.
  if (parsed.kind === 'scalar' && typeof parsed.value === 'string') {
    return { kind: 'scalar', value: text, original: text, range };
  }
  return { ...relocated(parsed, range), original: text };
}

function relocated(node: ConfigNode, range: SourceRange): ConfigNode {
  if (node.kind === 'scalar') return { ...node, range };
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => relocated(item, range)), range };
  const entries = node.entries.map(({ key, value }) => ({
    key,
    keyRange: range,
    value: relocated(value, range),
  }));
  return { ...node, entries, range };
}

function textOf(node: ConfigNode, reference: string, range: SourceRange): string {
  if (node.original !== undefined) return node.original;
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  throw new ExpansionError(
    `expanding ${reference}: retrieved value does not have unambiguous string representation`,
    range,
  );
}

function unescaped(node: ConfigNode): ConfigNode {
  const original = node.original === undefined ? {} : { original: node.original.replaceAll('$$', () => '$') };
  if (node.kind === 'list') return { ...node, items: node.items.map(unescaped), ...original };
  if (node.kind === 'map') {
    return {
      ...node,
      entries: node.entries.map((entry) => ({ ...entry, value: unescaped(entry.value) })),
      ...original,
    };
  }
  return typeof node.value === 'string'
    ? { ...node, value: node.value.replaceAll('$$', () => '$'), ...original }
    : { ...node, ...original };
}
