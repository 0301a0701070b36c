import type { AnyValue, Attributes, InstrumentationScope, Metric, Resource } from '../../../../otlp/model.ts';
import type { MetricKind } from './metric-selection.ts';

const SEPARATOR = '\x1e';

/** What the streams of a metric have in common. Attributes of the scope don't count, as in the collector. */
export function metricIdentity(
  kind: MetricKind,
  { name, unit }: Metric,
  { name: scope, version }: InstrumentationScope,
  resource: string,
): string {
  return [kind, name, unit, scope, version, resource].join(SEPARATOR);
}

export function resourceIdentity({ attributes }: Resource): string {
  return attributesIdentity(attributes);
}

/** Tells the streams of a metric apart: by attributes, start, and for numbers by their type. */
export function streamIdentity(
  metric: string,
  attributes: Attributes,
  start: bigint,
  valueType = '',
): string {
  return `${metric}${SEPARATOR}${valueType}${start}${SEPARATOR}${attributesIdentity(attributes)}`;
}

/** The same text for the same attributes in any order, and no other; an int isn't a double. */
function attributesIdentity(attributes: Attributes): string {
  if (attributes.size === 0) return '';
  const parts: string[] = [];
  for (const [key, value] of attributes) parts.push(`${sized(key)}${valueIdentity(value)}`);
  return parts.length === 1 ? (parts[0] ?? '') : parts.sort().join('');
}

function valueIdentity(value: AnyValue): string {
  switch (typeof value) {
    case 'string':
      return `s${sized(value)}`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'bigint':
      return `i${value};`;
    case 'number':
      return Object.is(value, -0) ? 'd-0;' : `d${value};`;
    default:
      if (value === null) return 'n';
      if (value instanceof Uint8Array) return `b${value.join()};`;
      if (Array.isArray(value)) return `[${value.map(valueIdentity).join('')}]`;
      return `{${attributesIdentity(value)}}`;
  }
}

/** A text whose end is known. */
function sized(text: string): string {
  return `${text.length}:${text}`;
}
