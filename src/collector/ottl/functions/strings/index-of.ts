import { sliceFromRaw } from '../../any-value.ts';
import { equalValues } from '../../compile/compare.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError, OttlTypeError } from '../../ottl-error.ts';
import { goTypeOf, isList, TypedList, type Value } from '../../value.ts';

const encoder = new TextEncoder();

/** Where a text first stands in another, in bytes of UTF-8, or a value in a list; -1 where it isn't there. */
export const indexOf = defineFunction({
  name: 'Index',
  parameters: { target: arg.any, value: arg.any },
  create:
    ({ target, value }) =>
    (context) => {
      const where = target.get(context);
      const what = value.get(context);
      return typeof where === 'string' ? indexInText(where, what) : indexInList(where, what);
    },
});

function indexInText(text: string, what: Value): bigint {
  if (typeof what !== 'string') {
    throw new OttlError('invalid value type for Index function, value must be a string');
  }
  const index = text.indexOf(what);
  return index <= 0 ? BigInt(index) : BigInt(encoder.encode(text.slice(0, index)).length);
}

function indexInList(list: Value, what: Value): bigint {
  if (!isList(list)) {
    throw new OttlTypeError(`expected pcommon.Slice but got ${list === null ? 'nil' : goTypeOf(list)}`);
  }
  const elements = list instanceof TypedList ? sliceFromRaw(list) : list;
  return BigInt(elements.findIndex((element) => equalValues(element, what)));
}
