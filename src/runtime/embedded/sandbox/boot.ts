/** The first script of a run's worker: makes it look like Node, waits for a program, runs it. */
import { LOWERING_GLOBALS } from '../../compile/lowering-globals.ts';
import type { ProgramStart, ThreadSetup, ToThread } from '../messages.ts';
import { installPromiseContext, runInFrame } from './async-context.ts';
import { openDatabasePort } from './database-port.ts';
import { exitNow, mainSettled, onUncaught, openEnding } from './ending.ts';
import { hold, release } from './event-loop.ts';
import { installBodyHolds } from './fetch.ts';
import { restrictGlobals } from './globals.ts';
import { isError } from './inspect-names.ts';
import { LINKING_GLOBALS, linkProgram, linkSurroundings, withModuleNames } from './link.ts';
import { installLoweringFunctions } from './lowering-functions.ts';
import { hop, listenGlobally } from './natives.ts';
import { pageAnswered, requestFromPage } from './network.ts';
import { openFiles } from './node/fs.ts';
import { openOutput } from './output.ts';
import { openPagePort, toPage } from './page-port.ts';
import { openProcess } from './process.ts';
import { installStackTraces } from './stack.ts';

let booted = false;

listenGlobally('message', (event) => {
  const { data, ports } = event as MessageEvent<ThreadSetup>;
  if (booted || ports[0] === undefined) return;
  booted = true;
  boot(ports[0], data);
});

function boot(port: MessagePort, { pack, preload }: ThreadSetup): void {
  openPagePort(port, receive);
  installPromiseContext();
  installLoweringFunctions();
  installStackTraces();
  installBodyHolds();
  restrictGlobals([...LOWERING_GLOBALS, ...LINKING_GLOBALS, '__labBuiltin']);
  linkSurroundings(pack, preload).then(
    () => toPage({ type: 'ready' }),
    (error: unknown) => toPage({ type: 'failed', reason: `The sandbox did not start: ${messageOf(error)}` }),
  );
}

function receive(message: ToThread): void {
  switch (message.type) {
    case 'ping':
      toPage({ type: 'pong' });
      break;
    case 'start':
      start(message);
      break;
    case 'response':
      pageAnswered(message.id, message.response);
      break;
    case 'request':
      requestFromPage(message.id, message.port, message.request);
      break;
  }
}

function start({ program, env, argv, stdin, files, outputLimit, database }: ProgramStart): void {
  toPage({ type: 'started' });
  openOutput(outputLimit);
  openFiles(files);
  if (database !== undefined) openDatabasePort(database);
  openProcess({ env, argv, stdin, entry: program.entry, exit: exitNow });
  openEnding(program.entry);
  let url: string;
  try {
    // What the program does decides how long it goes on, but not before it has begun.
    hold();
    url = linkProgram(program, () => hop(release));
  } catch (error) {
    toPage({ type: 'failed', reason: `The program could not be linked: ${messageOf(error)}` });
    return;
  }
  runInFrame(undefined, () => {
    import(url).then(mainSettled, (error: unknown) =>
      onUncaught(withReadableMessage(error), 'uncaughtException'),
    );
  });
}

function withReadableMessage(error: unknown): unknown {
  if (isError(error) && error.message.includes('blob:')) {
    const message = withModuleNames(error.message);
    const stack = withModuleNames(error.stack ?? '');
    Object.defineProperty(error, 'message', { value: message, configurable: true, writable: true });
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  }
  return error;
}

function messageOf(error: unknown): string {
  return isError(error) ? `${error.message}\n${error.stack ?? ''}` : String(error);
}
