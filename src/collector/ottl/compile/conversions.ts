/** What the "like" getters of functions make of values (StandardStringLikeGetter and so on in expression.go). */

import { jsonValueText } from '../json-value-text.ts';
import { OttlError, OttlTypeError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { goParseFloat } from '../text/go-parse-float.ts';
import { GoInt, goTypeOf, type Value } from '../value.ts';

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

function unsupported(value: Value): OttlTypeError {
  return new OttlTypeError(`unsupported type: ${goTypeOf(value)}`);
}

/** `undefined` for nil, here and below. */
export function stringLike(value: Value): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) {
    let hex = '';
    for (const byte of value) hex += byte.toString(16).padStart(2, '0');
    return hex;
  }
  return jsonValueText(value);
}

export function floatLike(value: Value): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return goParseFloat(value);
  throw unsupported(value);
}

export function intLike(value: Value): bigint | undefined {
  if (value === null) return undefined;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return truncate(value);
  if (typeof value === 'string') return parseInt64(value);
  throw unsupported(value);
}

export function boolLike(value: Value): boolean | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'number') return value !== 0;
  if (value instanceof GoInt) return value.value !== 0n;
  if (typeof value === 'string') return parseBool(value);
  throw unsupported(value);
}

export function bytesLike(value: Value): Uint8Array | undefined {
  if (value === null) return undefined;
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (typeof value === 'boolean') return new Uint8Array([value ? 1 : 0]);
  const bytes = new DataView(new ArrayBuffer(8));
  if (typeof value === 'bigint') bytes.setBigInt64(0, value);
  else if (typeof value === 'number') bytes.setFloat64(0, value);
  else throw unsupported(value);
  return new Uint8Array(bytes.buffer);
}

/** A double as Go on amd64 makes an int64 of it: what doesn't fit is the smallest number. */
function truncate(value: number): bigint {
  if (!Number.isFinite(value)) return MIN_INT64;
  const whole = BigInt(Math.trunc(value));
  return whole < MIN_INT64 || whole > MAX_INT64 ? MIN_INT64 : whole;
}

function parseError(parser: string, text: string, reason: string): OttlError {
  return new OttlError(`strconv.${parser}: parsing ${goQuote(text)}: ${reason}`);
}

function parseInt64(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw parseError('ParseInt', text, 'invalid syntax');
  const value = BigInt(text.replace(/^\+/, ''));
  if (value < MIN_INT64 || value > MAX_INT64) throw parseError('ParseInt', text, 'value out of range');
  return value;
}

const BOOLS: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  T: true,
  TRUE: true,
  true: true,
  True: true,
  '0': false,
  f: false,
  F: false,
  FALSE: false,
  false: false,
  False: false,
};

function parseBool(text: string): boolean {
  const value = Object.hasOwn(BOOLS, text) ? BOOLS[text] : undefined;
  if (value === undefined) throw parseError('ParseBool', text, 'invalid syntax');
  return value;
}
