import { arg, defineFunction, optional } from '../../function.ts';
import { dynamicGlob } from './dynamic-glob.ts';
import { wholeReplacement } from './replacement.ts';

/** Replaces a text that a glob matches as a whole. */
export const replaceMatch = defineFunction({
  name: 'replace_match',
  parameters: {
    target: arg.getSetter,
    pattern: arg.string,
    replacement: arg.string,
    function: optional(arg.function),
    replacementFormat: optional(arg.string),
  },
  create: ({ target, pattern, replacement, ...optionalArguments }) => {
    // Of a glob that isn't written down, the collector says that it was given to the other function.
    const globOf = dynamicGlob(pattern, 'replace_match', 'replace_all_matches');
    const replacementOf = wholeReplacement({
      replacement,
      function: optionalArguments.function,
      replacementFormat: optionalArguments.replacementFormat,
    });
    return (context) => {
      const glob = globOf(context);
      const text = target.get(context);
      const replaced = replacementOf(context);
      if (typeof text === 'string' && glob.test(text)) target.set(context, replaced);
      return null;
    };
  },
});
