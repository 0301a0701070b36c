/** How the program ends, told as Node would tell it, in terms of the learner's files. */
import { inspect, types } from 'node:util';
import { labFileUrl } from '../../../embedded/sandbox/lab-paths.ts';
import { locationOf, sourceLine } from '../../../embedded/sandbox/stack.ts';
import { tellDropped, tellPage, writeOutput } from './output.ts';
import { type AnyFunction, replace } from './replace.ts';

/** Node's exit codes (its "process" documentation). */
const EXIT = { uncaught: 1, exceptionInHandler: 7, unsettledMain: 13 };

const state = { mainSettled: false, chosen: false, over: false };

export function mainSettled(): void {
  state.mainSettled = true;
}

export function openEnding(entry: string): void {
  const reallyExit = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process);
  replace(process, 'exit', (original) => (...args) => {
    state.chosen = true;
    return Reflect.apply(original, process, args);
  });
  replace(
    process,
    'emit',
    (original) =>
      function (this: unknown, event, ...args) {
        const emit = (given: readonly unknown[]): unknown =>
          Reflect.apply(original, process, [event, ...given]);
        if (event === 'exit' && !state.over) return exit(Number(args[0]), emit, entry, reallyExit);
        const heard = emit(args);
        // Node would now print where in the compiled module it happened, and end.
        if (event === 'uncaughtException' && !heard) die(args[0]);
        return heard;
      } as AnyFunction,
  );
}

function exit(
  given: number,
  emit: (args: readonly unknown[]) => unknown,
  entry: string,
  reallyExit: (code: number) => never,
): void {
  state.over = true;
  if (!state.mainSettled && !state.chosen && process.exitCode === undefined) {
    process.exitCode = EXIT.unsettledMain;
    writeOutput('stderr', `Warning: Detected unsettled top-level await at ${labFileUrl(entry)}\n`);
  }
  try {
    emit([process.exitCode ?? given]);
  } catch (error) {
    report(error);
    process.exitCode = EXIT.exceptionInHandler;
  }
  const exitCode = Number(process.exitCode ?? given) & 0xff;
  tellDropped();
  tellPage({ type: 'end', exitCode });
  reallyExit(exitCode);
}

function die(error: unknown): void {
  report(error);
  state.chosen = true;
  process.exit(EXIT.uncaught);
}

/** To the page as data, and to stderr as Node prints it: the line it comes from, the error, the version. */
function report(error: unknown): void {
  if (!types.isNativeError(error)) {
    const message = inspect(error);
    tellPage({ type: 'uncaught', name: 'Uncaught', message, stack: '' });
    const hint = '(Use `node --trace-uncaught ...` to show where the exception was thrown)';
    writeOutput('stderr', `Uncaught:\n${message}\n${hint}\n\nNode.js ${process.version}\n`);
    return;
  }
  const stack = String(error.stack);
  const location = locationOf(stack);
  const line = location && sourceLine(location);
  const place =
    location === undefined || line === undefined
      ? ''
      : `${labFileUrl(location.file)}:${location.line}\n${line}\n${caretUnder(line, location.column)}\n\n`;
  tellPage({
    type: 'uncaught',
    name: String(error.name),
    message: String(error.message),
    stack,
    ...(location === undefined ? {} : { location }),
  });
  writeOutput('stderr', `${place}${inspect(error)}\n\nNode.js ${process.version}\n`);
}

function caretUnder(line: string, column: number): string {
  return `${line.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`;
}
