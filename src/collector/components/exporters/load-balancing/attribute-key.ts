import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { valueText } from '../debug/value-text.ts';

/** What an attribute adds to a routing key; `undefined` is "there is none". */
export function attributePart(name: string, value: AnyValue | undefined): string {
  return `${name}=${value === undefined ? '' : valueText(value)}|`;
}

/** A routing key as far as these attributes go, and the names that are left to look for further inside. */
export interface PartialKey {
  readonly text: string;
  readonly pending: readonly string[];
}

export function extendedKey(key: PartialKey, attributes: Attributes): PartialKey {
  let { text } = key;
  const pending = key.pending.filter((name) => {
    const value = attributes.get(name);
    if (value === undefined) return true;
    text += attributePart(name, value);
    return false;
  });
  return { text, pending };
}
