import {
  type ConfigNode,
  entryOf,
  goKindOf,
  goTypeOf,
  isNull,
  type MapNode,
  type SourceRange,
} from './config-node.ts';
import type { DecodeProblem } from './decode-problem.ts';
import { decodeScalar, type ScalarSchema } from './decode-scalar.ts';
import { refusedTextGroups, textGroupNodes } from './decode-text-groups.ts';
import { defaultConfig, defaultValue, zeroValue } from './default-config.ts';
import {
  type ConfigOf,
  type Field,
  field,
  type ListSchema,
  type MapSchema,
  type OptionalSchema,
  type Schema,
  type StructSchema,
  string,
  struct,
} from './schema.ts';

/** Something accepted that the author of the file should know about. */
export interface Notice {
  readonly message: string;
  readonly range: SourceRange;
}

export interface Decoded<T> {
  readonly config: T;
  readonly problems: readonly DecodeProblem[];
  /** Keys with `support`: known, but without effect here or refused here. */
  readonly unsupported: readonly (Notice & { readonly level: 'ignored' | 'refused' })[];
  readonly warnings: readonly Notice[];
}

/**
 * Decodes a section of the file onto a struct's defaults, with the strictness and the words of the collector's
 * decoder (confmap on mapstructure): unknown keys and wrong types are problems, all of them are reported.
 */
export function decodeStruct<S extends StructSchema>(
  schema: S,
  node: ConfigNode | undefined,
): Decoded<ConfigOf<S>> {
  const decoder = new Decoder();
  const problems: DecodeProblem[] = [];
  const config =
    node === undefined || isNull(node) ? defaultConfig(schema) : decoder.root(schema, node, problems);
  return {
    config: config as ConfigOf<S>,
    problems,
    unsupported: decoder.unsupported,
    warnings: decoder.warnings,
  };
}

class Decoder {
  readonly unsupported: (Notice & { readonly level: 'ignored' | 'refused' })[] = [];
  readonly warnings: Notice[] = [];
  /** Whether the decoder at work doesn't look for unknown keys; so do the structs below it. */
  #lenient = false;

  root(schema: StructSchema, node: ConfigNode, problems: DecodeProblem[]): unknown {
    const refused = refusedTextGroups(schema, node);
    if (refused !== undefined) {
      problems.push(refused);
      return defaultConfig(schema);
    }
    return schema.ownDecoder
      ? this.#nested([''], problems, (inner) => this.struct(schema, node, '', inner))
      : this.struct(schema, node, '', problems);
  }

  struct(schema: StructSchema, node: ConfigNode, path: string, problems: DecodeProblem[]): unknown {
    if (node.kind !== 'map') {
      problems.push({ path, cause: `expected a map or struct, got "${goKindOf(node)}"`, range: node.range });
      return defaultConfig(schema);
    }
    const config = defaultConfig(schema) as Record<string, unknown>;
    const above = this.#lenient;
    const lenient = above || schema.ignoresUnknownKeys === true;
    this.#lenient = lenient;
    for (const [key, field] of Object.entries(schema.fields)) {
      const entry = entryOf(node, key);
      if (entry === undefined) continue;
      config[key] = this.#value(field.schema, entry.value, joined(path, key), problems);
      if (field.support !== undefined && !isNull(entry.value))
        this.#noteSupport(field.support, key, entry.keyRange);
    }
    this.#lenient = above;
    const unknown = node.entries.filter((entry) => !Object.hasOwn(schema.fields, entry.key));
    const [first] = unknown;
    if (first === undefined) return config;
    if (lenient) {
      for (const entry of unknown) {
        const message = `unknown key "${entry.key}": the collector ignores it here without a word`;
        this.warnings.push({ message, range: entry.keyRange });
      }
      return config;
    }
    if (schema.takesOtherMaps) {
      this.#otherMaps(unknown, path, problems);
      return config;
    }
    const keys = unknown.map((entry) => entry.key).sort();
    problems.push({
      path: path === '' ? schema.goName : path,
      cause: `has invalid keys: ${keys.join(', ')}`,
      range: first.keyRange,
      pathIsStructName: path === '',
    });
    return config;
  }

