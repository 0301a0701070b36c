import type { Getter, TransformContext } from '../function.ts';
import { OttlError, OttlPanicError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { GoRegExp } from '../text/go-regexp.ts';
import { GoRegExpError } from '../text/re2-error.ts';

/**
 * The regular expression an argument gives: compiled at once where it is written down, and otherwise when it is asked
 * for. Throws OttlError, at once or then.
 */
export function dynamicPattern(
  functionName: string,
  pattern: Getter<string>,
): (context: TransformContext) => GoRegExp {
  const invalid = (expression: string, error: Error) =>
    new OttlError(
      `the regex pattern supplied to ${functionName} '${goQuote(expression)}' is not a valid pattern: ${error.message}`,
      { cause: error },
    );
  if (pattern.literal !== undefined) {
    const expression = pattern.literal.value;
    const compiled = compile(expression, (error) => invalid(expression, error));
    return () => compiled;
  }
  let last: GoRegExp | undefined;
  return (context) => {
    const expression = expressionOf(pattern, context, (error) => invalid('', error));
    if (last?.expression !== expression) {
      last = compile(expression, (error) => new OttlError(error.message, { cause: error }));
    }
    return last;
  };
}

function compile(expression: string, wrapped: (error: Error) => OttlError): GoRegExp {
  try {
    return new GoRegExp(expression);
  } catch (error) {
    throw error instanceof GoRegExpError ? wrapped(error) : error;
  }
}

function expressionOf(
  pattern: Getter<string>,
  context: TransformContext,
  wrapped: (error: Error) => OttlError,
): string {
  try {
    return pattern.get(context);
  } catch (error) {
    throw error instanceof OttlError && !(error instanceof OttlPanicError) ? wrapped(error) : error;
  }
}
