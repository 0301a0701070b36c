import { cloneAnyValue } from '../../otlp/clone-message.ts';
import type { AnyValue, Attributes } from '../../otlp/model.ts';
import { OttlError } from './ottl-error.ts';
import {
  GoInt,
  GoMap,
  goTypeOf,
  Opaque,
  OttlDuration,
  OttlId,
  OttlTime,
  TypedList,
  type Value,
  valueTypeOf,
} from './value.ts';

/** A copy of a value as attributes and bodies hold it, in place of `current` (ctxutil.SetValue). Throws OttlError. */
export function toAnyValue(value: Value, current: AnyValue = null): AnyValue {
  if (isAtomic(value)) return value;
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value) && !isForeign(value)) return value.map((item: Value) => toAnyValue(item));
  if (value instanceof Map) return toAttributes(value);
  if (value instanceof GoInt) return value.value;
  throw new OttlError(
    `unsupported type ${goTypeOf(value)} for set operation; current value type is ${valueTypeOf(current)}`,
  );
}

/** Lists that Go's code doesn't know to put into a value. */
function isForeign(list: readonly Value[]): boolean {
  return list instanceof TypedList && (list.goType === '[]uint64' || list.goType === '[]time.Time');
}

function isAtomic(value: Value): value is string | boolean | bigint | number | null {
  return value === null || typeof value !== 'object';
}

/** A copy of a map whose values can be attributes' (pcommon.Map FromRaw). Throws OttlError. */
export function toAttributes(map: ReadonlyMap<string, Value>): Attributes {
  const copy: Attributes = new Map();
  for (const [key, value] of map) copy.set(key, fromRaw(value));
  return copy;
}

/** pcommon.Value FromRaw. */
export function fromRaw(value: Value): AnyValue {
  if (
    value instanceof OttlTime ||
    value instanceof OttlDuration ||
    value instanceof OttlId ||
    value instanceof Opaque
  ) {
    throw new OttlError(`<Invalid value type ${goTypeOf(value)}>`);
  }
  if (Array.isArray(value)) return value.map(fromRaw);
  if (value instanceof Map) return toAttributes(value);
  if (value instanceof GoInt) return value.value;
  return cloneAnyValue(value as AnyValue);
}

/**
 * The list of the data that a list as Go code makes it becomes (pcommon.Slice FromRaw). Throws OttlError: maps and
 * lists of the data can't be in it.
 */
export function sliceFromRaw(list: TypedList): AnyValue[] {
  const invalid = invalidItems(list);
  if (invalid.length > 0) throw new OttlError(invalid.join('; '));
  return list.map(fromRaw);
}

function invalidItems(list: readonly Value[]): string[] {
  return list.flatMap((item) => {
    if (item instanceof TypedList && item.goType === '[]interface {}') return invalidItems(item);
    if (item instanceof GoMap) return invalidItems([...item.values()]);
    const isInvalid = !(isAtomic(item) || item instanceof Uint8Array || item instanceof GoInt);
    return isInvalid ? [`<Invalid value type ${goTypeOf(item)}>`] : [];
  });
}

/** Makes `target` a copy of the map (ctxutil.SetMap). Throws OttlError where the value isn't a map. */
export function setMap(target: Attributes, value: Value): void {
  if (value === target) return;
  if (value !== null && !(value instanceof Map)) {
    throw new OttlError(`unsupported type provided for setting a pcommon.Map: ${goTypeOf(value)}`);
  }
  const copy = value === null ? undefined : toAttributes(value);
  target.clear();
  if (copy === undefined) return;
  for (const [key, item] of copy) target.set(key, item);
}
