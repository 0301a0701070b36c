import type { Attributes } from '../../../../otlp/model.ts';
import { typedValueText } from '../../exporters/debug/value-text.ts';

/** The same text for the same attributes in any order; only those in `only`, where it has any. */
export function canonicalAttributes(attributes: Attributes, only: ReadonlySet<string>): string {
  return [...attributes]
    .filter(([key]) => only.size === 0 || only.has(key))
    .map(([key, value]) => `${key}=${typedValueText(value)}`)
    .sort()
    .join('\0');
}
