import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import { dynamicPattern } from '../dynamic-pattern.ts';

/** Removes the keys of a map that an expression matches. */
export const deleteMatchingKeys = matchingKeysEditor('delete_matching_keys', false);

/** Removes the keys of a map that an expression doesn't match. */
export const keepMatchingKeys = matchingKeysEditor('keep_matching_keys', true);

function matchingKeysEditor(name: string, keeps: boolean): OttlFunction {
  return defineFunction({
    name,
    parameters: { target: arg.mapGetSetter, pattern: arg.string },
    create: ({ target, pattern }) => {
      const patternOf = dynamicPattern(name, pattern);
      return (context) => {
        const expression = patternOf(context);
        const map = target.get(context);
        for (const key of map.keys()) {
          if (expression.test(key) !== keeps) map.delete(key);
        }
        target.set(context, map);
        return null;
      };
    },
  });
}
