import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goParseInt } from '../../text/go-parse-int.ts';

/** A number written in a base from 2 to 36, or with a prefix ("0x") for base 0. */
export const parseIntFunction = defineFunction({
  name: 'ParseInt',
  parameters: { target: arg.string, base: arg.int },
  create:
    ({ target, base }) =>
    (context) => {
      const text = target.get(context);
      if (text === '') {
        throw new OttlError('invalid target value for ParseInt function, target cannot be empty');
      }
      const radix = base.get(context);
      if (radix < 0n) {
        throw new OttlError(`invalid base value: ${radix} for ParseInt function, base cannot be negative`);
      }
      return goParseInt(text, radix);
    },
});
