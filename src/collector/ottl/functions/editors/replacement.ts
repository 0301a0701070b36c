/** What the editors that replace texts do with the function and the format they may be given. */
import type { Closure, FunctionGetter, Getter, TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import type { GoRegExp } from '../../text/go-regexp.ts';

export interface ReplacementArguments {
  readonly replacement: Getter<string>;
  readonly function: FunctionGetter | undefined;
  readonly replacementFormat: Getter<string> | undefined;
}

/** The text that takes the place of whole ones. The format counts only with a function. Throws OttlError. */
export function wholeReplacement({
  replacement,
  function: converter,
  replacementFormat,
}: ReplacementArguments): (context: TransformContext) => string {
  if (converter === undefined) return (context) => replacement.get(context);
  let convert: Closure | undefined;
  return (context) => {
    // It is made when it is first needed: a converter that doesn't fit is an error of the data's.
    convert ??= converter.create([replacement]);
    const value = convert(context);
    if (typeof value !== 'string') throw new OttlError('replacement value is not a string');
    return formatted(replacementFormat, value, context);
  };
}

/** Replaces what an expression matches. Throws OttlError. */
export type ReplaceMatches = (
  context: TransformContext,
  pattern: GoRegExp,
  text: string,
  template: string,
) => string;

/** Fills in the template for each match; a function makes of it what is put in. */
export function matchReplacement({
  function: converter,
  replacementFormat,
}: Omit<ReplacementArguments, 'replacement'>): ReplaceMatches {
  if (converter === undefined) return (_, pattern, text, template) => pattern.replaceAll(text, template);
  let filledIn = '';
  const input: Getter<string> = { get: () => filledIn };
  let convert: Closure | undefined;
  return (context, pattern, text, template) =>
    pattern.replaceAllBy(text, (groups) => {
      filledIn = pattern.expand(template, groups);
      convert ??= converter.create([input]);
      const value = convert(context);
      if (typeof value !== 'string') throw new OttlError('the replacement value must be a string');
      return formatted(replacementFormat, value, context);
    });
}

/** Puts a text into a format such as "hash: %s". */
function formatted(format: Getter<string> | undefined, text: string, context: TransformContext): string {
  if (format === undefined) return text;
  const template = format.get(context);
  if (!/^[^\n]*%s[^\n]*$/.test(template) || /%[^s]/.test(template)) {
    throw new OttlError(
      'replacementFormat must be format string containing a single %s and no other format specifiers',
    );
  }
  // The check lets more than one "%s" through, and a "%" at the end: Go says what it makes of them.
  const [before, ...after] = template.split('%s');
  const rest = after.join('%!s(MISSING)').replace(/%$/, '%!(NOVERB)');
  return `${before}${text}${rest}`;
}
