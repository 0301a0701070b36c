/** Reading and writing what keys lead to in maps and lists (ctxutil/map.go, slice.go, value.go). */
import type { AnyValue, Attributes } from '../../../otlp/model.ts';
import { toAnyValue } from '../any-value.ts';
import type { TransformContext } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { type Value, valueTypeOf } from '../value.ts';
import { boundedIndex, type CompiledKey, fetch, listKey, mapKey, prefixed } from './key.ts';

type Container = Attributes | AnyValue[];

/** The value at the keys, nil where the map has none. */
export function getFromMap(map: Attributes, keys: readonly CompiledKey[], context: TransformContext): Value {
  return getAt(map.get(firstMapKey('get', keys[0], context)), keys, context);
}

/** The value at the keys of a list. */
export function getFromList(
  list: AnyValue[],
  keys: readonly CompiledKey[],
  context: TransformContext,
): Value {
  const index = boundedIndex(listKey(keys[0] as CompiledKey, context), list.length);
  return getAt(list[index], keys, context);
}

function getAt(found: AnyValue | undefined, keys: readonly CompiledKey[], context: TransformContext): Value {
  let value = found;
  for (let index = 1; index < keys.length; index += 1) {
    if (value === undefined) return null;
    const key = keys[index] as CompiledKey;
    if (value instanceof Map) value = value.get(mapKey(key, context));
    else if (Array.isArray(value)) value = value[boundedIndex(listKey(key, context), value.length)];
    else throw new OttlError(`type ${valueTypeOf(value)} does not support string indexing`);
  }
  return value ?? null;
}

/** Puts the value at the keys; maps and lists on the way are made where nothing is. */
export function setInMap(
  map: Attributes,
  keys: readonly CompiledKey[],
  value: Value,
  context: TransformContext,
): void {
  const key = firstMapKey('set', keys[0], context);
  if (!map.has(key)) map.set(key, null);
  setAt(map, key, keys, value, context);
}

/** Puts the value at the keys of a list. */
export function setInList(
  list: AnyValue[],
  keys: readonly CompiledKey[],
  value: Value,
  context: TransformContext,
): void {
  setAt(list, boundedIndex(listKey(keys[0] as CompiledKey, context), list.length), keys, value, context);
}

function setAt(
  first: Container,
  firstSlot: string | number,
  keys: readonly CompiledKey[],
  value: Value,
  context: TransformContext,
): void {
  let container = first;
  let slot = firstSlot;
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as CompiledKey;
    const current = read(container, slot);
    if (current === null) {
      const { made, at } = makeFor(key, context);
      write(container, slot, made);
      container = made;
      slot = at;
      continue;
    }
    if (current instanceof Map) {
      slot = mapKey(key, context);
      if (!current.has(slot)) current.set(slot, null);
    } else if (Array.isArray(current)) {
      slot = boundedIndex(listKey(key, context), current.length);
    } else {
      throw new OttlError(`type ${valueTypeOf(current)} does not support string indexing`);
    }
    container = current;
  }
  write(container, slot, toAnyValue(value, read(container, slot)));
}

/** What a key needs where nothing is yet: a map with it, or a list long enough. */
function makeFor(key: CompiledKey, context: TransformContext): { made: Container; at: string | number } {
  if (key.text !== undefined) return { made: new Map([[key.text, null]]), at: key.text };
  if (key.int !== undefined) return makeList(key.int);
  const int = attempt(() => fetch(key, context, 'int64') as bigint);
  if (int !== undefined) return makeList(int);
  const text = attempt(() => fetch(key, context, 'string') as string);
  if (text !== undefined) return { made: new Map([[text, null]]), at: text };
  throw new OttlError('neither a string nor an int index was given, this is an error in the OTTL');
}

/** Far more than statements mean; a list of this length would hold the collector up. */
const MAX_MADE = 1_000_000n;

function makeList(index: bigint): { made: AnyValue[]; at: number } {
  if (index >= MAX_MADE) throw new OttlError(`index ${index} out of bounds`);
  const length = Math.max(0, Number(index)) + 1;
  return { made: new Array<AnyValue>(length).fill(null), at: length - 1 };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof OttlError) return undefined;
    throw error;
  }
}

function read(container: Container, slot: string | number): AnyValue {
  return (container instanceof Map ? container.get(slot as string) : container[slot as number]) ?? null;
}

function write(container: Container, slot: string | number, value: AnyValue): void {
  if (container instanceof Map) container.set(slot as string, value);
  else container[slot as number] = value;
}

function firstMapKey(
  purpose: 'get' | 'set',
  key: CompiledKey | undefined,
  context: TransformContext,
): string {
  if (key === undefined) throw new OttlError(`cannot ${purpose} map value without keys`);
  if (key.text !== undefined) return key.text;
  try {
    return mapKey(key, context);
  } catch (error) {
    throw prefixed(`cannot ${purpose} map value: `, error);
  }
}
