import { shortestText } from '../debug/float-text.ts';
import { isLegacyName } from './escape-name.ts';
import type { Label } from './metric-family.ts';

/** A number as the text format has it. */
export function floatText(value: number): string {
  return value === 0 ? '0' : shortestText(value);
}

/** A number as OpenMetrics has it: one can see that it isn't an integer. */
export function openMetricsFloat(value: number): string {
  const text = floatText(value);
  return Number.isFinite(value) && !/[.e]/.test(text) ? `${text}.0` : text;
}

/** Names that need it in quotes. */
export function nameText(name: string): string {
  return isLegacyName(name) ? name : `"${escaped(name)}"`;
}

/** `name{a="b",le="0.5"}`; names that need quotes stand in the braces. `additional` is there as it stands. */
export function nameWithLabels(
  name: string,
  labels: readonly Label[],
  additional?: { readonly name: string; readonly text: string },
): string {
  const inside = labels.map((label) => `${nameText(label.name)}="${escaped(label.value)}"`);
  if (additional !== undefined) inside.push(`${additional.name}="${additional.text}"`);
  if (name !== '' && !isLegacyName(name)) return `{${[nameText(name), ...inside].join(',')}}`;
  return inside.length === 0 ? name : `${name}{${inside.join(',')}}`;
}

/** For label values, and help texts of OpenMetrics. */
export function escaped(text: string): string {
  return text.replace(/[\\\n"]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`));
}
