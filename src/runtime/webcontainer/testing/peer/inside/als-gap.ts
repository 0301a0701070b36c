/**
 * `AsyncLocalStorage` as it is in a WebContainer: the store is there while `run` runs and in timers begun there, and gone
 * behind the first `await` (stackblitz/webcontainer-core#1169).
 */
import asyncHooks from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

type AnyFunction = (...args: unknown[]) => unknown;

let stores = new Map<object, unknown>();

class ForgetfulStorage {
  run(store: unknown, callback: AnyFunction, ...args: unknown[]): unknown {
    const outer = stores;
    stores = new Map(outer).set(this, store);
    try {
      return callback(...args);
    } finally {
      stores = outer;
    }
  }

  exit(callback: AnyFunction, ...args: unknown[]): unknown {
    return this.run(undefined, callback, ...args);
  }

  getStore(): unknown {
    return stores.get(this);
  }

  enterWith(store: unknown): void {
    stores = new Map(stores).set(this, store);
  }

  disable(): void {
    stores = new Map(stores);
    stores.delete(this);
  }
}

export function takeContextAway(): void {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value: ForgetfulStorage, configurable: true });
  const { setTimeout } = globalThis;
  const remembering = (callback: AnyFunction, ms?: number, ...args: unknown[]): NodeJS.Timeout => {
    const known = stores;
    return setTimeout(() => {
      const outer = stores;
      stores = known;
      try {
        callback(...args);
      } finally {
        stores = outer;
      }
    }, ms);
  };
  Object.assign(globalThis, { setTimeout: Object.assign(remembering, setTimeout) });
  syncBuiltinESMExports();
}
