import type { AnyValue } from '../../../../otlp/model.ts';

/** A value as the `debug` exporter shows it: strings as they are, the rest as JSON would have it. */
export function valueText(value: AnyValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Uint8Array) return base64(value);
  if (typeof value === 'object') return hasNonFinite(value) ? '' : jsonText(value);
  return String(value);
}

/** A value with its type: `Str(GET)`. */
export function typedValueText(value: AnyValue): string {
  return `${typeName(value)}(${valueText(value)})`;
}

function typeName(value: AnyValue): string {
  if (value === null) return 'Empty';
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
      if (value instanceof Uint8Array) return 'Bytes';
      return Array.isArray(value) ? 'Slice' : 'Map';
  }
}

/** JavaScript and Go print doubles alike but for -0. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

function jsonText(value: AnyValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return goString(value);
  if (value instanceof Uint8Array) return `"${base64(value)}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object') return typeof value === 'number' ? numberText(value) : String(value);
  // Go writes the keys of a map sorted by their bytes.
  const entries = [...value].sort(([a], [b]) => compareBytes(a, b));
  return `{${entries.map(([key, item]) => `${goString(key)}:${jsonText(item)}`).join(',')}}`;
}

/** JSON can't hold NaN and infinities: Go's encoder gives up and the text is empty. */
function hasNonFinite(value: AnyValue): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (Array.isArray(value)) return value.some(hasNonFinite);
  return value instanceof Map && [...value.values()].some(hasNonFinite);
}

/** A string as Go's JSON encoder quotes it: the two Unicode line separators escaped as well. */
function goString(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function compareBytes(a: string, b: string): number {
  const left = new TextEncoder().encode(a);
  const right = new TextEncoder().encode(b);
  for (let index = 0; index < left.length && index < right.length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
