import type { AnyValue } from '../../../../otlp/model.ts';
import { sliceFromRaw } from '../../any-value.ts';
import { compareValues } from '../../compile/compare.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goTypeOf, isList, type ListType, TypedList, typedList, type Value } from '../../value.ts';
import { asString } from '../../value-text.ts';

type SortKey = string | bigint | number;

/** Lists whose elements have one Go type, which stay such lists. */
const TYPED: readonly ListType[] = ['[]string', '[]int64', '[]float64', '[]bool'];

/** A list in order: numbers by size; texts, bools and nil, and any mixture with them, by their text. */
export const sort = defineFunction({
  name: 'Sort',
  parameters: { target: arg.any, order: optional(arg.stringLiteral) },
  create: ({ target, order = 'asc' }) => {
    if (order !== 'asc' && order !== 'desc') {
      throw new OttlError(`invalid arguments: ${order}. Order should be either "asc" or "desc"`);
    }
    return (context) => sorted(target.get(context), order === 'desc');
  },
});

function sorted(value: Value, descending: boolean): Value {
  if (value instanceof TypedList && TYPED.includes(value.goType)) {
    return typedList(value.goType, inOrder(value as unknown as AnyValue[], keyOf(value[0]), descending));
  }
  if (!isList(value) || (value instanceof TypedList && value.goType !== '[]interface {}')) {
    throw new OttlError(`sort with unsupported type: '${goTypeOf(value)}'. Target is not a list`);
  }
  const list = value instanceof TypedList ? rawList(value) : value;
  const key = commonKey(list);
  return key === undefined ? list : typedList('[]interface {}', inOrder(list, key, descending));
}

function rawList(list: TypedList): AnyValue[] {
  try {
    return sliceFromRaw(list);
  } catch (error) {
    throw prefixed(
      `sort with unsupported type: '${goTypeOf(list)}'. Target is not a list of primitive types; `,
      error,
    );
  }
}

/** What elements are compared by; `undefined` where there are none, or one that can't be. */
function commonKey(list: readonly AnyValue[]): ((value: AnyValue) => SortKey) | undefined {
  if (list.length === 0) return undefined;
  if (list.some((item) => item !== null && typeof item === 'object')) return undefined;
  if (list.every((item) => typeof item === 'bigint')) return (item) => item as bigint;
  const numbers = list.every((item) => typeof item === 'bigint' || typeof item === 'number');
  return numbers ? Number : asString;
}

function keyOf(first: Value | undefined): (value: AnyValue) => SortKey {
  return typeof first === 'bigint' || typeof first === 'number' ? (item) => item as SortKey : asString;
}

function inOrder(
  list: readonly AnyValue[],
  key: (value: AnyValue) => SortKey,
  descending: boolean,
): AnyValue[] {
  const keyed = list.map((item) => ({ item, key: key(item) }));
  const direction = descending ? -1 : 1;
  return keyed.sort((a, b) => direction * compareKeys(a.key, b.key)).map(({ item }) => item);
}

/** Go's cmp.Compare, for which NaN is less than any number. */
function compareKeys(left: SortKey, right: SortKey): number {
  const leftNaN = Number.isNaN(left);
  const rightNaN = Number.isNaN(right);
  if (leftNaN || rightNaN) return Number(rightNaN) - Number(leftNaN);
  if (compareValues(left, right, '<')) return -1;
  return compareValues(left, right, '>') ? 1 : 0;
}
