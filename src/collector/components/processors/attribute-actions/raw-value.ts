import type { AnyValue, Attributes } from '../../../../otlp/model.ts';

/** A value of the configuration, as plain data, as an attribute's value (pcommon.Value FromRaw). */
export function valueOfRaw(raw: unknown): AnyValue {
  // The collector keeps whole numbers in 64 bits.
  if (typeof raw === 'bigint') return BigInt.asIntN(64, raw);
  if (Array.isArray(raw)) return raw.map(valueOfRaw);
  if (typeof raw === 'object' && raw !== null) {
    const map: Attributes = new Map();
    for (const [key, item] of Object.entries(raw)) map.set(key, valueOfRaw(item));
    return map;
  }
  return raw as AnyValue;
}
