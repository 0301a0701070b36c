import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goValueText } from '../../value-text.ts';

/** The natural logarithm. */
export const log = defineFunction({
  name: 'Log',
  parameters: { target: arg.floatLike },
  create:
    ({ target }) =>
    (context) => {
      const value = target.get(context);
      if (value === undefined) throw new OttlError('invalid input: <nil>');
      if (value <= 0) {
        throw new OttlError(`invalid input: expected number greater than zero but got ${goValueText(value)}`);
      }
      return Math.log(value);
    },
});
