import type { AnyValue } from '../../otlp/model.ts';
import { valueText } from '../components/exporters/debug/value-text.ts';
import { formatDuration } from '../config/duration.ts';
import { fromRaw } from './any-value.ts';
import { OttlTypeError } from './ottl-error.ts';
import { goTypeOf, Opaque, OttlDuration, OttlId, OttlTime, type TimeZone, type Value } from './value.ts';

/** A value as pdata's `AsString` gives it. */
export function asString(value: AnyValue): string {
  return valueText(value);
}

/** A value as Go's JSON encoder writes it, with "<", ">" and "&" escaped. Throws OttlTypeError where it can't. */
export function jsonValueText(value: Value): string {
  if (value instanceof OttlDuration) return value.ns.toString();
  if (value instanceof OttlTime) return `"${rfc3339(value)}"`;
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

/** A time as RFC 3339 with the nanoseconds it has, in its zone. */
export function rfc3339({ ns, zone }: OttlTime): string {
  const offset = offsetSeconds(ns, zone);
  const local = ns + BigInt(offset) * 1_000_000_000n;
  const seconds = local / 1_000_000_000n - (local % 1_000_000_000n < 0n ? 1n : 0n);
  const fraction = (local - seconds * 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const minutes = Math.abs(Math.trunc(offset / 60));
  const hours = String(Math.trunc(minutes / 60)).padStart(2, '0');
  const shown =
    offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
  return `${date}${fraction === '' ? '' : `.${fraction}`}${shown}`;
}

/** How far the zone is ahead of UTC at an instant, in seconds. */
function offsetSeconds(ns: bigint, zone: TimeZone): number {
  if (zone === 'UTC') return 0;
  if (typeof zone !== 'string') return zone.offsetSeconds;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = parts
    .formatToParts(Number(ns / 1_000_000n))
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name ?? '');
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
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
function goTimeText({ ns, zone }: OttlTime): string {
  const text = rfc3339({ ns, zone }).replace('T', ' ');
  const named = zone === 'UTC' || typeof zone !== 'string' ? (zone === 'UTC' ? 'UTC' : zone.name) : '';
  const offset = text.endsWith('Z') ? '+0000' : text.slice(-6).replace(':', '');
  return `${text.replace(/(?:Z|[+-]\d\d:\d\d)$/, '')} ${offset} ${named === '' ? offset : named}`;
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
