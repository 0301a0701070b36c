/**
 * Node's event loop as far as it shows: a program goes on as long as something holds it open (timers, servers, requests),
 * callbacks run one a task, `process.nextTick` runs between a callback and the promise jobs it queued.
 */
import { bindFrame, type Frame, runInFrame } from './async-context.ts';
import { hop, nativeThen, setNativeTimeout } from './natives.ts';
import { invalidArgument } from './node/node-error.ts';
import { isOver } from './page-port.ts';

let holds = 0;
/** Grows whenever something begins to hold the program open, so that "nothing happened since" can be told. */
let activity = 0;
let checkScheduled = false;
let onIdle: () => void = () => {};
let onUncaught: (error: unknown) => void = () => {};

const ticks: (() => void)[] = [];
let tickScheduled = false;
/** Callbacks whose time came before the ticks and promise jobs that go first had run. */
const held: (() => void)[] = [];

/** `idle` is called when nothing holds the program open; `uncaught` with what a callback threw. */
export function openEventLoop(idle: () => void, uncaught: (error: unknown) => void): void {
  onIdle = idle;
  onUncaught = uncaught;
}

export function hold(): void {
  holds++;
  activity++;
}

export function release(): void {
  holds--;
  checkIdle();
}

/** Holds the program open until the promise settles; for the browser's asynchronous functions. */
export function holdWhile<T>(promise: Promise<T>): Promise<T> {
  hold();
  nativeThen.call(promise, release, release);
  return promise;
}

export function loopActivity(): number {
  return activity;
}

/**
 * Looks, when what is already queued has run, whether anything holds the program open. Promise jobs and reports of
 * unhandled rejections come first.
 */
export function checkIdle(): void {
  if (checkScheduled || holds > 0) return;
  checkScheduled = true;
  hop(() =>
    setNativeTimeout(() => {
      checkScheduled = false;
      if (holds === 0 && ticks.length === 0 && held.length === 0 && !isOver()) onIdle();
    }, 0),
  );
}

/**
 * Runs a callback of the program as Node's loop would: after pending ticks and the promise jobs they queue, followed by
 * the ticks it asks for.
 */
export function runCallback(frame: Frame, callback: () => void): void {
  if (isOver()) return;
  const run = (): void => {
    runInFrame(frame, () => guarded(callback));
    runTicks();
  };
  if (ticks.length === 0 && held.length === 0) {
    run();
    return;
  }
  runTicks();
  held.push(run);
  if (held.length === 1) hop(runHeld);
}

/** One a task, in order, so that promise jobs run between them. */
function runHeld(): void {
  if (isOver()) return;
  const run = held[0];
  run?.();
  held.shift();
  if (held.length > 0) hop(runHeld);
  else checkIdle();
}

export function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    onUncaught(error);
  }
}

export function nextTick(callback: unknown, ...args: unknown[]): void {
  if (typeof callback !== 'function') {
    throw invalidArgument('callback', 'of type function', callback);
  }
  ticks.push(bindFrame(() => (callback as (...args: unknown[]) => void)(...args)));
  activity++;
  if (tickScheduled) return;
  tickScheduled = true;
  // Asked for by a promise job or the main module: the other promise jobs come first.
  hop(() => {
    tickScheduled = false;
    if (!isOver()) runTicks();
    checkIdle();
  });
}

function runTicks(): void {
  for (let tick = ticks.shift(); tick !== undefined; tick = ticks.shift()) guarded(tick);
}
