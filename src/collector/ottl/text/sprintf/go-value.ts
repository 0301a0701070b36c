/** Values as Go's printing sees them: with a type, a kind, and the texts their own methods give. */

import { goQuote } from '../../syntax/go-quote.ts';
import {
  GoInt,
  GoMap,
  goTypeOf,
  type ListType,
  type OpaqueType,
  OttlDuration,
  OttlId,
  OttlTime,
  TypedList,
  type Value,
} from '../../value.ts';
import { goValueText } from '../../value-text.ts';
import { civilTime, floorDivide } from '../civil-time.ts';

interface Typed {
  /** What `%T` prints. */
  readonly type: string;
  /** What the value's String method gives. */
  readonly text?: string;
  /** What its GoString method gives, for `%#v`. */
  readonly goText?: string;
}

export type GoValue = Typed &
  (
    | { readonly kind: 'nil' }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'int'; readonly value: bigint; readonly signed: boolean }
    | { readonly kind: 'float'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'bytes'; readonly value: Uint8Array }
    | { readonly kind: 'list'; readonly items: readonly Value[]; readonly itemType: string }
    | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Value])[] }
    | { readonly kind: 'struct'; readonly fields: readonly (readonly [string, GoValue])[] }
    | { readonly kind: 'pointer'; readonly address: bigint }
  );

export function goValue(value: Value): GoValue {
  if (value === null) return { kind: 'nil', type: '<nil>' };
  if (typeof value === 'string') return { kind: 'string', type: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', type: 'bool', value };
  if (typeof value === 'bigint') return { kind: 'int', type: 'int64', value, signed: true };
  if (typeof value === 'number') return { kind: 'float', type: 'float64', value };
  if (value instanceof GoInt)
    return { kind: 'int', type: value.type, value: value.value, signed: value.type === 'int' };
  if (value instanceof Uint8Array) return { kind: 'bytes', type: '[]uint8', value };
  if (value instanceof OttlDuration) {
    return { kind: 'int', type: 'time.Duration', value: value.ns, signed: true, text: goValueText(value) };
  }
  if (value instanceof OttlId) return idValue(value);
  if (value instanceof OttlTime) return timeValue(value);
  if (value instanceof TypedList) {
    return { kind: 'list', type: value.goType, items: value, itemType: ITEM_TYPES[value.goType] };
  }
  if (value instanceof GoMap) {
    return { kind: 'map', type: goTypeOf(value), entries: [...value].sort(([a], [b]) => (a < b ? -1 : 1)) };
  }
  return dataValue(goTypeOf(value));
}

/** An element of a list of uint8 or uint64. */
export function unsigned(value: bigint, type = 'uint8'): GoValue {
  return { kind: 'int', type, value, signed: false };
}

const ITEM_TYPES: Readonly<Record<ListType, string>> = {
  '[]interface {}': 'interface {}',
  '[]string': 'string',
  '[]int64': 'int64',
  '[]float64': 'float64',
  '[]bool': 'bool',
  '[]uint64': 'uint64',
  '[][]uint8': '[]uint8',
  '[]time.Time': 'time.Time',
};

function idValue(id: OttlId): GoValue {
  const value = Uint8Array.from(id.hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return { kind: 'bytes', type: goTypeOf(id), value, text: goValueText(id) };
}

/** The year 1, to which the fields of Go's `time.Time` count. */
const SECONDS_TO_1970 = 62_135_596_800n;
const BILLION = 1_000_000_000n;

function timeValue(time: OttlTime): GoValue {
  const seconds = floorDivide(time.ns, BILLION);
  return {
    kind: 'struct',
    type: 'time.Time',
    text: goValueText(time),
    goText: timeAsCode(time),
    fields: [
      ['wall', unsigned(time.ns - seconds * BILLION, 'uint64')],
      ['ext', { kind: 'int', type: 'int64', value: seconds + SECONDS_TO_1970, signed: true }],
      ['loc', { kind: 'pointer', type: '*time.Location', address: time.zone === 'UTC' ? 0n : ADDRESS }],
    ],
  };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function timeAsCode(time: OttlTime): string {
  const { year, month, day, hour, minute, second, nanosecond } = civilTime(time);
  const zone = typeof time.zone === 'string' ? time.zone : time.zone.name;
  const location = time.zone === 'UTC' ? 'time.UTC' : `time.Location(${goQuote(zone)})`;
  return `time.Date(${year}, time.${MONTHS[month - 1]}, ${day}, ${hour}, ${minute}, ${second}, ${nanosecond}, ${location})`;
}

/**
 * The data of telemetry is handed about as structs of two pointers, and pointers are what Go prints of them: numbers
 * that are others in every run. Ours are always these.
 */
const ADDRESS = 0xc0_00_1a_60_00n;
const STATE_ADDRESS = 0xc0_00_1a_60_18n;

function dataValue(type: string): GoValue {
  return {
    kind: 'struct',
    type,
    fields: [
      ['orig', { kind: 'pointer', type: DATA_TYPES[type as DataType], address: ADDRESS }],
      ['state', { kind: 'pointer', type: '*internal.State', address: STATE_ADDRESS }],
    ],
  };
}

type DataType = OpaqueType | 'pcommon.Map' | 'pcommon.Slice';

const DATA_TYPES: Readonly<Record<DataType, string>> = {
  'pcommon.Map': '*[]internal.KeyValue',
  'pcommon.Slice': '*[]internal.AnyValue',
  'pcommon.Resource': '*internal.Resource',
  'pcommon.InstrumentationScope': '*internal.InstrumentationScope',
  'ptrace.SpanEventSlice': '*[]*internal.SpanEvent',
  'ptrace.SpanLinkSlice': '*[]*internal.SpanLink',
  'ptrace.Status': '*internal.Status',
  'pmetric.NumberDataPointSlice': '*[]*internal.NumberDataPoint',
  'pmetric.HistogramDataPointSlice': '*[]*internal.HistogramDataPoint',
  'pmetric.ExponentialHistogramDataPointSlice': '*[]*internal.ExponentialHistogramDataPoint',
  'pmetric.SummaryDataPointSlice': '*[]*internal.SummaryDataPoint',
  'pmetric.ExemplarSlice': '*[]internal.Exemplar',
  'pmetric.SummaryDataPointValueAtQuantileSlice': '*[]*internal.SummaryDataPointValueAtQuantile',
  'pmetric.ExponentialHistogramDataPointBuckets': '*internal.ExponentialHistogramDataPointBuckets',
  'pprofile.ValueType': '*internal.ValueType',
  'pprofile.SampleSlice': '*[]*internal.Sample',
};
