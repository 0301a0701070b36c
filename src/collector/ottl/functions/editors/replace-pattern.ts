import { arg, defineFunction, optional } from '../../function.ts';
import { dynamicPattern } from '../dynamic-pattern.ts';
import { matchReplacement } from './replacement.ts';

/** Replaces what an expression matches in a text. Values that aren't texts stay as they are. */
export const replacePattern = defineFunction({
  name: 'replace_pattern',
  parameters: {
    target: arg.getSetter,
    regexPattern: arg.string,
    replacement: arg.string,
    function: optional(arg.function),
    replacementFormat: optional(arg.string),
  },
  create: ({ target, regexPattern, replacement, ...optionalArguments }) => {
    const patternOf = dynamicPattern('replace_pattern', regexPattern);
    const replaceMatches = matchReplacement({
      function: optionalArguments.function,
      replacementFormat: optionalArguments.replacementFormat,
    });
    return (context) => {
      const text = target.get(context);
      if (text === null) return null;
      const template = replacement.get(context);
      if (typeof text !== 'string') return null;
      const pattern = patternOf(context);
      if (pattern.test(text)) target.set(context, replaceMatches(context, pattern, text, template));
      return null;
    };
  },
});
