/** `node:events`. */
import { inspect } from '../inspect.ts';
import { NativePromise } from '../natives.ts';
import { abortError } from '../timers.ts';
import { codedError, invalidArgument } from './node-error.ts';

// biome-ignore lint/suspicious/noExplicitAny: listeners take what their event carries
export type Listener = (this: any, ...args: any[]) => unknown;
type Stored = Listener & { listener?: Listener };

export interface EventEmitter {
  on(event: PropertyKey, listener: Listener): this;
  addListener(event: PropertyKey, listener: Listener): this;
  prependListener(event: PropertyKey, listener: Listener): this;
  once(event: PropertyKey, listener: Listener): this;
  prependOnceListener(event: PropertyKey, listener: Listener): this;
  off(event: PropertyKey, listener: Listener): this;
  removeListener(event: PropertyKey, listener: Listener): this;
  removeAllListeners(event?: PropertyKey): this;
  emit(event: PropertyKey, ...args: unknown[]): boolean;
  listeners(event: PropertyKey): Listener[];
  rawListeners(event: PropertyKey): Listener[];
  listenerCount(event: PropertyKey, listener?: Listener): number;
  eventNames(): PropertyKey[];
  setMaxListeners(count: number): this;
  getMaxListeners(): number;
}

interface EventEmitterClass {
  new (options?: unknown): EventEmitter;
  readonly prototype: EventEmitter;
  defaultMaxListeners: number;
}

const errorMonitor = Symbol('events.errorMonitor');
const tables = new WeakMap<object, Map<PropertyKey, Stored[]>>();

function tableOf(emitter: object): Map<PropertyKey, Stored[]> {
  let table = tables.get(emitter);
  if (table === undefined) {
    table = new Map();
    tables.set(emitter, table);
  }
  return table;
}

function add(emitter: EventEmitter, event: PropertyKey, listener: Stored, first: boolean): void {
  const table = tableOf(emitter);
  if (table.has('newListener')) emitter.emit('newListener', event, listener.listener ?? listener);
  const stored = table.get(event) ?? [];
  // A new list each time: an `emit` under way goes on with those it began with.
  table.set(event, first ? [listener, ...stored] : [...stored, listener]);
}

function checked(listener: Listener): Listener {
  if (typeof listener !== 'function') throw invalidArgument('listener', 'of type function', listener);
  return listener;
}

function onceOnly(emitter: EventEmitter, event: PropertyKey, listener: Listener): Stored {
  const stored: Stored = function (this: unknown, ...args) {
    emitter.removeListener(event, stored);
    return listener.apply(this, args);
  };
  stored.listener = listener;
  return stored;
}

const methods: EventEmitter = {
  on(event, listener) {
    add(this, event, checked(listener), false);
    return this;
  },
  addListener(event, listener) {
    return this.on(event, listener);
  },
  prependListener(event, listener) {
    add(this, event, checked(listener), true);
    return this;
  },
  once(event, listener) {
    return this.on(event, onceOnly(this, event, checked(listener)));
  },
  prependOnceListener(event, listener) {
    return this.prependListener(event, onceOnly(this, event, checked(listener)));
  },
  off(event, listener) {
    return this.removeListener(event, listener);
  },
  removeListener(event, listener) {
    const table = tableOf(this);
    const stored = table.get(event) ?? [];
    const at = stored.findLastIndex((known) => known === listener || known.listener === listener);
    if (at === -1) return this;
    const rest = stored.filter((_, index) => index !== at);
    if (rest.length === 0) table.delete(event);
    else table.set(event, rest);
    if (table.has('removeListener')) this.emit('removeListener', event, listener);
    return this;
  },
  removeAllListeners(event) {
    if (event === undefined) tableOf(this).clear();
    else tableOf(this).delete(event);
    return this;
  },
  emit(event, ...args) {
    const table = tableOf(this);
    if (event === 'error') for (const monitor of table.get(errorMonitor) ?? []) monitor.apply(this, args);
    const stored = table.get(event);
    if (stored === undefined) {
      if (event === 'error') throw unhandled(args[0]);
      return false;
    }
    for (const listener of stored) listener.apply(this, args);
    return true;
  },
  listeners(event) {
    return (tableOf(this).get(event) ?? []).map((stored) => stored.listener ?? stored);
  },
  rawListeners(event) {
    return [...(tableOf(this).get(event) ?? [])];
  },
  listenerCount(event, listener) {
    const all = this.listeners(event);
    return listener === undefined ? all.length : all.filter((known) => known === listener).length;
  },
  eventNames() {
    return [...tableOf(this).keys()];
  },
  setMaxListeners() {
    return this;
  },
  getMaxListeners() {
    return EventEmitter.defaultMaxListeners;
  },
};

function unhandled(reason: unknown): unknown {
  if (reason instanceof Error) return reason;
  const error = codedError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${inspect(reason)})`);
  return Object.assign(error, { context: reason });
}

/** A function rather than a class: older code calls it on objects of its own (`EventEmitter.call(this)`). */
export const EventEmitter = function EventEmitter() {} as unknown as EventEmitterClass;
EventEmitter.defaultMaxListeners = 10;
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(EventEmitter.prototype, name, { value, writable: true, configurable: true });
}

interface EventOptions {
  readonly signal?: AbortSignal;
}

/** The arguments of the next `event`; rejects when `error` comes first. */
function once(
  emitter: EventEmitter | EventTarget,
  event: string,
  { signal }: EventOptions = {},
): Promise<unknown[]> {
  return new NativePromise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    if (emitter instanceof EventTarget) {
      emitter.addEventListener(event, (value) => resolve([value]), {
        once: true,
        ...(signal ? { signal } : {}),
      });
      return;
    }
    const succeed = (...args: unknown[]): void => {
      emitter.removeListener('error', fail);
      resolve(args);
    };
    const fail = (error: unknown): void => {
      emitter.removeListener(event, succeed);
      reject(error);
    };
    emitter.once(event, succeed);
    if (event !== 'error') emitter.once('error', fail);
    signal?.addEventListener('abort', () => {
      emitter.removeListener('error', fail);
      fail(abortError(signal));
    });
  });
}

/** Every `event` from now on. */
async function* on(
  emitter: EventEmitter,
  event: string,
  { signal }: EventOptions = {},
): AsyncGenerator<unknown[]> {
  const arrived: unknown[][] = [];
  let failure: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  const receive = (...args: unknown[]): void => {
    arrived.push(args);
    wake();
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    wake();
  };
  const abort = (): void => fail(signal === undefined ? undefined : abortError(signal));
  emitter.on(event, receive);
  emitter.on('error', fail);
  signal?.addEventListener('abort', abort);
  try {
    for (;;) {
      for (let args = arrived.shift(); args !== undefined; args = arrived.shift()) yield args;
      if (failure !== undefined) throw failure.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    emitter.off(event, receive);
    emitter.off('error', fail);
    signal?.removeEventListener('abort', abort);
  }
}

/** The module: the class itself, with everything else as its properties. */
export const events = Object.assign(EventEmitter, {
  EventEmitter,
  once,
  on,
  errorMonitor,
  getEventListeners: (emitter: EventEmitter, event: PropertyKey) => emitter.listeners(event),
  listenerCount: (emitter: EventEmitter, event: PropertyKey) => emitter.listenerCount(event),
  setMaxListeners: () => {},
});
