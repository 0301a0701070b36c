import { arg, defineFunction } from '../../function.ts';
import { dynamicPattern } from '../dynamic-pattern.ts';

/** Whether an expression matches anywhere in a value's text; nil matches none. */
export const isMatch = defineFunction({
  name: 'IsMatch',
  parameters: { target: arg.stringLike, pattern: arg.string },
  create: ({ target, pattern }) => {
    const patternOf = dynamicPattern('IsMatch', pattern);
    return (context) => {
      const expression = patternOf(context);
      const text = target.get(context);
      return text !== undefined && expression.test(text);
    };
  },
});
