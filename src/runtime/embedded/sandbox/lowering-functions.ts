/** The global functions that lowered code calls (see `LOWERING_GLOBALS` of `compile/lower-async.ts`). */
import { adoptable, bindFrame } from './async-context.ts';
import { NativePromise, nativeThen } from './native-promises.ts';

type Step = IteratorResult<unknown, unknown>;
type Send = (value?: unknown) => Step;

/** Runs a generator as the body of an async function. Its continuations are promise reactions, which keep the frame. */
function __awaiter(
  thisArg: unknown,
  args: unknown,
  _promise: unknown,
  body: (...args: unknown[]) => Generator<unknown, unknown, unknown>,
): Promise<unknown> {
  return new NativePromise((resolve, reject) => {
    const advance = (send: Send, value?: unknown): void => {
      let step: Step;
      try {
        step = send(value);
        // A returned thenable is adopted in the frame of the return.
        if (step.done) resolve(adoptable(step.value));
        else whenSettled(awaited(step.value), proceed, fail);
      } catch (error) {
        reject(error);
      }
    };
    let generator: Generator<unknown, unknown, unknown>;
    const proceed = (value: unknown): void => advance(next, value);
    const fail = (reason: unknown): void => advance(raise, reason);
    const next: Send = (value) => generator.next(value);
    const raise: Send = (reason) => generator.throw(reason);
    try {
      generator = body.apply(thisArg, (args ?? []) as unknown[]);
    } catch (error) {
      reject(error);
      return;
    }
    advance(next);
  });
}

/** `then`, even of a promise whose `then` the program has replaced. */
function whenSettled(
  promise: Promise<unknown>,
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  nativeThen.call(promise, bindFrame(onFulfilled), bindFrame(onRejected));
}

function awaited(value: unknown): Promise<unknown> {
  if (value instanceof NativePromise) return value;
  return new NativePromise((resolve) => resolve(adoptable(value)));
}

/** Marks a value that an async generator awaits, as opposed to one that it yields. */
class Awaited {
  readonly v: unknown;

  constructor(value: unknown) {
    this.v = value;
  }
}

function __await(this: unknown, value: unknown): Awaited {
  return new Awaited(value);
}

interface AsyncGeneratorRequest {
  readonly method: 'next' | 'throw' | 'return';
  readonly value: unknown;
  resolve(result: Step): void;
  reject(reason: unknown): void;
}

const AsyncIteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())),
) as object;

/** Runs a generator as the body of an async generator: requests queue up, one is worked on at a time. */
function __asyncGenerator(
  thisArg: unknown,
  args: unknown,
  body: (...args: unknown[]) => Generator<unknown, unknown, unknown>,
): AsyncGenerator<unknown> {
  const generator = body.apply(thisArg, (args ?? []) as unknown[]);
  /** Requests not yet worked on. */
  const waiting: (() => void)[] = [];
  let busy = false;
  let started = false;
  let finished = false;

  const request =
    (method: AsyncGeneratorRequest['method']) =>
    (value?: unknown): Promise<Step> =>
      new NativePromise((resolve, reject) => {
        // The body goes on in the frame of whoever asks for the next value, as in Node.
        waiting.push(bindFrame(() => perform({ method, value, resolve, reject })));
        if (!busy) nextRequest();
      });

  const nextRequest = (): void => {
    const work = waiting.shift();
    busy = work !== undefined;
    work?.();
  };

  const perform = (current: AsyncGeneratorRequest): void => {
    const { method, value } = current;
    if (method !== 'next' && !started) finished = true;
    started = true;
    if (finished) {
      if (method === 'throw') settle(() => current.reject(value));
      else if (method === 'next') settle(() => current.resolve({ value: undefined, done: true }));
      else {
        whenSettled(
          awaited(value),
          (result) => settle(() => current.resolve({ value: result, done: true })),
          (reason) => settle(() => current.reject(reason)),
        );
      }
      return;
    }
    if (method === 'return') {
      whenSettled(
        awaited(value),
        (result) => advance(current, (sent) => generator.return(sent), result),
        (reason) => advance(current, (sent) => generator.throw(sent), reason),
      );
    } else advance(current, (sent) => generator[method](sent), value);
  };

  const settle = (action: () => void): void => {
    action();
    nextRequest();
  };

  const advance = (current: AsyncGeneratorRequest, send: Send, value: unknown): void => {
    let step: Step;
    try {
      step = send(value);
    } catch (error) {
      finished = true;
      settle(() => current.reject(error));
      return;
    }
    if (step.value instanceof Awaited && !step.done) {
      whenSettled(
        awaited(step.value.v),
        (result) => advance(current, (sent) => generator.next(sent), result),
        (reason) => advance(current, (sent) => generator.throw(sent), reason),
      );
      return;
    }
    // What a body returns it has awaited already.
    finished = step.done === true;
    const { value: result } = step;
    settle(() => current.resolve({ value: result, done: finished }));
  };

  const iterator = Object.create(AsyncIteratorPrototype) as Record<string, unknown>;
  for (const method of ['next', 'throw', 'return'] as const) {
    Object.defineProperty(iterator, method, { value: request(method), writable: true, configurable: true });
  }
  Object.defineProperty(iterator, Symbol.toStringTag, { value: 'AsyncGenerator', configurable: true });
  return iterator as unknown as AsyncGenerator<unknown>;
}

