/** What nobody caught, in terms of the lab's own files. Types are stripped in place, so positions are those of the source. */
import type { SourceLocation, UncaughtError } from '../lab-runtime.ts';

/** `labFolder` is the real path the program ran in. */
export function toUncaughtError(
  error: { readonly name: string; readonly message: string; readonly stack: string },
  labFolder: string,
): UncaughtError {
  const stack = labPaths(error.stack, labFolder);
  const location = firstLabFrame(error.stack, labFolder);
  return {
    name: error.name,
    message: labPaths(error.message, labFolder),
    stack,
    ...(location === undefined ? {} : { location }),
  };
}

/** Paths relative to the lab's folder. */
export function labPaths(text: string, labFolder: string): string {
  return text.replaceAll(`${fileUrl(labFolder)}/`, '').replaceAll(`${labFolder}/`, '');
}

/** Where the topmost frame in one of the lab's files is. */
export function firstLabFrame(stack: string, labFolder: string): SourceLocation | undefined {
  for (const line of stack.split('\n')) {
    if (!/^\s+at /.test(line)) continue;
    const relative = labPaths(line, labFolder);
    if (relative === line) continue;
    const frame = /(?:\(|at (?:async )?)([^()\s:]+):(\d+):(\d+)\)?$/.exec(relative);
    if (frame?.[1] === undefined || frame[1].startsWith('node_modules/')) continue;
    return { file: frame[1], line: Number(frame[2]), column: Number(frame[3]) };
  }
  return undefined;
}

function fileUrl(folder: string): string {
  return new URL(`file://${folder}`).href;
}
