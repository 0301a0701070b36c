import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goTypeOf, Opaque, type Value } from '../../value.ts';

const encoder = new TextEncoder();

/** The number of elements; of a string, the number of bytes it has in UTF-8. */
export const len = defineFunction({
  name: 'Len',
  parameters: { target: arg.any },
  create:
    ({ target }) =>
    (context) => {
      const value = target.get(context);
      const length = lengthOf(value);
      if (length === undefined) {
        throw new OttlError(
          `Len: unsupported target type ${goTypeOf(value)}. target arg must be of type string, []any, map[string]any, pcommon.Map, pcommon.Slice, pcommon.Value (of type String, Map, Slice) or a supported slice type from the plog, pmetric or ptrace packages`,
        );
      }
      return BigInt(length);
    },
});

function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string') return encoder.encode(value).length;
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  if (value instanceof Opaque && Array.isArray(value.data) && !value.type.startsWith('pprofile.')) {
    return value.data.length;
  }
  return undefined;
}
