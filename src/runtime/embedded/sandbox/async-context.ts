/**
 * `node:async_hooks` as far as context goes. The frame is an immutable map of stores; whatever runs later — promise
 * reactions, timers, ticks — runs in the frame in which it was asked for. Lowered code keeps its frame across `await`
 * because its continuation is a promise reaction.
 */
import { NativePromise, nativeThen, queueNativeMicrotask } from './native-promises.ts';

export type Frame = ReadonlyMap<AsyncLocalStorage, unknown> | undefined;

// biome-ignore lint/suspicious/noExplicitAny: any function, called as it would have been
type AnyFunction = (this: any, ...args: any[]) => any;

let frame: Frame;

export function currentFrame(): Frame {
  return frame;
}

export function runInFrame<T>(inner: Frame, action: () => T): T {
  const outer = frame;
  frame = inner;
  try {
    return action();
  } finally {
    frame = outer;
  }
}

/** The function, bound to the frame of now; other values as they are. */
export function bindFrame<T>(value: T): T {
  if (typeof value !== 'function') return value;
  const bound = frame;
  const original = value as unknown as AnyFunction;
  return function (this: unknown, ...args: unknown[]): unknown {
    const outer = frame;
    frame = bound;
    try {
      return original.apply(this, args);
    } finally {
      frame = outer;
    }
  } as unknown as T;
}

/** Makes promise reactions keep their frame. Call once, before any other code runs. */
export function installPromiseContext(): void {
  define(
    Promise.prototype,
    'then',
    function then(this: Promise<unknown>, onFulfilled: unknown, onRejected: unknown) {
      return nativeThen.call(
        this,
        bindFrame(onFulfilled) as (value: unknown) => unknown,
        bindFrame(onRejected) as (reason: unknown) => unknown,
      );
    },
  );
  const nativeResolve = Promise.resolve;
  define(Promise, 'resolve', function resolve(this: PromiseConstructor, value: unknown) {
    return nativeResolve.call(this, adoptable(value));
  });
}

/**
 * A thenable that isn't a promise would have its `then` called outside of any frame; this one calls it in the frame of
 * now. Everything else is passed through.
 */
export function adoptable(value: unknown): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
  if (value instanceof NativePromise) return value;
  const { then } = value as { then?: unknown };
  if (typeof then !== 'function') return value;
  const call = bindFrame(then as AnyFunction);
  return new NativePromise((resolve, reject) => {
    queueNativeMicrotask(() => {
      try {
        call.call(value, resolve, reject);
      } catch (error) {
        reject(error);
      }
    });
  });
}

function define(target: object, name: string, value: AnyFunction): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

export class AsyncLocalStorage {
  readonly name: string;
  readonly #default: unknown;

  constructor(options: { readonly defaultValue?: unknown; readonly name?: string } = {}) {
    this.name = String(options.name ?? '');
    this.#default = options.defaultValue;
  }

  static bind<F extends AnyFunction>(fn: F): F {
    return bindFrame(fn);
  }

  static snapshot(): (fn: AnyFunction, ...args: unknown[]) => unknown {
    const captured = frame;
    return (fn, ...args) => runInFrame(captured, () => fn(...args));
  }

  run(store: unknown, fn: AnyFunction, ...args: unknown[]): unknown {
    return runInFrame(this.#with(store), () => Reflect.apply(fn, undefined, args));
  }

  exit(fn: AnyFunction, ...args: unknown[]): unknown {
    return this.run(undefined, fn, ...args);
  }

  getStore(): unknown {
    return frame?.has(this) ? frame.get(this) : this.#default;
  }

  enterWith(store: unknown): void {
    frame = this.#with(store);
  }

  /** For `using`: the store holds to the end of the block. */
  withScope(store: unknown): { dispose(): void; [Symbol.dispose](): void } {
    const outer = frame;
    this.enterWith(store);
    const dispose = (): void => {
      frame = outer;
    };
    return { dispose, [Symbol.dispose]: dispose };
  }

  disable(): void {
    const rest = new Map(frame);
    rest.delete(this);
    frame = rest;
  }

  #with(store: unknown): Frame {
    return new Map(frame).set(this, store);
  }
}

let lastAsyncId = 1;

export class AsyncResource {
  readonly type: string;
  readonly #frame: Frame = frame;
  readonly #id = ++lastAsyncId;

  constructor(type: string) {
    this.type = type;
  }

  static bind<F extends AnyFunction>(fn: F): F {
    return bindFrame(fn);
  }

  runInAsyncScope(fn: AnyFunction, thisArg?: unknown, ...args: unknown[]): unknown {
    return runInFrame(this.#frame, () => Reflect.apply(fn, thisArg, args));
  }

  bind(fn: AnyFunction, thisArg?: unknown): AnyFunction {
    const resource = this;
    return function (this: unknown, ...args) {
      return resource.runInAsyncScope(fn, thisArg ?? this, ...args);
    };
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return this.#id;
  }

  triggerAsyncId(): number {
    return 1;
  }
}

export const asyncHooks = {
  AsyncLocalStorage,
  AsyncResource,
  createHook: (): { enable(): unknown; disable(): unknown } => {
    const hook = { enable: () => hook, disable: () => hook };
    return hook;
  },
  executionAsyncId: (): number => 1,
  triggerAsyncId: (): number => 0,
  executionAsyncResource: (): object => ({}),
};
