import { goQuote } from '../syntax/go-quote.ts';
import { offsetSeconds } from '../text/time-zone.ts';
import { goTypeOf, type ListType, OttlDuration, OttlId, OttlTime, TypedList, type Value } from '../value.ts';

const LIST_NAMES: Partial<Record<ListType, string>> = {
  '[]interface {}': 'list',
  '[]string': 'strings',
  '[]int64': 'ints',
  '[]float64': 'floats',
  '[]bool': 'bools',
};

/** A value with its Go type, as the records of what the collector's functions give have it. */
export function valueInRecords(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return `string ${goQuote(value)}`;
  if (typeof value === 'boolean') return `bool ${value}`;
  if (typeof value === 'bigint') return `int ${value}`;
  if (typeof value === 'number') return `float ${floatText(value)}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof OttlTime) return timeText(value);
  if (value instanceof OttlDuration) return `duration ${value.ns}`;
  if (value instanceof OttlId) return `${value.kind.toLowerCase()} ${value.hex}`;
  if (Array.isArray(value)) return `${listName(value)} [${value.map(valueInRecords).join(', ')}]`;
  if (value instanceof Map) {
    const sorted = [...value].sort(([a], [b]) => (a < b ? -1 : 1));
    return `map {${sorted.map(([key, item]) => `${goQuote(key)}: ${valueInRecords(item)}`).join(', ')}}`;
  }
  return `other ${goTypeOf(value)}`;
}

function listName(list: readonly Value[]): string {
  if (!(list instanceof TypedList)) return 'slice';
  return LIST_NAMES[list.goType] ?? `other ${list.goType}`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Seconds, nanoseconds, and how far the zone is ahead of UTC. */
function timeText(time: OttlTime): string {
  const seconds = time.ns / 1_000_000_000n;
  const floor = time.ns % 1_000_000_000n < 0n ? seconds - 1n : seconds;
  const nanoseconds = (time.ns - floor * 1_000_000_000n).toString().padStart(9, '0');
  return `time ${floor}.${nanoseconds} ${offsetSeconds(time)}`;
}
