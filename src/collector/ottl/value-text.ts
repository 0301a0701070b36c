import type { AnyValue } from '../../otlp/model.ts';
import { valueText } from '../components/exporters/debug/value-text.ts';
import { formatDuration } from '../config/duration.ts';
import { fromRaw } from './any-value.ts';
import { OttlTypeError } from './ottl-error.ts';
import { civilTime } from './text/civil-time.ts';
import { formatGoTime } from './text/go-time-format.ts';
import { goTypeOf, Opaque, OttlDuration, OttlId, OttlTime, type Value } from './value.ts';

/** A value as pdata's `AsString` gives it. */
export function asString(value: AnyValue): string {
  return valueText(value);
}

/** A value as Go's JSON encoder writes it, with "<", ">" and "&" escaped. Throws OttlTypeError where it can't. */
export function jsonValueText(value: Value): string {
  if (value instanceof OttlDuration) return value.ns.toString();
  if (value instanceof OttlTime) return jsonTimeText(value);
  if (value instanceof OttlId)
    return `[${(value.hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(',')}]`;
  if (value instanceof Opaque) return '{}';
  if (value === null) return 'null';
  if (typeof value === 'string') return escapeHtml(valueText([value]).slice(1, -1));
  const text = escapeHtml(valueText(fromRaw(value)));
  if (text === '' || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new OttlTypeError(`unsupported type: ${goTypeOf(value)}`);
  }
  return text;
}

function jsonTimeText(time: OttlTime): string {
  const { year } = civilTime(time);
  if (year >= 0 && year <= 9999) return `"${rfc3339(time)}"`;
  throw new OttlTypeError(`unsupported type: ${goTypeOf(time)}`);
}

/** A time as RFC 3339 with the nanoseconds it has, in its zone. */
export function rfc3339(time: OttlTime): string {
  return formatGoTime(time, '2006-01-02T15:04:05.999999999Z07:00');
}

function escapeHtml(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

/** A value as Go's `%v` prints it, for errors. */
export function goValueText(value: Value): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return goFloatText(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `[${value.join(' ')}]`;
  if (Array.isArray(value)) return `[${value.map(goValueText).join(' ')}]`;
  if (value instanceof Map) {
    return `map[${[...value].map(([key, item]) => `${key}:${goValueText(item)}`).join(' ')}]`;
  }
  if (value instanceof OttlId) return /^0*$/.test(value.hex) ? '' : value.hex;
  if (value instanceof OttlTime) return goTimeText(value);
  if (value instanceof OttlDuration) return formatDuration(value.ns);
  return value instanceof Opaque ? value.type : '';
}

/** "2023-11-14 22:13:20.25 +0000 UTC" */
function goTimeText(time: OttlTime): string {
  return formatGoTime(time, '2006-01-02 15:04:05.999999999 -0700 MST');
}

/** Go's shortest form of a double, with an exponent from 21 digits on, and of two digits at least. */
function goFloatText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-4 || size >= 1e21) ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
