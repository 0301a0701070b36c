/** Lists of numbers in the data that are read and set as a whole (ctxutil/slice.go). */
import { OttlError } from '../ottl-error.ts';
import { goTypeOf, TypedList, typedList, type Value } from '../value.ts';

/** The list as Go's raw one. */
export function rawUint64s(list: readonly bigint[]): TypedList {
  return typedList(
    '[]uint64',
    list.map((item) => BigInt.asIntN(64, item)),
  );
}

/** The integers a path is set to; `goType` is Go's type of its elements. Throws OttlError. */
export function intsFrom(value: Value, goType: 'uint64' | 'int32'): bigint[] {
  if (value === null) return [];
  if (!Array.isArray(value) || (value instanceof TypedList && !isIntList(value))) {
    throw new OttlError(`cannot set a slice of ${goTypeOf(value)} from a value type: ${goType}`);
  }
  const of = value instanceof TypedList ? 'a slice' : 'slice';
  return value.map((item: Value) => {
    if (typeof item === 'bigint') return item;
    throw new OttlError(
      `invalid value type provided for ${of} of ${goType}: ${goTypeOf(item)}, expected int64`,
    );
  });
}

function isIntList({ goType }: TypedList): boolean {
  return goType === '[]int64' || goType === '[]uint64' || goType === '[]interface {}';
}

/** The doubles a path is set to. Throws OttlError. */
export function floatsFrom(value: Value): number[] {
  if (value === null) return [];
  if (!Array.isArray(value) || (value instanceof TypedList && !isFloatList(value))) {
    throw new OttlError(`invalid type provided for setting a slice of ${goTypeOf(value)}: float64`);
  }
  const of = value instanceof TypedList ? 'float64' : '[]float64';
  return value.map((item: Value) => {
    if (typeof item === 'number') return item;
    throw new OttlError(`invalid value type provided for a slice of ${of}: ${goTypeOf(item)}`);
  });
}

function isFloatList({ goType }: TypedList): boolean {
  return goType === '[]float64' || goType === '[]interface {}';
}
