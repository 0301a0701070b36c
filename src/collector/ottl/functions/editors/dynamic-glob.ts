import type { Getter, TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { Glob } from '../../text/glob/glob.ts';
import { GlobError } from '../../text/glob/parse-glob.ts';

/**
 * The glob an argument gives: compiled at once where it is written down, and otherwise when it is asked for. Throws
 * OttlError, then with the second name.
 */
export function dynamicGlob(
  pattern: Getter<string>,
  functionName: string,
  nameWhenAsked = functionName,
): (context: TransformContext) => Glob {
  if (pattern.literal !== undefined) {
    const glob = compile(pattern.literal.value, functionName);
    return () => glob;
  }
  let last: { readonly pattern: string; readonly glob: Glob } | undefined;
  return (context) => {
    const text = pattern.get(context);
    if (last?.pattern !== text) last = { pattern: text, glob: compile(text, nameWhenAsked) };
    return last.glob;
  };
}

function compile(pattern: string, functionName: string): Glob {
  try {
    return new Glob(pattern);
  } catch (error) {
    if (!(error instanceof GlobError)) throw error;
    throw new OttlError(
      `the regex pattern supplied to ${functionName} '${goQuote(pattern)}' is not a valid pattern: ${error.message}`,
      { cause: error },
    );
  }
}