type AnyIterator = Iterator<unknown, unknown, unknown> | AsyncIterator<unknown, unknown, unknown>;

/** What `for await` iterates: the async iterator, or the sync one with its values awaited. */
function __asyncValues(iterable: object): AsyncIterator<unknown, unknown, unknown> {
  const source = iterable as {
    [Symbol.asyncIterator]?(): AsyncIterator<unknown, unknown, unknown>;
    [Symbol.iterator]?(): Iterator<unknown, unknown, unknown>;
  };
  if (typeof source[Symbol.asyncIterator] === 'function') {
    return (source[Symbol.asyncIterator] as () => AsyncIterator<unknown, unknown, unknown>)();
  }
  if (typeof source[Symbol.iterator] !== 'function') throw new TypeError('object is not async iterable');
  const iterator = (source[Symbol.iterator] as () => Iterator<unknown, unknown, unknown>)();
  const forward =
    (method: 'next' | 'throw' | 'return') =>
    (value?: unknown): Promise<Step> =>
      new NativePromise((resolve, reject) => {
        const call = iterator[method] as ((value?: unknown) => Step) | undefined;
        if (call === undefined) {
          if (method === 'throw') reject(value);
          else resolve({ value, done: true });
          return;
        }
        const step = call.call(iterator, value);
        whenSettled(
          awaited(step.value),
          (result) => resolve({ value: result, done: step.done === true }),
          reject,
        );
      });
  return { next: forward('next'), throw: forward('throw'), return: forward('return') };
}

/** `yield*` inside an async generator: hands on what the inner iterator gives. */
function* __asyncDelegator(inner: AnyIterator): Generator<unknown, unknown, unknown> {
  let method: 'next' | 'throw' | 'return' = 'next';
  let sent: unknown;
  for (;;) {
    const call = inner[method] as ((value?: unknown) => unknown) | undefined;
    if (call === undefined) {
      if (method === 'throw') throw sent;
      return sent;
    }
    const step = (yield new Awaited(call.call(inner, sent))) as Step;
    if (step.done) return step.value;
    let left = true;
    try {
      sent = yield step.value;
      method = 'next';
      left = false;
    } catch (error) {
      sent = error;
      method = 'throw';
      left = false;
    } finally {
      if (left) yield new Awaited(inner.return?.());
    }
  }
}

function __rest(source: object, excluded: readonly PropertyKey[]): object {
  const rest: Record<PropertyKey, unknown> = {};
  if (source === null || source === undefined) return rest;
  for (const key of Reflect.ownKeys(source)) {
    if (excluded.includes(key) || !Object.prototype.propertyIsEnumerable.call(source, key)) continue;
    rest[key] = (source as Record<PropertyKey, unknown>)[key];
  }
  return rest;
}

function __makeTemplateObject(cooked: string[], raw: string[]): string[] {
  return Object.defineProperty(cooked, 'raw', { value: raw });
}

interface Disposables {
  readonly stack: { readonly dispose?: () => unknown; readonly async: boolean }[];
  error: unknown;
  hasError: boolean;
}

function __addDisposableResource(scope: Disposables, value: unknown, async: boolean): unknown {
  if (value === null || value === undefined) {
    if (async) scope.stack.push({ async: true });
    return value;
  }
  const resource = value as { [Symbol.dispose]?: () => unknown; [Symbol.asyncDispose]?: () => unknown };
  const asyncDispose = async ? resource[Symbol.asyncDispose] : undefined;
  const dispose = asyncDispose ?? resource[Symbol.dispose];
  if (typeof dispose !== 'function') throw new TypeError('Object not disposable.');
  scope.stack.push({ dispose: () => dispose.call(value), async });
  return value;
}

function __disposeResources(scope: Disposables): unknown {
  const suppress = (error: unknown): void => {
    scope.error = scope.hasError
      ? new SuppressedError(error, scope.error, 'An error was suppressed during disposal.')
      : error;
    scope.hasError = true;
  };
  const next = (): unknown => {
    for (let resource = scope.stack.pop(); resource !== undefined; resource = scope.stack.pop()) {
      try {
        const result = resource.dispose?.();
        if (resource.async) {
          return NativePromise.resolve(result).then(next, (error: unknown) => {
            suppress(error);
            return next();
          });
        }
      } catch (error) {
        suppress(error);
      }
    }
    if (scope.hasError) throw scope.error;
    return undefined;
  };
  return next();
}

/** Defines them as global names, out of sight of a program that lists its globals. */
export function installLoweringFunctions(): void {
  const functions = {
    __awaiter,
    __await,
    __asyncGenerator,
    __asyncDelegator,
    __asyncValues,
    __rest,
    __makeTemplateObject,
    __addDisposableResource,
    __disposeResources,
  };
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
  }
}
