import type { AnyValue, ProfilesDictionary } from '../../../../otlp/model.ts';

export type ProfileAttribute =
  | { readonly key: string; readonly value: AnyValue }
  /** What is shown for an index that leads nowhere. */
  | { readonly missing: string };

/** The attributes that indices of a profile or a sample stand for. */
export function profileAttributes(
  { attributeTable, stringTable }: ProfilesDictionary,
  indices: readonly number[],
): ProfileAttribute[] {
  return indices.map((index) => {
    const attribute = attributeTable[index];
    if (attribute === undefined) return { missing: `[Missing Dictionary AttributeTable Item #${index}]` };
    const { keyStrindex, value } = attribute;
    const key = stringTable[keyStrindex] ?? `[Missing Dictionary Key String Item #${keyStrindex}]`;
    return { key, value };
  });
}
