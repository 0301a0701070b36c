/** Stacks of engines that give finished text ("name@url:line:column" a line, innermost first), cut into their parts. */

export interface TextFrame {
  readonly name?: string;
  /** The script's URL or `sourceURL`. */
  readonly script: string;
  /** Both 1-based. */
  readonly line: number;
  readonly column: number;
}

/** Lines that are no frames are left out. */
export function framesOf(stack: string): TextFrame[] {
  return stack.split('\n').flatMap((text) => {
    const found = /^(?:\s*at )?(?:(.*?)(?:@| \())?([\w-]+:[^\s()]*?):(\d+):(\d+)\)?$/.exec(text);
    if (found === null) return [];
    const [, called = '', script = '', line, column] = found;
    const name = plainName(called);
    return [{ ...(name === '' ? {} : { name }), script, line: Number(line), column: Number(column) }];
  });
}

/** "outer/<" is a function without a name in `outer`, "outer/inner" one with a name; "async*" says how it was reached. */
function plainName(called: string): string {
  const last =
    called
      .replace(/^.*\*/, '')
      .split('/')
      .findLast((part) => part !== '') ?? '';
  return /[<[\]]/.test(last) ? '' : last;
}

/** Frames without those of the error's own constructors, which V8 leaves out as well. */
export function withoutConstructors(frames: readonly TextFrame[], error: Error): readonly TextFrame[] {
  const classes = new Set<string>();
  for (
    let at = Object.getPrototypeOf(error) as object | null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const made = at.constructor;
    if (typeof made === 'function') classes.add(made.name);
  }
  const first = frames.findIndex(({ name }) => name === undefined || !classes.has(name));
  return first <= 0 ? frames : frames.slice(first);
}
