/**
 * The declarative schema of a component's configuration: one description from which decoding, defaults, unknown-key
 * errors and validation follow, and reference pages and JSON Schema can be derived. Decoded configurations keep the
 * keys of the file (`send_batch_size`), so that there is one name for one thing.
 */

declare const configType: unique symbol;

/** The type a schema decodes to, for `ConfigOf`. */
interface Typed<T> {
  readonly [configType]?: T;
}

/** The decoded type of a schema. */
export type ConfigOf<S> = S extends Typed<infer T> ? T : never;

/** Text as it stands, or checked and normalised by `parse`, whose error message becomes the problem's text. */
export interface StringSchema<T extends string | undefined = string> extends Typed<T> {
  readonly kind: 'string';
  /** The type's name in errors: "string", "configtelemetry.Level". */
  readonly goType: string;
  readonly default: T;
  readonly parse?: (text: string) => T;
  /** The values completion offers. */
  readonly values?: readonly string[];
  /** The collector keeps the value as a number: numbers convert to it (and name nothing), unset variables are its zero. */
  readonly numeric?: boolean;
  /** What the numbers from 0 on stand for, where they name something after all. */
  readonly byNumber?: readonly T[];
}

export interface BooleanSchema extends Typed<boolean> {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** Whole numbers; within ±2^53, what a size or a count in a configuration needs. */
export interface IntegerSchema extends Typed<number> {
  readonly kind: 'integer';
  readonly goType: 'int' | 'int32' | 'int64' | 'uint16' | 'uint32' | 'uint64' | 'plog.SeverityNumber';
  readonly default: number;
}

export interface FloatSchema extends Typed<number> {
  readonly kind: 'float';
  readonly goType: 'float32' | 'float64';
  readonly default: number;
}

/** Nanoseconds; "200ms" in the file. A bare number is nanoseconds too, as in the collector. */
export interface DurationSchema extends Typed<bigint> {
  readonly kind: 'duration';
  readonly default: bigint;
}

/** The id of a component, in its normal form. */
export interface ComponentIdSchema extends Typed<string> {
  readonly kind: 'component-id';
}

/** `undefined` is "not given", which some components tell apart from an empty list. */
export interface ListSchema<Item extends Schema = Schema> extends Typed<ConfigOf<Item>[] | undefined> {
  readonly kind: 'list';
  readonly item: Item;
}

/** What a list of texts, or of structs with such lists in them, stands for. */
export interface TextGroup<T> {
  readonly group: T;
  /** Where the group's list of texts is in the file, below the list of groups; `first` is the index of its first text. */
  readonly at: readonly string[];
  readonly first: number;
}

/**
 * A list whose items are structs, each with a list of texts, or just texts, which stand for a struct with all of them:
 * OTTL's statements and conditions (the Unmarshal of filter and transform). `undefined` is "not given".
 */
export interface TextGroupsSchema<Group extends StructSchema = StructSchema>
  extends Typed<TextGroup<ConfigOf<Group>>[] | undefined> {
  readonly kind: 'text-groups';
  readonly group: Group;
  /** The key of the struct's list of texts. */
  readonly textsKey: string;
  /** The collector's objection to an item that is null. */
  readonly nullItem: string;
  /** Whether texts may follow structs; structs may not follow texts. */
  readonly textsMayFollow: boolean;
}

export interface MapSchema<Value extends Schema = Schema>
  extends Typed<Map<string, ConfigOf<Value>> | undefined> {
  readonly kind: 'map';
  readonly value: Value;
  /** May be written as a list of `{name, value}` too (core config/configopaque.MapList). */
  readonly pairs?: boolean;
  /** The map's type in errors: "prometheus.Labels". Default for maps of texts: "map[string]string". */
  readonly goType?: string;
}

/** Any value, as plain data: for sections that are accepted but not read here. */
export interface AnySchema extends Typed<unknown> {
  readonly kind: 'any';
}

export interface Field<S extends Schema = Schema> {
  readonly schema: S;
  /** One or two sentences for hover and reference pages. */
  readonly doc: string;
  /**
   * Where the key is known but its effect isn't implemented here: `ignored` (the data is the same without it) gives
   * a warning, `refused` an error. Nothing is ignored silently.
   */
  readonly support?: { readonly level: 'ignored' | 'refused'; readonly reason: string };
}

export type Fields = Readonly<Record<string, Field>>;

export type StructOf<F extends Fields> = { [K in keyof F]: ConfigOf<F[K]['schema']> };

/** What a component's own validation finds: a text, and below which key of the struct to underline. */
export interface Finding {
  readonly message: string;
  readonly at?: readonly string[];
  /** The part of the struct that objects, as it is printed, where the collector's struct is divided otherwise than the file. */
  readonly part?: readonly string[];
  /** What stands before it where the collector prints it and the finding before it as one error. */
  readonly joint?: '\n' | '; ';
}

export interface StructSchema<F extends Fields = Fields, T = StructOf<F>> extends Typed<T> {
  readonly kind: 'struct';
  /** The name the collector's decoder gives the struct: "batchprocessor.Config". */
  readonly goName: string;
  /** In the order errors are reported. */
  readonly fields: F;
  /**
   * The collector's decoder doesn't look for unknown keys in some structs. They are accepted here too, with a warning.
   */
  readonly ignoresUnknownKeys?: boolean;
  /**
   * Unknown keys may hold maps, for kinds that extensions add (a field with `remain` in the collector). No extension
   * here reads them, so that there is a warning.
   */
  readonly takesOtherMaps?: boolean;
  /** Errors inside are reported a level deeper, as the collector's decoder hands the struct to a decoder of its own. */
  readonly ownDecoder?: boolean;
  validate?(config: T): readonly Finding[];
}

/** A section that exists or not: `undefined` is "not enabled". An empty section (`http:`) enables it where it has defaults. */
export interface OptionalSchema<Inner extends StructSchema = StructSchema>
  extends Typed<ConfigOf<Inner> | undefined> {
  readonly kind: 'optional';
  readonly inner: Inner;
  /** Whether `key:` without a value enables it. */
  readonly enabledByNull: boolean;
  /** It exists with its defaults unless the file says `enabled: false` in it (configoptional.Some). */
  readonly enabledByDefault: boolean;
  /** The decoder's levels of "decoding failed" around an error inside: none for a Go pointer, which knows no `enabled:` either. */
  readonly errorLevels: 0 | 1 | 2;
}

export type Schema =
  | StringSchema<string | undefined>
  | BooleanSchema
  | IntegerSchema
  | FloatSchema
  | DurationSchema
  | ComponentIdSchema
  | ListSchema
  | TextGroupsSchema
  | MapSchema
  | AnySchema
  | StructSchema
  | OptionalSchema;

export function string(fallback = '', goType = 'string'): StringSchema {
  return { kind: 'string', goType, default: fallback };
}

/** Text that may be missing, which isn't the same as empty: `undefined` is "not given". */
export function optionalString(): StringSchema<string | undefined> {
  return { kind: 'string', goType: 'string', default: undefined };
}

export function parsedString<T extends string>(options: {
  readonly goType: string;
  readonly default: T;
  readonly parse: (text: string) => T;
  readonly values?: readonly string[];
  readonly numeric?: boolean;
  readonly byNumber?: readonly T[];
}): StringSchema<T> {
  return { kind: 'string', ...options };
}

export function boolean(fallback: boolean): BooleanSchema {
  return { kind: 'boolean', default: fallback };
}

export function integer(goType: IntegerSchema['goType'], fallback: number): IntegerSchema {
  return { kind: 'integer', goType, default: fallback };
}

export function float(goType: FloatSchema['goType'], fallback: number): FloatSchema {
  return { kind: 'float', goType, default: fallback };
}

/** The default in ns. */
export function duration(fallback: bigint): DurationSchema {
  return { kind: 'duration', default: fallback };
}

export const componentId: ComponentIdSchema = { kind: 'component-id' };

export const anyValue: AnySchema = { kind: 'any' };

export function list<Item extends Schema>(item: Item): ListSchema<Item> {
  return { kind: 'list', item };
}

export function textGroups<Group extends StructSchema>(
  group: Group,
  options: Pick<TextGroupsSchema, 'textsKey' | 'nullItem' | 'textsMayFollow'>,
): TextGroupsSchema<Group> {
  return { kind: 'text-groups', group, ...options };
}

export function map<Value extends Schema>(
  value: Value,
  options: { readonly pairs?: boolean; readonly goType?: string } = {},
): MapSchema<Value> {
  return { kind: 'map', value, ...options };
}

export function field<S extends Schema>(schema: S, doc: string, support?: Field['support']): Field<S> {
  return support === undefined ? { schema, doc } : { schema, doc, support };
}

export function struct<F extends Fields>(
  goName: string,
  fields: F,
  options: {
    readonly ignoresUnknownKeys?: boolean;
    readonly takesOtherMaps?: boolean;
    readonly ownDecoder?: boolean;
    readonly validate?: (config: StructOf<F>) => readonly Finding[];
  } = {},
): StructSchema<F> {
  return { kind: 'struct', goName, fields, ...options };
}

export function optional<Inner extends StructSchema>(
  inner: Inner,
  options: {
    readonly enabledByNull?: boolean;
    readonly enabledByDefault?: boolean;
    readonly errorLevels?: 1 | 2;
  } = {},
): OptionalSchema<Inner> {
  const { enabledByDefault = false, enabledByNull = enabledByDefault, errorLevels = 1 } = options;
  return { kind: 'optional', inner, enabledByNull, enabledByDefault, errorLevels };
}

/** A section that is a pointer in the collector's struct: it exists when the file has it. */
export function pointer<Inner extends StructSchema>(
  inner: Inner,
  options: { readonly enabledByNull?: boolean } = {},
): OptionalSchema<Inner> {
  const { enabledByNull = false } = options;
  return { kind: 'optional', inner, enabledByDefault: false, enabledByNull, errorLevels: 0 };
}
