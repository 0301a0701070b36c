import type { AnyValue } from '../../../otlp/model.ts';
import type { TransformContext } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goTypeOf, type Value } from '../value.ts';
import { boundedIndex, type CompiledKey } from './key.ts';

/** What the keys after a converter lead to: `Split(name, "/")[0]`. Missing keys are errors here. */
export function indexResult(result: Value, keys: readonly CompiledKey[], context: TransformContext): Value {
  let value = result;
  for (const key of keys) {
    const at = resolve(key, context);
    if (typeof at === 'string') {
      if (!(value instanceof Map)) {
        throw new OttlError(`type ${goTypeOf(value)} does not support string indexing`);
      }
      const found: AnyValue | undefined = value.get(at);
      if (found === undefined) throw new OttlError('key not found in map');
      value = found;
    } else if (Array.isArray(value)) {
      value = (value as Value[])[boundedIndex(at, value.length)] ?? null;
    } else if (value instanceof Uint8Array) {
      value = BigInt(value[boundedIndex(at, value.length)] ?? 0);
    } else {
      throw new OttlError(`type ${goTypeOf(value)} does not support int indexing`);
    }
  }
  return value;
}

function resolve(key: CompiledKey, context: TransformContext): string | bigint {
  if (key.text !== undefined) return key.text;
  if (key.int !== undefined) return key.int;
  if (key.getter === undefined) throw new OttlError('malformed or empty indexing key');
  const value = key.getter.get(context);
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  if (value === null) throw new OttlError('key expression returned nil, expected an int or string');
  throw new OttlError(`key expression must evaluate to string or int, got ${goTypeOf(value)}`);
}
