/** Errors as `util.inspect` shows them: the stack, then properties of their own, cause and inner errors. */
import type { Inspection } from './inspection.ts';
import { stackOf } from './stack.ts';

interface ErrorShape {
  readonly base: string;
  readonly entries: (level: number) => string[];
  readonly skipKey: (key: PropertyKey) => boolean;
}

export function inspectError(
  run: Inspection,
  error: Error,
  className: string | null,
  level: number,
): ErrorShape {
  const stack = named(stackOf(error), String(error.name ?? 'Error'), className);
  const hasFrames = /\n {4}at /.test(stack);
  const text = hasFrames ? stack : `[${stack}]`;
  return {
    base: run.indentation === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(run.indentation)}`),
    entries: () => hiddenFields(run, error, level + 1),
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
