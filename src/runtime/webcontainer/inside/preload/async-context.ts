/**
 * Async context for a process whose own `AsyncLocalStorage` loses its store at an `await`, as a WebContainer's does: the
 * one of the embedded runtime takes its place. Compiled programs and packages have their `async` lowered, so all their
 * continuations are promise reactions, timers, ticks, or callbacks that are bound here.
 */
import asyncHooks from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import {
  AsyncLocalStorage,
  AsyncResource,
  bindFrame,
  installPromiseContext,
} from '../../../embedded/sandbox/async-context.ts';
import { installLoweringFunctions } from '../../../embedded/sandbox/lowering-functions.ts';
import { bindCallbacks } from './bound-callbacks.ts';
import { bindEmitters } from './bound-emitters.ts';
import { type AnyFunction, replace } from './replace.ts';

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'] as const;

/** Before any code of packages or of the program runs. */
export function installAsyncContext(): void {
  installPromiseContext();
  installLoweringFunctions();
  for (const [name, value] of Object.entries({ AsyncLocalStorage, AsyncResource })) {
    Object.defineProperty(asyncHooks, name, { value, writable: true, configurable: true, enumerable: true });
  }
  for (const name of TIMERS) {
    replace(timers, name, bindFirst);
    Object.defineProperty(globalThis, name, {
      value: timers[name],
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
  replace(globalThis, 'queueMicrotask', bindFirst);
  replace(process, 'nextTick', bindFirst);
  bindCallbacks();
  bindEmitters();
  syncBuiltinESMExports();
}

function bindFirst(original: AnyFunction): AnyFunction {
  return function (this: unknown, callback, ...rest) {
    return Reflect.apply(original, this, [bindFrame(callback), ...rest]);
  };
}
