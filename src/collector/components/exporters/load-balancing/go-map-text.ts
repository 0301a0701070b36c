import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { compareCodePoints } from './compare-code-points.ts';

/** Attributes as Go prints a map: "map[a:1 b:[x y]]". */
export function goMapText(attributes: Attributes): string {
  const entries = [...attributes].sort(([a], [b]) => compareCodePoints(a, b));
  return `map[${entries.map(([key, value]) => `${key}:${valueText(value)}`).join(' ')}]`;
}

function valueText(value: AnyValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `[${value.join(' ')}]`;
  return Array.isArray(value) ? `[${value.map(valueText).join(' ')}]` : goMapText(value);
}

/** The shortest digits, with an exponent below 1e-4 and from 1e21 on. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e21)) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
