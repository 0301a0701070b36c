/** `node:timers`: timers that hold the program open, unless they are told not to. */
import { currentFrame, type Frame } from './async-context.ts';
import { hold, release, runCallback } from './event-loop.ts';
import { clearNativeTimeout, hop, NativePromise, setNativeTimeout } from './natives.ts';
import { invalidArgument } from './node/node-error.ts';

const LONGEST_MS = 2 ** 31 - 1;
const CUSTOM_PROMISIFY = Symbol.for('nodejs.util.promisify.custom');

type Callback = (...args: unknown[]) => void;

const active = new Map<number, Timeout>();
let lastId = 0;

export class Timeout {
  readonly #callback: Callback;
  readonly #args: unknown[];
  readonly #delay: number;
  readonly #repeats: boolean;
  readonly #frame: Frame = currentFrame();
  readonly #id = ++lastId;
  #native: number | undefined;
  #referenced = true;

  constructor(callback: unknown, delay: unknown, args: unknown[], repeats: boolean) {
    if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
    this.#callback = callback as Callback;
    this.#args = args;
    const ms = Number(delay);
    this.#delay = ms >= 1 && ms <= LONGEST_MS ? Math.trunc(ms) : 1;
    this.#repeats = repeats;
    this.#start();
  }

  ref(): this {
    if (!this.#referenced && this.#native !== undefined) hold();
    this.#referenced = true;
    return this;
  }

  unref(): this {
    if (this.#referenced && this.#native !== undefined) release();
    this.#referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  refresh(): this {
    if (this.#native !== undefined) this.close();
    this.#start();
    return this;
  }

  close(): this {
    if (this.#native === undefined) return this;
    clearNativeTimeout(this.#native);
    this.#stop();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #start(): void {
    active.set(this.#id, this);
    if (this.#referenced) hold();
    this.#arm();
  }

  #arm(): void {
    this.#native = setNativeTimeout(() => this.#fire(), this.#delay);
  }

  #fire(): void {
    const armed = this.#native;
    runCallback(this.#frame, () => this.#callback.apply(this, this.#args));
    // The callback may have cleared or refreshed it.
    if (this.#native !== armed) return;
    if (this.#repeats) this.#arm();
    else this.#stop();
  }

  #stop(): void {
    this.#native = undefined;
    active.delete(this.#id);
    if (this.#referenced) release();
  }
}

export class Immediate {
  readonly #frame: Frame = currentFrame();
  #pending = true;
  #referenced = true;

  constructor(callback: unknown, args: unknown[]) {
    if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
    hold();
    hop(() => {
      if (!this.#pending) return;
      this.#pending = false;
      runCallback(this.#frame, () => (callback as Callback)(...args));
      if (this.#referenced) release();
    });
  }

  ref(): this {
    if (!this.#referenced && this.#pending) hold();
    this.#referenced = true;
    return this;
  }

  unref(): this {
    if (this.#referenced && this.#pending) release();
    this.#referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  clear(): void {
    if (!this.#pending) return;
    this.#pending = false;
    if (this.#referenced) release();
  }

  [Symbol.dispose](): void {
    this.clear();
  }
}

export function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay, args, false);
}

export function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay, args, true);
}

export function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
  return new Immediate(callback, args);
}

export function clearTimeout(timer?: unknown): void {
  const found = timer instanceof Timeout ? timer : active.get(Number(timer));
  found?.close();
}

export const clearInterval = clearTimeout;

export function clearImmediate(immediate?: unknown): void {
  if (immediate instanceof Immediate) immediate.clear();
}

interface PromiseTimerOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

function delayed(
  start: (fire: () => void) => Timeout | Immediate,
  value: unknown,
  { signal, ref }: PromiseTimerOptions = {},
): Promise<unknown> {
  return new NativePromise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const timer = start(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    const abort = (): void => {
      if (timer instanceof Timeout) timer.close();
      else timer.clear();
      reject(signal === undefined ? undefined : abortError(signal));
    };
    if (ref === false) timer.unref();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

export function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

export const timersPromises = {
  setTimeout: (delay?: unknown, value?: unknown, options?: PromiseTimerOptions): Promise<unknown> =>
    delayed((fire) => setTimeout(fire, delay), value, options),
  setImmediate: (value?: unknown, options?: PromiseTimerOptions): Promise<unknown> =>
    delayed((fire) => setImmediate(fire), value, options),
  async *setInterval(
    delay?: unknown,
    value?: unknown,
    options?: PromiseTimerOptions,
  ): AsyncGenerator<unknown> {
    for (;;) yield await timersPromises.setTimeout(delay, value, options);
  },
  scheduler: {
    wait: (delay: unknown, options?: PromiseTimerOptions): Promise<unknown> =>
      timersPromises.setTimeout(delay, undefined, options),
    yield: (): Promise<unknown> => timersPromises.setImmediate(),
  },
};

for (const [timer, promised] of [
  [setTimeout, timersPromises.setTimeout],
  [setImmediate, timersPromises.setImmediate],
] as const) {
  Object.defineProperty(timer, CUSTOM_PROMISIFY, { value: promised, enumerable: true });
}

export const timers = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval,
  clearImmediate,
  promises: timersPromises,
};
