/**
 * Message descriptors: one table of field names, numbers and types per message drives the protobuf and JSON readers
 * and writers, cloning and comparison. A new message is a new table, nothing else.
 */
import type { AnyValue, Attributes } from './model.ts';

/** What the model holds for each field type. Ids are hex strings; 64-bit integers are `bigint`. */
interface ValueOf {
  string: string;
  bytes: Uint8Array;
  traceId: string;
  spanId: string;
  bool: boolean;
  enum: number;
  int32: number;
  sint32: number;
  uint32: number;
  fixed32: number;
  int64: bigint;
  uint64: bigint;
  fixed64: bigint;
  sfixed64: bigint;
  double: number;
  /** `repeated KeyValue` as a map. */
  attributes: Attributes;
  anyValue: AnyValue;
}

export type ValueType = keyof ValueOf;

/** The enum's names, which the Collector's JSON reader accepts in place of the integers. */
export type EnumNames = Readonly<Record<string, number>>;

export interface FieldOptions {
  /** The lowerCamelCase name on the wire, where the model's property is called otherwise. */
  readonly wireName?: string;
  readonly enumNames?: EnumNames;
  /** `optional` in the .proto: `undefined` is absence, and a zero is written. */
  readonly optional?: boolean;
  /** The oneof the field belongs to; its members are `optional`, and setting one clears the others. */
  readonly oneof?: string;
}

/** One line of a table. `V` is the type of the model's property, checked against the table. */
export interface FieldSpec<V> {
  readonly number: number;
  readonly type: ValueType | MessageType<object>;
  readonly repeated: boolean;
  readonly options: FieldOptions;
  /** Carries `V` in the type only. */
  readonly value?: V;
}

/** A compiled line of a table, as readers and writers use it. */
export interface Field {
  /** The property of the model. */
  readonly property: string;
  /** lowerCamelCase name on the wire. */
  readonly name: string;
  /** `"name":`, ready to be written. */
  readonly jsonKey: string;
  readonly number: number;
  readonly type: ValueType | 'message';
  /** Set if and only if `type` is `message`. */
  readonly message: MessageType<object> | undefined;
  readonly repeated: boolean;
  readonly optional: boolean;
  /** Tag as written: with the type's wire type, or length-delimited where the field is packed. */
  readonly tag: number;
  readonly enumNames: EnumNames | undefined;
  /** Properties to clear when this member of a oneof is set. */
  readonly rivals: readonly string[];
}

export interface MessageType<T extends object> {
  readonly name: string;
  /** A message with no field set. */
  readonly create: () => T;
  /** In the order of the .proto, which is the order fields are written in. */
  readonly fields: readonly Field[];
  /** By field number; holes are `undefined`. */
  readonly byNumber: readonly (Field | undefined)[];
  /** By lowerCamelCase and by snake_case name. */
  readonly byName: ReadonlyMap<string, Field>;
}

/** What readers and writers see of a message of any type. */
export type MessageFields = Record<string, unknown>;

/** A singular field of a plain type or of a message. */
export function field<K extends ValueType>(
  number: number,
  type: K,
  options?: FieldOptions,
): FieldSpec<ValueOf[K]>;
export function field<T extends object>(
  number: number,
  type: MessageType<T>,
  options?: FieldOptions,
): FieldSpec<T>;
export function field(
  number: number,
  type: ValueType | MessageType<object>,
  options: FieldOptions = {},
): FieldSpec<unknown> {
  return { number, type, repeated: false, options };
}

/** A repeated field; numbers are written packed. */
export function list<K extends ValueType>(
  number: number,
  type: K,
  options?: FieldOptions,
): FieldSpec<ValueOf[K][]>;
export function list<T extends object>(
  number: number,
  type: MessageType<T>,
  options?: FieldOptions,
): FieldSpec<T[]>;
export function list(
  number: number,
  type: ValueType | MessageType<object>,
  options: FieldOptions = {},
): FieldSpec<unknown> {
  return { number, type, repeated: true, options };
}

/**
 * Compiles a table. `create` is written out by hand, as an object literal makes 100,000 spans much faster than a loop
 * over the table would; the types keep model, table and literal in step.
 */
export function defineMessage<T extends object>(
  name: string,
  create: () => T,
  table: { readonly [K in keyof T & string]-?: FieldSpec<T[K]> },
): MessageType<T> {
  const specs = Object.entries<FieldSpec<unknown>>(table);
  const fields = specs.map(([property, spec]) => compile(property, spec, specs));
  const byNumber: (Field | undefined)[] = [];
  const byName = new Map<string, Field>();
  for (const compiled of fields) {
    while (byNumber.length < compiled.number) byNumber.push(undefined);
    byNumber[compiled.number] = compiled;
    byName.set(compiled.name, compiled);
    byName.set(snakeCase(compiled.name), compiled);
  }
  return { name, create, fields, byNumber, byName };
}

function compile(
  property: string,
  spec: FieldSpec<unknown>,
  specs: readonly (readonly [string, FieldSpec<unknown>])[],
): Field {
  const { number, repeated, options } = spec;
  const type = typeof spec.type === 'string' ? spec.type : 'message';
  const wireType = repeated && isPackable(type) ? 2 : WIRE_TYPES[type];
  const name = options.wireName ?? property;
  return {
    property,
    name,
    jsonKey: `${JSON.stringify(name)}:`,
    number,
    type,
    message: typeof spec.type === 'string' ? undefined : spec.type,
    repeated,
    optional: options.optional === true || options.oneof !== undefined,
    tag: number * 8 + wireType,
    enumNames: options.enumNames,
    rivals:
      options.oneof === undefined
        ? []
        : specs.filter(([p, s]) => p !== property && s.options.oneof === options.oneof).map(([p]) => p),
  };
}

/** The wire type of one value of a type (protobuf encoding guide, "Message Structure"). */
export const WIRE_TYPES: Readonly<Record<Field['type'], 0 | 1 | 2 | 5>> = {
  string: 2,
  bytes: 2,
  traceId: 2,
  spanId: 2,
  bool: 0,
  enum: 0,
  int32: 0,
  sint32: 0,
  uint32: 0,
  fixed32: 5,
  int64: 0,
  uint64: 0,
  fixed64: 1,
  sfixed64: 1,
  double: 1,
  attributes: 2,
  anyValue: 2,
  message: 2,
};

/** Whether a repeated field of the type can be packed into one length-delimited value. */
export function isPackable(type: Field['type']): boolean {
  return WIRE_TYPES[type] !== 2;
}

function snakeCase(lowerCamelCase: string): string {
  return lowerCamelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
