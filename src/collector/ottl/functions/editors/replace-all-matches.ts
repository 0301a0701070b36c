import { arg, defineFunction, optional } from '../../function.ts';
import { dynamicGlob } from './dynamic-glob.ts';
import { wholeReplacement } from './replacement.ts';

/** Replaces the texts of a map that a glob matches as a whole. */
export const replaceAllMatches = defineFunction({
  name: 'replace_all_matches',
  parameters: {
    target: arg.mapGetSetter,
    pattern: arg.string,
    replacement: arg.string,
    function: optional(arg.function),
    replacementFormat: optional(arg.string),
  },
  create: ({ target, pattern, replacement, ...optionalArguments }) => {
    const globOf = dynamicGlob(pattern, 'replace_all_matches');
    const replacementOf = wholeReplacement({
      replacement,
      function: optionalArguments.function,
      replacementFormat: optionalArguments.replacementFormat,
    });
    return (context) => {
      const glob = globOf(context);
      const map = target.get(context);
      const replaced = replacementOf(context);
      for (const [key, value] of map) {
        if (typeof value === 'string' && glob.test(value)) map.set(key, replaced);
      }
      target.set(context, map);
      return null;
    };
  },
});
