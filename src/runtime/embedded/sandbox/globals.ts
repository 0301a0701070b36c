/**
 * Leaves the program the global names that Node has. Everything else the worker offers is taken away — not to keep
 * secrets (the sandbox's origin and policy do that), but so that a program can't come to depend on what Node lacks.
 */
import { bindFrame } from './async-context.ts';
import { Console } from './console.ts';
import { guarded, holdWhile } from './event-loop.ts';
import { fetch } from './fetch.ts';
import { queueNativeMicrotask } from './natives.ts';
import { Buffer } from './node/buffer.ts';
import { completeWebCrypto } from './node/crypto.ts';
import { URL } from './node/url.ts';
import { process } from './process.ts';
import { timers } from './timers.ts';

const KEPT = new Set(
  `AbortController AbortSignal AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array
  BigUint64Array Blob Boolean ByteLengthQueuingStrategy CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey
  CustomEvent DOMException DataView Date DecompressionStream DisposableStack Error ErrorEvent EvalError Event EventTarget
  File FinalizationRegistry Float16Array Float32Array Float64Array FormData Function Headers Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math MessageChannel MessageEvent MessagePort NaN Number Object Performance
  PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
  PerformanceResourceTiming Promise Proxy QuotaExceededError RangeError ReadableByteStreamController ReadableStream
  ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader
  ReferenceError Reflect RegExp Request Response Set SharedArrayBuffer String SubtleCrypto SuppressedError Symbol
  SyntaxError Temporal TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream
  TransformStreamDefaultController TypeError URIError URL URLPattern URLSearchParams Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly WritableStream WritableStreamDefaultController
  WritableStreamDefaultWriter atob btoa crypto decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval
  globalThis isFinite isNaN parseFloat parseInt performance structuredClone undefined unescape constructor`.split(
    /\s+/,
  ),
);

/** Defined after the worker's own names are gone. */
function nodeGlobals(): Record<string, unknown> {
  return {
    Buffer,
    clearImmediate: timers.clearImmediate,
    clearInterval: timers.clearInterval,
    clearTimeout: timers.clearTimeout,
    console: new Console(),
    fetch,
    global: globalThis,
    navigator: {
      hardwareConcurrency: 1,
      language: 'en-US',
      languages: ['en-US'],
      platform: 'linux',
      userAgent: `Node.js/${process.versions.node.split('.')[0]}`,
    },
    process,
    queueMicrotask: (callback: () => void) => queueNativeMicrotask(bindFrame(() => guarded(callback))),
    setImmediate: timers.setImmediate,
    setInterval: timers.setInterval,
    setTimeout: timers.setTimeout,
    URL,
  };
}

export function restrictGlobals(internal: readonly string[]): void {
  const kept = new Set([...KEPT, ...internal]);
  const scope = globalThis as object;
  for (
    let at: object | null = scope;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const key of Reflect.ownKeys(at)) {
      if (typeof key === 'string' && !kept.has(key)) remove(at, key, at === EventTarget.prototype);
    }
  }
  for (const [name, value] of Object.entries(nodeGlobals())) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
  }
  completeWebCrypto();
  holdForNativeWork();
}

/** What other objects inherit, too, is only hidden from the global object; the same for what can't be deleted. */
function remove(from: object, key: string, isShared: boolean): void {
  if (!isShared && Reflect.deleteProperty(from, key)) return;
  Reflect.defineProperty(globalThis, key, {
    value: undefined,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** The browser's asynchronous functions hold the program open as Node's do. */
function holdForNativeWork(): void {
  const subtle = Object.getPrototypeOf(globalThis.crypto.subtle) as object;
  for (const target of [subtle, globalThis.WebAssembly] as (object | undefined)[]) {
    if (target === undefined || target === Object.prototype) continue;
    for (const key of Object.getOwnPropertyNames(target)) {
      const native = Object.getOwnPropertyDescriptor(target, key)?.value as unknown;
      // Classes begin with a capital letter; `validate` is synchronous.
      if (typeof native !== 'function' || /^[A-Z]|^constructor$|^validate$/.test(key)) continue;
      Object.defineProperty(target, key, {
        value(this: unknown, ...args: unknown[]): unknown {
          const result: unknown = Reflect.apply(native, this, args);
          return result instanceof Promise ? holdWhile(result) : result;
        },
        writable: true,
        configurable: true,
      });
    }
  }
}
