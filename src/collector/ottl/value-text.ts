import type { AnyValue } from '../../otlp/model.ts';
import { valueText } from '../components/exporters/debug/value-text.ts';
import { formatDuration } from '../config/duration.ts';
import { formatFloat } from './text/go-float.ts';
import { formatGoTime } from './text/go-time-format.ts';
import { GoInt, Opaque, OttlDuration, OttlId, OttlTime, type Value } from './value.ts';

/** A value as pdata's `AsString` gives it. */
export function asString(value: AnyValue): string {
  return valueText(value);
}

/** A time as RFC 3339 with the nanoseconds it has, in its zone. */
export function rfc3339(time: OttlTime): string {
  return formatGoTime(time, '2006-01-02T15:04:05.999999999Z07:00');
}

/** A value as Go's `%v` prints it, for errors. */
export function goValueText(value: Value): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatFloat(value, 'g');
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `[${value.join(' ')}]`;
  if (Array.isArray(value)) return `[${value.map(goValueText).join(' ')}]`;
  if (value instanceof Map) {
    return `map[${[...value].map(([key, item]) => `${key}:${goValueText(item)}`).join(' ')}]`;
  }
  if (value instanceof OttlId) return /^0*$/.test(value.hex) ? '' : value.hex;
  if (value instanceof OttlTime) return goTimeText(value);
  if (value instanceof OttlDuration) return formatDuration(value.ns);
  if (value instanceof GoInt) return value.value.toString();
  return value instanceof Opaque ? value.type : '';
}

/** "2023-11-14 22:13:20.25 +0000 UTC" */
function goTimeText(time: OttlTime): string {
  return formatGoTime(time, '2006-01-02 15:04:05.999999999 -0700 MST');
}
