import { arg, defineFunction } from '../../function.ts';
import { OttlDuration, OttlId, type Value } from '../../value.ts';

/** nil, a list or map without elements, and whatever equals the zero value of its Go type: "", 0, false, an id of zeros. */
export const isEmpty = defineFunction({
  name: 'IsEmpty',
  parameters: { target: arg.any },
  create:
    ({ target }) =>
    (context) =>
      isZero(target.get(context)),
});

function isZero(value: Value): boolean {
  if (value === null || value === '' || value === false || value === 0n) return true;
  if (typeof value === 'number') return Object.is(value, 0);
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  if (value instanceof Map) return value.size === 0;
  if (value instanceof OttlId) return /^0*$/.test(value.hex);
  if (value instanceof OttlDuration) return value.ns === 0n;
  // Times of OTTL are never Go's zero time, as they have a location; structs of pdata hold pointers to the data, which are never nil.
  return false;
}
