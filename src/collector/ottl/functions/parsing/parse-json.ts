import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { readJson } from '../../text/read-json.ts';
import { goTypeOf } from '../../value.ts';

/** The map or list a JSON text holds; all its numbers are doubles. */
export const parseJson = defineFunction({
  name: 'ParseJSON',
  parameters: { target: arg.string },
  create:
    ({ target }) =>
    (context) => {
      const value = readJson(target.get(context));
      if (value instanceof Map || Array.isArray(value)) return value;
      throw new OttlError(`could not convert parsed value of type ${goTypeOf(value)} to JSON object`);
    },
});
