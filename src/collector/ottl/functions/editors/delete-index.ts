import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';

/** Removes an item of a list, or those from one index up to another. */
export const deleteIndex = defineFunction({
  name: 'delete_index',
  parameters: { target: arg.sliceGetSetter, startIndex: arg.int, endIndex: optional(arg.int) },
  create:
    ({ target, startIndex, endIndex }) =>
    (context) => {
      const list = target.get(context);
      const start = startIndex.get(context);
      const end = endIndex?.get(context) ?? BigInt.asIntN(64, start + 1n);
      const length = BigInt(list.length);
      if (start === 0n && end === length) {
        target.set(context, []);
        return null;
      }
      checkBounds(start, end, length);
      list.splice(Number(start), Number(end - start));
      target.set(context, list);
      return null;
    },
});

function checkBounds(start: bigint, end: bigint, length: bigint): void {
  if (start < 0n || start >= length) {
    throw new OttlError(`startIndex ${start} out of bounds for slice of length ${length}`);
  }
  if (end < start) throw new OttlError(`endIndex ${end} cannot be less than startIndex ${start}`);
  if (end > length) {
    throw new OttlError(`deletion range [${start}:${end}] out of bounds for slice of length ${length}`);
  }
}
