/** How the program ends, told as Node would tell it, in terms of the learner's files. */
import { labFileUrl } from '../../../embedded/sandbox/lab-paths.ts';
import { tellDropped, tellPage, writeOutput } from './output.ts';
import { type AnyFunction, replace } from './replace.ts';
import { printUncaught, uncaughtMessage } from './uncaught.ts';

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
        if (event === 'uncaughtException') return hear(args, emit);
        return emit(args);
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
    tellPage(uncaughtMessage(error));
    printUncaught(error);
    process.exitCode = EXIT.uncaught;
  }
  const exitCode = Number(process.exitCode ?? given) & 0xff;
  tellDropped();
  tellPage({ type: 'end', exitCode });
  reallyExit(exitCode);
}

/** Where nobody listens, Node would now print where in the compiled module it happened, and end. */
function hear(args: readonly unknown[], emit: (args: readonly unknown[]) => unknown): unknown {
  try {
    const heard = emit(args);
    if (heard) return heard;
  } catch (second) {
    // The handler's own failure is printed; it is not what ended the program.
    return die(second, EXIT.exceptionInHandler);
  }
  tellPage(uncaughtMessage(args[0]));
  return die(args[0], EXIT.uncaught);
}

function die(error: unknown, exitCode: number): never {
  printUncaught(error);
  state.chosen = true;
  return process.exit(exitCode);
}
