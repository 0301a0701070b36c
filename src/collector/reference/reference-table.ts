/** What reference pages say of the components, derived from their factories and schemas. */
import { formatDuration } from '../config/duration.ts';
import type { Field, Schema, StructSchema } from '../config/schema.ts';
import type { ComponentFactory, ComponentKind } from '../pipeline/component.ts';

/** A key of a component's configuration. */
export interface ReferenceKey {
  /** "protocols.http.endpoint"; the keys of a list's items "actions[].key", of a map's values "policies.*.name". */
  readonly path: string;
  readonly type: string;
  /** As it would stand in the file; `undefined` where there is none, or where the keys below have them. */
  readonly default: string | undefined;
  /** The values that can be chosen from. */
  readonly values: readonly string[];
  readonly doc: string;
  /** `implemented`, or why it isn't: `ignored` gives a warning, `refused` an error. */
  readonly support: Support;
}

type Support =
  | { readonly level: 'implemented' }
  | { readonly level: 'ignored' | 'refused'; readonly reason: string };

export interface ReferenceComponent {
  readonly kind: ComponentKind;
  readonly type: string;
  /** Names of old, accepted with a warning. */
  readonly deprecatedTypes: readonly string[];
  readonly doc: string;
  /** "traces", "traces to metrics" or "extension", with the collector's stability level. */
  readonly stability: readonly { readonly signal: string; readonly level: string }[];
  /** Not a component of collector contrib. */
  readonly academyOnly: boolean;
  readonly keys: readonly ReferenceKey[];
}

const KINDS: readonly ComponentKind[] = ['receiver', 'processor', 'exporter', 'connector', 'extension'];

/** All components by kind, in the order of the data, and by name; those of the Academy's own last. */
export function referenceTable(factories: readonly ComponentFactory[]): readonly ReferenceComponent[] {
  return factories.map(component).toSorted((a, b) => {
    if (a.kind !== b.kind) return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
    if (a.academyOnly !== b.academyOnly) return a.academyOnly ? 1 : -1;
    return a.type < b.type ? -1 : 1;
  });
}

function component(factory: ComponentFactory): ReferenceComponent {
  const { kind, type, deprecatedTypes = [], doc, stability, academyOnly = false, schema } = factory;
  return {
    kind,
    type,
    deprecatedTypes,
    doc,
    stability: Object.entries(stability).map(([signal, level]) => ({
      signal: signal.replace('_to_', ' to '),
      level,
    })),
    academyOnly,
    keys: keysOf(schema, '', { level: 'implemented' }),
  };
}

/** `above` is the support of the section the keys are in: where it isn't implemented, neither are they. */
function keysOf(schema: StructSchema, prefix: string, above: Support): ReferenceKey[] {
  return Object.entries(schema.fields).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    const support = above.level === 'implemented' ? (field.support ?? above) : above;
    return [keyOf(path, field, support), ...keysBelow(field.schema, path, support)];
  });
}

function keyOf(path: string, { schema, doc }: Field, support: Support): ReferenceKey {
  const values = schema.kind === 'string' ? (schema.values ?? []) : [];
  return {
    path,
    type: typeName(schema),
    default: defaultText(schema),
    values,
    doc,
    support,
  };
}

function keysBelow(schema: Schema, path: string, above: Support): ReferenceKey[] {
  switch (schema.kind) {
    case 'struct':
      return keysOf(schema, `${path}.`, above);
    case 'optional':
      return keysOf(schema.inner, `${path}.`, above);
    case 'list':
      return keysBelow(schema.item, `${path}[]`, above);
    case 'text-groups':
      return keysOf(schema.group, `${path}[].`, above);
    case 'map':
      return keysBelow(schema.value, `${path}.*`, above);
    default:
      return [];
  }
}

function typeName(schema: Schema): string {
  switch (schema.kind) {
    case 'boolean':
    case 'duration':
      return schema.kind;
    case 'string':
      return schema.values === undefined ? 'text' : 'one of';
    case 'integer':
      return schema.goType.startsWith('uint') ? 'whole number, not negative' : 'whole number';
    case 'float':
      return 'number';
    case 'component-id':
      return 'component id';
    case 'list':
      return `list of ${typeName(schema.item)}`;
    case 'text-groups':
      return 'list of text or section';
    case 'map':
      return `map of ${typeName(schema.value)}`;
    case 'any':
      return 'anything';
    case 'struct':
      return 'section';
    case 'optional':
      return schema.enabledByDefault ? 'section, on unless enabled: false' : 'section, off unless given';
  }
}

function defaultText(schema: Schema): string | undefined {
  switch (schema.kind) {
    case 'string':
      return schema.default === undefined ? undefined : schema.default === '' ? '""' : schema.default;
    case 'boolean':
    case 'integer':
    case 'float':
      return String(schema.default);
    case 'duration':
      return formatDuration(schema.default);
    default:
      return undefined;
  }
}
