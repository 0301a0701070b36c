import type { AnyValue, Attributes } from '../../otlp/model.ts';
import { YamlTime } from './config-node.ts';

/**
 * A value of the configuration, as plain data, as an attribute's value (pcommon.Value FromRaw). Throws Error in the
 * collector's words where there are times in it.
 */
export function valueOfRaw(raw: unknown): AnyValue {
  const objections = timesIn(raw).map(() => '<Invalid value type time.Time>');
  if (objections.length > 0) throw new Error(objections.join('; '));
  return converted(raw);
}

function timesIn(raw: unknown): readonly YamlTime[] {
  if (raw instanceof YamlTime) return [raw];
  return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(timesIn) : [];
}

function converted(raw: unknown): AnyValue {
  // The collector keeps whole numbers in 64 bits.
  if (typeof raw === 'bigint') return BigInt.asIntN(64, raw);
  if (Array.isArray(raw)) return raw.map(converted);
  if (typeof raw === 'object' && raw !== null) {
    const map: Attributes = new Map();
    for (const [key, item] of Object.entries(raw)) map.set(key, converted(item));
    return map;
  }
  return raw as AnyValue;
}
