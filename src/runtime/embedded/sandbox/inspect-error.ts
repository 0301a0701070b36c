/** Errors as `util.inspect` shows them: the stack, then properties of their own, cause and inner errors. */
import { formatValue, type Inspection } from './inspect.ts';
import { stackOf } from './stack.ts';

interface ErrorShape {
  readonly base: string;
  readonly entries: (level: number) => string[];
  readonly skipKey: (key: PropertyKey) => boolean;
}

export function inspectError(
  run: Inspection,
  error: Error,
  constructor: string | null,
  level: number,
): ErrorShape {
  const stack = named(stackOf(error), String(error.name ?? 'Error'), constructor);
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
    fields.push(`${label}: ${formatValue(run, descriptor.value, level)}`);
    run.indentation -= 2;
  }
  return fields;
}

/** The class of the error is worth knowing, though the stack begins with its `name`. */
function named(stack: string, name: string, constructor: string | null): string {
  const begins = stack.startsWith(name) && /^(:|\n|$)/.test(stack.slice(name.length, name.length + 1));
  if (constructor === null || constructor === name || !name.endsWith('Error') || !begins) return stack;
  const rest = stack.slice(name.length);
  return constructor.includes(name) ? constructor + rest : `${constructor} [${name}]${rest}`;
}
