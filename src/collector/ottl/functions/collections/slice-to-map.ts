import { cloneAnyValue } from '../../../../otlp/clone-message.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, listOf, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { isMap, valueTypeOf } from '../../value.ts';

type Path = readonly string[];

/** A map of a list's elements by what `key_path` leads to in each, or by their index. */
export const sliceToMap = defineFunction({
  name: 'SliceToMap',
  parameters: {
    target: arg.slice,
    keyPath: optional(listOf(arg.stringLiteral)),
    valuePath: optional(listOf(arg.stringLiteral)),
  },
  create:
    ({ target, keyPath, valuePath }) =>
    (context) => {
      const map: Attributes = new Map();
      target.get(context).forEach((element, index) => {
        const key = keyPath === undefined ? String(index) : keyOf(element, index, keyPath);
        const value = valuePath === undefined ? element : valueAt(element, index, valuePath);
        map.set(key, cloneAnyValue(value));
      });
      return map;
    },
});

function keyOf(element: AnyValue, index: number, keyPath: Path): string {
  const key = extracted(element, keyPath, `could not extract key from element ${index}: `);
  if (typeof key === 'string') return key;
  throw new OttlError(
    `element ${index}: extracted key attribute is not of type string, got ${goQuote(valueTypeOf(key))}`,
  );
}

function valueAt(element: AnyValue, index: number, valuePath: Path): AnyValue {
  return extracted(element, valuePath, `could not extract value from element ${index}: `);
}

function extracted(element: AnyValue, path: Path, prefix: string): AnyValue {
  if (!isMap(element)) {
    throw new OttlError(
      `slice elements must be maps when using \`key_path\` or \`value_path\`, but could not cast element of type \`${valueTypeOf(element)}\` to a map`,
    );
  }
  try {
    return follow(element, path);
  } catch (error) {
    throw prefixed(prefix, error);
  }
}

function follow(map: Attributes, path: Path): AnyValue {
  const [first, ...rest] = path;
  if (first === undefined) throw new OttlError('must provide at least one path item');
  const value = map.get(first);
  if (rest.length === 0 && value !== undefined) return value;
  if (value === undefined || !isMap(value)) {
    throw new OttlError(`provided object does not contain the path [${path.join(' ')}]`);
  }
  return follow(value, rest);
}
