/**
 * The values OTTL works on while a statement runs: what OTLP has as AnyValue (bigint = int64, number = float64, null =
 * nil), and beside it times, durations, ids, and parts of the data that are handed about as a whole.
 */
import type { AnyValue, Attributes } from '../../otlp/model.ts';

export type Value =
  | AnyValue
  | OttlTime
  | OttlDuration
  | OttlId
  | Opaque
  | GoInt
  | readonly Value[]
  | ReadonlyMap<string, Value>;

/** A place on the clock: an IANA name ("UTC", "America/New_York"), or an offset, as a text with "+0200" gives it. */
export type TimeZone = string | { readonly offsetSeconds: number; readonly name: string };

/** Go's `time.Time`. Two times are equal when their instants are, whatever the zone. */
export class OttlTime {
  /** ns since the Unix epoch; may lie outside of 64 bits. */
  readonly ns: bigint;
  readonly zone: TimeZone;

  constructor(ns: bigint, zone: TimeZone = 'UTC') {
    this.ns = ns;
    this.zone = zone;
  }
}

/** Go's `time.Duration`. */
export class OttlDuration {
  /** ns, within int64. */
  readonly ns: bigint;

  constructor(ns: bigint) {
    this.ns = ns;
  }
}

export type IdKind = 'TraceID' | 'SpanID' | 'ProfileID';

/** An id as pdata has it: an array of bytes, which equals only an id of the same kind. */
export class OttlId {
  readonly kind: IdKind;
  /** Lower-case hex of the full length; zeros where the data has no id. */
  readonly hex: string;

  constructor(kind: IdKind, hex: string) {
    this.kind = kind;
    this.hex = hex === '' ? '0'.repeat(kind === 'SpanID' ? 16 : 32) : hex;
  }
}

/** The types of pdata that paths give as a whole, by the names Go prints. */
export type OpaqueType =
  | 'pcommon.Resource'
  | 'pcommon.InstrumentationScope'
  | 'ptrace.SpanEventSlice'
  | 'ptrace.SpanLinkSlice'
  | 'ptrace.Status'
  | 'pmetric.NumberDataPointSlice'
  | 'pmetric.HistogramDataPointSlice'
  | 'pmetric.ExponentialHistogramDataPointSlice'
  | 'pmetric.SummaryDataPointSlice'
  | 'pmetric.ExemplarSlice'
  | 'pmetric.SummaryDataPointValueAtQuantileSlice'
  | 'pmetric.ExponentialHistogramDataPointBuckets'
  | 'pprofile.ValueType'
  | 'pprofile.SampleSlice';

/** A part of the data that can be set to a path of the same type, counted, and little else. */
export class Opaque {
  readonly type: OpaqueType;
  /** The object or array of the data itself, not a copy. */
  readonly data: object;

  constructor(type: OpaqueType, data: object) {
    this.type = type;
    this.data = data;
  }
}

/** The Go types of lists that are not pdata's own (plain arrays are `pcommon.Slice`). */
export type ListType =
  | '[]interface {}'
  | '[]string'
  | '[]int64'
  | '[]float64'
  | '[]bool'
  | '[]uint64'
  | '[][]uint8'
  | '[]time.Time';

/**
 * A list as Go code makes it. It can be set, indexed and gone through like any other, but one with typed elements, as
 * `Split` returns it, equals nothing (only `[]interface {}`, what `[1, 2]` is, compares with the lists of the data).
 */
export class TypedList extends Array<Value> {
  goType: ListType = '[]interface {}';

  // Array methods such as map() make plain arrays, which have no Go type of their own.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** A map as Go code makes it (`map[string]interface {}`), which `URL` returns. It is the data's map wherever one is needed. */
export class GoMap extends Map<string, Value> {}

/**
 * An integer of another Go type than `int64`: the port in what `URL` returns, a byte of bytes taken for a list. It is a
 * number of the data once it is set, and before that little else.
 */
export class GoInt {
  readonly value: bigint;
  readonly type: 'int' | 'uint8';

  constructor(value: bigint, type: 'int' | 'uint8' = 'int') {
    this.value = value;
    this.type = type;
  }
}

/** A list of the Go type, from the items. */
export function typedList(goType: ListType, items: Iterable<Value>): TypedList {
  const list = new TypedList();
  list.goType = goType;
  for (const item of items) list.push(item);
  return list;
}

/** The name Go's `%T` prints for a value. */
export function goTypeOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int64';
    case 'number':
      return 'float64';
    default:
  }
  if (value === null) return '<nil>';
  if (value instanceof Uint8Array) return '[]uint8';
  if (value instanceof TypedList) return value.goType;
  if (Array.isArray(value)) return 'pcommon.Slice';
  if (value instanceof GoMap) return 'map[string]interface {}';
  if (value instanceof Map) return 'pcommon.Map';
  if (value instanceof GoInt) return value.type;
  if (value instanceof OttlTime) return 'time.Time';
  if (value instanceof OttlDuration) return 'time.Duration';
  if (value instanceof OttlId)
    return value.kind === 'ProfileID' ? 'pprofile.ProfileID' : `pcommon.${value.kind}`;
  return (value as Opaque).type;
}

/** The name of pdata's `ValueType` for a value that attributes can hold: "Str", "Int", "Empty" … */
export function valueTypeOf(value: AnyValue): string {
  switch (typeof value) {
    case 'string':
      return 'Str';
    case 'boolean':
      return 'Bool';
    case 'bigint':
      return 'Int';
    case 'number':
      return 'Double';
    default:
  }
  if (value === null) return 'Empty';
  if (value instanceof Uint8Array) return 'Bytes';
  return Array.isArray(value) ? 'Slice' : 'Map';
}

export function isMap(value: Value): value is Attributes {
  return value instanceof Map;
}

export function isList(value: Value): value is AnyValue[] {
  return Array.isArray(value);
}
