import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlPanicError } from '../../ottl-error.ts';
import {
  GoInt,
  GoMap,
  Opaque,
  OttlDuration,
  OttlId,
  OttlTime,
  TypedList,
  typedList,
  type Value,
} from '../../value.ts';

/** Sets a path to the zero value of the type it has. */
export const clear = defineFunction({
  name: 'clear',
  parameters: { target: arg.getSetter },
  create:
    ({ target }) =>
    (context) => {
      let current: Value;
      try {
        current = target.get(context);
      } catch (error) {
        throw prefixed('error getting target value to infer zero value in clear: ', error);
      }
      // Of the data's types, only lists notice that there is nothing behind their zero value.
      if (current instanceof Opaque) {
        if (current.type.endsWith('Slice')) {
          throw new OttlPanicError('runtime error: invalid memory address or nil pointer dereference');
        }
        return null;
      }
      target.set(context, zeroOf(current));
      return null;
    },
});

/** Go's `time.Time{}`: the beginning of the year 1. */
const ZERO_TIME = new OttlTime(-62_135_596_800_000_000_000n);

function zeroOf(value: Exclude<Value, Opaque>): Value {
  switch (typeof value) {
    case 'string':
      return '';
    case 'bigint':
      return 0n;
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return new Uint8Array();
  if (value instanceof OttlTime) return ZERO_TIME;
  if (value instanceof OttlDuration) return new OttlDuration(0n);
  if (value instanceof OttlId) return new OttlId(value.kind, '');
  if (value instanceof GoInt) return new GoInt(0n);
  if (Array.isArray(value)) return value instanceof TypedList ? typedList(value.goType, []) : [];
  return value instanceof GoMap ? new GoMap() : new Map();
}
