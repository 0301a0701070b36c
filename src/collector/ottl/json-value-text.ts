/** Values as JSON, as the encoder of github.com/goccy/go-json writes them, with "<", ">" and "&" escaped. */
import { valueText } from '../components/exporters/debug/value-text.ts';
import { compareValues } from './compile/compare.ts';
import { OttlError, OttlTypeError } from './ottl-error.ts';
import { civilTime } from './text/civil-time.ts';
import { formatFloat } from './text/go-float.ts';
import {
  GoInt,
  GoMap,
  goTypeOf,
  Opaque,
  OttlDuration,
  OttlId,
  OttlTime,
  TypedList,
  type Value,
} from './value.ts';
import { rfc3339 } from './value-text.ts';

/** Throws OttlError where there is no JSON for the value: NaN, infinities, a time of the year 10000. */
export function jsonValueText(value: Value): string {
  if (isData(value)) return dataText(value);
  try {
    return goText(value);
  } catch (error) {
    throw error instanceof OttlError ? new OttlTypeError(`unsupported type: ${goTypeOf(value)}`) : error;
  }
}

/** The data's own maps and lists, whose contents may be data only. */
function isData(value: Value): boolean {
  if (value instanceof Map) return !(value instanceof GoMap);
  return Array.isArray(value) && !(value instanceof TypedList);
}

function dataText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(dataText).join(',')}]`;
  return value instanceof Map ? objectText(value, dataText) : goText(value);
}

function goText(value: Value): string {
  switch (typeof value) {
    case 'string':
      return stringText(value);
    case 'number':
      return numberText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
  }
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return `"${valueText(value)}"`;
  if (value instanceof OttlDuration) return value.ns.toString();
  if (value instanceof GoInt) return value.value.toString();
  if (value instanceof OttlTime) return timeText(value);
  if (value instanceof OttlId)
    return `[${(value.hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))}]`;
  if (value instanceof TypedList) return `[${value.map(goText).join(',')}]`;
  if (value instanceof GoMap) return objectText(value, goText);
  // Within Go's own lists and maps, the data is structs without anything that is exported.
  if (value instanceof Opaque || isData(value)) return '{}';
  throw new OttlError(`unsupported type: ${goTypeOf(value)}`);
}

function objectText(map: ReadonlyMap<string, Value>, textOf: (value: Value) => string): string {
  const sorted = [...map].sort(([a], [b]) => (compareValues(a, b, '<') ? -1 : 1));
  return `{${sorted.map(([key, item]) => `${stringText(key)}:${textOf(item)}`).join(',')}}`;
}

function stringText(text: string): string {
  return valueText([text])
    .slice(1, -1)
    .replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new OttlError(`json: unsupported value: ${formatFloat(value, 'g')}`);
  const size = Math.abs(value);
  return formatFloat(value, size !== 0 && (size < 1e-6 || size >= 1e21) ? 'e' : 'f');
}

function timeText(time: OttlTime): string {
  const { year } = civilTime(time);
  if (year >= 0 && year <= 9999) return `"${rfc3339(time)}"`;
  throw new OttlError('Time.MarshalJSON: year outside of range [0,9999]');
}
