import type { Attributes, InstrumentationScope } from '../../../../otlp/model.ts';
import { typedValueText, valueText } from './value-text.ts';

/** How lists of verbosity `detailed` are set in. */
export const INDENT = '     ->';

/** Attributes under a header, one a line; nothing where there are none. */
export function attributeLines(header: string, attributes: Attributes): string[] {
  if (attributes.size === 0) return [];
  return [
    `${header}:`,
    ...[...attributes].map(([key, value]) => `${INDENT} ${key}: ${typedValueText(value)}`),
  ];
}

/** Attributes of what stands in a list itself: a step deeper. */
export function nestedAttributeLines(header: string, attributes: Attributes): string[] {
  if (attributes.size === 0) return [];
  const lines = [...attributes].map(([key, value]) => `     ${INDENT} ${key}: ${typedValueText(value)}`);
  return [`${INDENT} ${header}:`, ...lines];
}

/** Name, version and attributes of a scope, in verbosity `detailed`. */
export function scopeLines(scope: InstrumentationScope): string[] {
  return [
    `InstrumentationScope ${scope.name} ${scope.version}`,
    ...attributeLines('InstrumentationScope attributes', scope.attributes),
  ];
}

/** Every line ends with a line break, the last one too. */
export function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** "key=value" for each attribute, as verbosity `normal` has them. */
export function pairs(attributes: Attributes): string[] {
  return [...attributes].map(([key, value]) => `${key}=${valueText(value)}`);
}

/** What verbosity `normal` says of a resource after its number. */
export function resourceText(schemaUrl: string, attributes: Attributes): string {
  return ['', ...(schemaUrl === '' ? [] : [`[${schemaUrl}]`]), ...pairs(attributes)].join(' ');
}

/** What verbosity `normal` says of a scope after its number. */
export function scopeText({ name, version, attributes }: InstrumentationScope, schemaUrl: string): string {
  const identity = name + (version === '' ? '' : `@${version}`);
  const parts = [identity, schemaUrl === '' ? '' : `[${schemaUrl}]`].filter((part) => part !== '');
  return ['', ...parts, ...pairs(attributes)].join(' ');
}