  #otherMaps(entries: MapNode['entries'], path: string, problems: DecodeProblem[]): void {
    for (const { key, keyRange, value } of entries) {
      if (value.kind === 'map' || isNull(value)) {
        this.warnings.push({ message: `unknown key "${key}": nothing here reads it`, range: keyRange });
        continue;
      }
      // The place is printed like this: the collector prints a reflected key there.
      const place = `${path}[<interface {} Value>]`;
      const cause = `expected type 'map[string]interface {}', got unconvertible type '${goTypeOf(value)}'`;
      problems.push({ path: place, cause, range: keyRange });
    }
  }

  #noteSupport(support: NonNullable<Field['support']>, key: string, range: SourceRange): void {
    const message = `'${key}' is known, but not implemented here: ${support.reason}`;
    this.unsupported.push({ level: support.level, message, range });
  }

  #value(schema: Schema, node: ConfigNode, path: string, problems: DecodeProblem[]): unknown {
    if (schema.kind === 'optional') return this.#optional(schema, node, path, problems);
    if (isNull(node)) return nullValue(schema, node);
    switch (schema.kind) {
      case 'struct':
        return schema.ownDecoder && node.kind === 'map'
          ? this.#nested([path], problems, (inner) => this.struct(schema, node, '', inner))
          : this.struct(schema, node, path, problems);
      case 'list':
        return this.#list(schema, node, path, problems);
      case 'text-groups':
        return textGroupNodes(schema, node).map(({ node: item, ...place }, index) => ({
          group: this.#value(schema.group, item, `${path}[${index}]`, problems),
          ...place,
        }));
      case 'map':
        return this.#map(schema, node, path, problems);
      case 'any':
        return plain(node);
      default:
        return this.#scalar(schema, node, path, problems);
    }
  }

  #optional(schema: OptionalSchema, node: ConfigNode, path: string, problems: DecodeProblem[]): unknown {
    if (isNull(node)) return schema.enabledByNull ? defaultConfig(schema.inner) : undefined;
    if (schema.errorLevels === 0) return this.struct(schema.inner, node, path, problems);
    if (node.kind !== 'map') {
      problems.push({
        path,
        cause: `'' expected a map or struct, got "${goKindOf(node)}"`,
        range: node.range,
      });
      return undefined;
    }
    const enabled = entryOf(node, 'enabled');
    if (
      enabled !== undefined &&
      !(enabled.value.kind === 'scalar' && typeof enabled.value.value === 'boolean')
    ) {
      const shown = String(plain(enabled.value));
      const cause = `unexpected type ${goTypeOf(enabled.value)} for 'enabled': got '${shown}' value expected 'true' or 'false'`;
      problems.push({ path, cause, range: enabled.value.range });
      return undefined;
    }
    const rest = { ...node, entries: node.entries.filter((entry) => entry.key !== 'enabled') };
    const levels = schema.errorLevels === 2 ? [path, ''] : [path];
    const config = this.#nested(levels, problems, (inner) => this.struct(schema.inner, rest, '', inner));
    return enabled?.value.kind === 'scalar' && enabled.value.value === false ? undefined : config;
  }

  /** Decodes with a list of problems of its own, which becomes one problem at the path (and at further levels below it). */
  #nested<T>(levels: readonly string[], problems: DecodeProblem[], decode: (inner: DecodeProblem[]) => T): T {
    const inner: DecodeProblem[] = [];
    const above = this.#lenient;
    this.#lenient = false;
    const value = decode(inner);
    this.#lenient = above;
    const [first] = inner;
    if (first === undefined) return value;
    let cause: readonly DecodeProblem[] = inner;
    for (const path of levels.toReversed()) cause = [{ path, cause, range: first.range }];
    problems.push(...cause);
    return value;
  }

  #list(
    schema: ListSchema,
    node: ConfigNode,
    path: string,
    problems: DecodeProblem[],
  ): unknown[] | undefined {
    const { item } = schema;
    // Only lists of plain strings may be written as one text, "a,b".
    if (
      node.kind === 'scalar' &&
      typeof node.value === 'string' &&
      item.kind === 'string' &&
      item.goType === 'string'
    ) {
      return node.value === '' ? [] : node.value.split(',');
    }
    if (node.kind !== 'list') {
      const cause = `source data must be an array or slice, got ${goKindOf(node)}`;
      problems.push({ path, cause, range: node.range });
      return undefined;
    }
    return node.items.map((child, index) => this.#value(item, child, `${path}[${index}]`, problems));
  }

  #map(
    schema: MapSchema,
    node: ConfigNode,
    path: string,
    problems: DecodeProblem[],
  ): Map<string, unknown> | undefined {
    if (schema.pairs) return this.#pairs(schema, node, path, problems);
    if (node.kind !== 'map') {
      problems.push({ path, cause: notMap(schema, node), range: node.range });
      return undefined;
    }
    return this.#entries(schema, node, path, problems);
  }

  #entries(schema: MapSchema, node: MapNode, path: string, problems: DecodeProblem[]): Map<string, unknown> {
    return new Map(
      node.entries.map(({ key, value }) => [
        key,
        this.#value(schema.value, value, `${path}[${key}]`, problems),
      ]),
    );
  }

  #pairs(
    schema: MapSchema,
    node: ConfigNode,
    path: string,
    problems: DecodeProblem[],
  ): Map<string, unknown> | undefined {
    if (node.kind === 'map') {
      return this.#nested([path], problems, (inner) => this.#entries(schema, node, '', inner));
    }
    if (node.kind !== 'list') {
      const cause = `source data must be an array or slice, got ${goKindOf(node)}`;
      problems.push({ path, cause, range: node.range });
      return undefined;
    }
    const pair = struct(
      'configopaque.Pair',
      { name: field(string(), 'The name.'), value: field(schema.value, 'The value.') },
      { ignoresUnknownKeys: true },
    );
    const items = node.items.map((item, index) => this.struct(pair, item, `${path}[${index}]`, problems));
    return new Map((items as { name: string; value: unknown }[]).map(({ name, value }) => [name, value]));
  }

  #scalar(schema: ScalarSchema, node: ConfigNode, path: string, problems: DecodeProblem[]): unknown {
    const result = decodeScalar(schema, node);
    if ('problem' in result) {
      problems.push({ path, cause: result.problem, range: node.range });
      return defaultValue(schema);
    }
    if (result.warning !== undefined) this.warnings.push({ message: result.warning, range: node.range });
    return result.value;
  }
}

function notMap({ value, goType }: MapSchema, node: ConfigNode): string {
  const expected = goType ?? (value.kind === 'string' ? `map[string]${value.goType}` : undefined);
  return expected === undefined
    ? `expected a map or struct, got "${goKindOf(node)}"`
    : `expected type '${expected}', got unconvertible type '${goTypeOf(node)}'`;
}

/** `key:` leaves the default; a reference to an unset variable leaves Go's zero value, or "" in a string. */
function nullValue(schema: Schema, node: ConfigNode): unknown {
  return node.original === undefined ? defaultValue(schema) : zeroValue(schema);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function plain(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}
