import type { Getter, TransformContext } from '../function.ts';
import { OttlError, OttlPanicError } from '../ottl-error.ts';
import { goTypeOf, type Value } from '../value.ts';

/** What stands in brackets: one of the three is set. */
export interface CompiledKey {
  readonly text: string | undefined;
  readonly int: bigint | undefined;
  readonly getter: Getter | undefined;
}

/** The key as a map's (ctxutil.GetMapKeyName). */
export function mapKey(key: CompiledKey, context: TransformContext): string {
  if (key.text !== undefined) return key.text;
  try {
    return fetch(key, context, 'string') as string;
  } catch (error) {
    throw prefixed('unable to resolve a string index in map: ', error);
  }
}

/** The key as an index, without regard to bounds. */
export function listKey(key: CompiledKey, context: TransformContext): bigint {
  if (key.int !== undefined) return key.int;
  try {
    return fetch(key, context, 'int64') as bigint;
  } catch (error) {
    throw prefixed('unable to resolve an integer index in slice: ', error);
  }
}

/** The value of a computed key, which must be of the type. */
export function fetch(key: CompiledKey, context: TransformContext, type: 'string' | 'int64'): Value {
  if (key.getter === undefined) throw new OttlError('invalid key type');
  const value = key.getter.get(context);
  if (goTypeOf(value) === type) return value;
  throw new OttlError(
    `could not resolve key for map/slice, expecting '${type}' but got '${goTypeOf(value)}'`,
  );
}

/** An index within the list, or an error. */
export function boundedIndex(index: bigint, length: number): number {
  if (index < 0n || index >= BigInt(length)) throw new OttlError(`index ${index} out of bounds`);
  return Number(index);
}

/** The error with something before its text; errors that aren't OTTL's stay as they are. */
export function prefixed(prefix: string, error: unknown): unknown {
  if (error instanceof OttlPanicError || !(error instanceof OttlError)) return error;
  return new OttlError(prefix + error.message, { cause: error });
}
