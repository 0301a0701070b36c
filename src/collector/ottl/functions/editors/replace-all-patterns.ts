import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError, OttlPanicError } from '../../ottl-error.ts';
import { dynamicPattern } from '../dynamic-pattern.ts';
import { matchReplacement } from './replacement.ts';

/** Replaces what an expression matches in all keys of a map, or in its values that are texts. */
export const replaceAllPatterns = defineFunction({
  name: 'replace_all_patterns',
  parameters: {
    target: arg.mapGetSetter,
    mode: arg.stringLiteral,
    regexPattern: arg.string,
    replacement: arg.string,
    function: optional(arg.function),
    replacementFormat: optional(arg.string),
  },
  create: ({ target, mode, regexPattern, replacement, ...optionalArguments }) => {
    const patternOf = dynamicPattern('replace_all_patterns', regexPattern);
    if (mode !== 'key' && mode !== 'value') {
      throw new OttlError(`invalid mode ${mode}, must be either 'key' or 'value'`);
    }
    const replaceMatches = matchReplacement({
      function: optionalArguments.function,
      replacementFormat: optionalArguments.replacementFormat,
    });
    const replaceAll = mode === 'key' ? replaceInKeys : replaceInValues;
    return (context) => {
      const map = target.get(context);
      const template = replacement.get(context);
      const pattern = patternOf(context);
      replaceAll(map, (text) =>
        pattern.test(text) ? attempt(() => replaceMatches(context, pattern, text, template)) : text,
      );
      target.set(context, map);
      return null;
    };
  },
});

/** A text with its replacements; `undefined` where there was an error. */
type Replace = (text: string) => string | undefined;

/** Errors of the function aren't told: the value stays as it is, and a key is lost. */
function attempt(replace: () => string): string | undefined {
  try {
    return replace();
  } catch (error) {
    if (error instanceof OttlError && !(error instanceof OttlPanicError)) return undefined;
    throw error;
  }
}

function replaceInValues(map: Attributes, replace: Replace): void {
  for (const [key, value] of map) {
    if (typeof value !== 'string') continue;
    const replaced = replace(value);
    if (replaced !== undefined && replaced !== value) map.set(key, replaced);
  }
}

function replaceInKeys(map: Attributes, replace: Replace): void {
  const entries: [string, AnyValue][] = [];
  let changed = false;
  for (const [key, value] of map) {
    const replaced = replace(key);
    if (replaced !== undefined) entries.push([replaced, value]);
    changed ||= replaced !== key;
  }
  if (!changed) return;
  map.clear();
  for (const entry of entries) map.set(...entry);
}
