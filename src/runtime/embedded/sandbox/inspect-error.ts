/** Errors as `util.inspect` shows them: the stack, then properties of their own, cause and inner errors. */
import type { Inspection } from './inspection.ts';
import { stackOf } from './stack.ts';

interface ErrorShape {
  readonly base: string;
  readonly lastEntries: (level: number) => string[];
  readonly skipKey: (key: PropertyKey) => boolean;
}

export function inspectError(
  run: Inspection,
  error: Error,
  className: string | null,
  level: number,
): ErrorShape {
  const stack = named(shortened(error), String(error.name ?? 'Error'), className);
  const hasFrames = /\n {4}at /.test(stack);
  const text = hasFrames ? stack : `[${stack}]`;
  return {
    base: run.indentation === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(run.indentation)}`),
    lastEntries: () => hiddenFields(run, error, level + 1),
    skipKey: (key) => {
      if (key === 'cause' || key === 'errors') return true;
      // The stack says these already.
      if (key !== 'name' && key !== 'message' && key !== 'stack') return false;
      return stack.includes(String((error as unknown as Record<string, unknown>)[key]));
    },
  };
}

function hiddenFields(run: Inspection, error: Error, level: number): string[] {
  const fields: string[] = [];
  for (const name of ['cause', 'errors']) {
    const descriptor = Object.getOwnPropertyDescriptor(error, name);
    if (descriptor === undefined || (name === 'errors' && !Array.isArray(descriptor.value))) continue;
    run.indentation += 2;
    const label = descriptor.enumerable ? name : `[${name}]`;
    fields.push(`${label}: ${run.format(descriptor.value, level)}`);
    run.indentation -= 2;
  }
  return fields;
}

/** The class of the error is worth knowing, though the stack begins with its `name`. */
function named(stack: string, name: string, className: string | null): string {
  const begins = stack.startsWith(name) && /^(:|\n|$)/.test(stack.slice(name.length, name.length + 1));
  if (className === null || className === name || !name.endsWith('Error') || !begins) return stack;
  const rest = stack.slice(name.length);
  return className.includes(name) ? className + rest : `${className} [${name}]${rest}`;
}

/** Fewer lines in common with the cause than this are shown twice. */
const WORTH_SHORTENING = 4;

/** The stack without what the stack of its cause, which follows, says as well. */
function shortened(error: Error): string {
  const stack = stackOf(error);
  if (!(error.cause instanceof Error)) return stack;
  const lines = stack.split('\n');
  const causeLines = stackOf(error.cause)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  for (let at = lines.findIndex((line) => line.startsWith('    at ')); at >= 0 && at < lines.length; at++) {
    const found = causeLines.indexOf(lines[at] as string);
    if (found === -1) continue;
    let common = 1;
    while (at + common < lines.length && lines[at + common] === causeLines[found + common]) common++;
    if (common < WORTH_SHORTENING) continue;
    const skipped = common - 2;
    lines.splice(at + 1, skipped, `    ... ${skipped} lines matching cause stack trace ...`);
    break;
  }
  return lines.join('\n');
}
