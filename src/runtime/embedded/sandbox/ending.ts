/** How a program ends: by itself, by `process.exit`, by an error nobody caught. */
import type { UncaughtError } from '../../lab-runtime.ts';
import { checkIdle, guarded, loopActivity, openEventLoop } from './event-loop.ts';
import { inspect } from './inspect.ts';
import { isError } from './inspect-names.ts';
import { labFileUrl } from './lab-paths.ts';
import { listenGlobally } from './natives.ts';
import { flushOutput, writeOutput } from './output.ts';
import { isOver, toPage } from './page-port.ts';
import { process } from './process.ts';
import { locationOf, sourceLine, stackOf } from './stack.ts';

type Main = 'running' | 'settled';

const UNSETTLED_EXIT_CODE = 13;

let main: Main = 'running';
let entry = '';
let saidGoodbyeAt = -1;
let exiting = false;
let uncaught: UncaughtError | undefined;

export function openEnding(entryPath: string): void {
  entry = entryPath;
  openEventLoop(onIdle, (error) => onUncaught(error, 'uncaughtException'));
  listenGlobally('unhandledrejection', (event) => {
    event.preventDefault();
    const { reason, promise } = event as PromiseRejectionEvent;
    onRejection(reason, promise);
  });
  listenGlobally('rejectionhandled', (event) => {
    const { promise } = event as PromiseRejectionEvent;
    if (!isOver()) guarded(() => process.emit('rejectionHandled', promise));
  });
  listenGlobally('error', (event) => {
    event.preventDefault();
    const { error, message } = event as ErrorEvent;
    onUncaught(error ?? new Error(message), 'uncaughtException');
  });
}

export function mainSettled(): void {
  main = 'settled';
  checkIdle();
}

/** Nothing holds the program open any more. */
function onIdle(): void {
  if (exiting) return;
  if (main === 'running') {
    if (process.exitCode === undefined) {
      process.exitCode = UNSETTLED_EXIT_CODE;
      writeOutput('stderr', `Warning: Detected unsettled top-level await at ${labFileUrl(entry)}\n`);
    }
    finish();
    return;
  }
  const activity = loopActivity();
  if (saidGoodbyeAt === activity) {
    finish();
    return;
  }
  guarded(() => process.emit('beforeExit', codeOf(process.exitCode)));
  // Listeners may have found something to do.
  saidGoodbyeAt = activity;
  checkIdle();
}

/** `process.exit`: nothing of the program runs after it, not even `finally`. */
export function exitNow(code?: number | string): never {
  if (code !== undefined) process.exitCode = code;
  finish();
  // The page ends this thread within milliseconds.
  for (;;);
}

function finish(): void {
  if (isOver()) return;
  if (!exiting) {
    exiting = true;
    process.exitCode ??= 0;
    try {
      process.emit('exit', codeOf(process.exitCode));
    } catch (error) {
      process.exitCode = 1;
      uncaught = print(error);
    }
  }
  flushOutput();
  toPage({
    type: 'exit',
    exitCode: codeOf(process.exitCode),
    ...(uncaught === undefined ? {} : { error: uncaught }),
  });
}

function codeOf(code: number | string | undefined): number {
  return Number(code ?? 0) & 0xff;
}

export function onUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void {
  if (isOver()) return;
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') > 0) {
    try {
      process.emit('uncaughtException', error, origin);
      return;
    } catch (second) {
      // As in Node, this one is printed and nothing more.
      process.exitCode = 7;
      print(second);
      finish();
      return;
    }
  }
  process.exitCode = 1;
  die(error);
}

function onRejection(reason: unknown, promise: Promise<unknown>): void {
  if (isOver()) return;
  if (process.listenerCount('unhandledRejection') > 0) {
    guarded(() => process.emit('unhandledRejection', reason, promise));
    return;
  }
  onUncaught(isError(reason) ? reason : rejectedWith(reason), 'unhandledRejection');
}

function rejectedWith(reason: unknown): Error {
  const message = `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${inspect(reason)}".`;
  const error = Object.assign(new Error(message), { code: 'ERR_UNHANDLED_REJECTION' });
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection' });
  error.stack = `UnhandledPromiseRejection: ${message}`;
  return error;
}

function die(error: unknown): void {
  uncaught = print(error);
  finish();
}

/** Writes the error as Node does: the line it comes from, the error, the version. */
function print(error: unknown): UncaughtError {
  const described = describe(error);
  const { location } = described;
  const line = location === undefined ? undefined : sourceLine(location);
  let text = '';
  if (location !== undefined && line !== undefined) {
    text += `${labFileUrl(location.file)}:${location.line}\n${line}\n${caretUnder(line, location.column)}\n\n`;
  }
  text += isError(error)
    ? `${inspect(error)}\n`
    : `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n`;
  writeOutput('stderr', `${text}\nNode.js ${process.version}\n`);
  return described;
}

function caretUnder(line: string, column: number): string {
  return `${line.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`;
}

function describe(error: unknown): UncaughtError {
  if (!isError(error)) return { name: 'Uncaught', message: inspect(error), stack: '' };
  const stack = stackOf(error);
  const location = locationOf(stack);
  return {
    name: String(error.name),
    message: String(error.message),
    stack,
    ...(location === undefined ? {} : { location }),
  };
}
