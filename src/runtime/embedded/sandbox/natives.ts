/**
 * What the worker's own environment offers, held on to before the learner's program can change it and before
 * `restrictGlobals` takes most of it away. Timers here are the browser's: they hold nothing open.
 */

export { NativePromise, nativeThen, queueNativeMicrotask } from './native-promises.ts';

export const setNativeTimeout: (action: () => void, ms: number) => number = bindGlobal('setTimeout');
export const clearNativeTimeout: (id: number) => void = bindGlobal('clearTimeout');
export const listenGlobally: (type: string, listener: (event: Event) => void) => void =
  bindGlobal('addEventListener');
export const now: () => number = performance.now.bind(performance);
export const timeOrigin: number = performance.timeOrigin;

const NativeBlob = Blob;
const createObjectUrl = URL.createObjectURL.bind(URL);

/** A URL that `import()` accepts. */
export function moduleUrl(code: string): string {
  return createObjectUrl(new NativeBlob([code], { type: 'text/javascript' }));
}

/** Runs actions one after another, each in a task of its own, in the order of the calls. */
export const hop: (action: () => void) => void = (() => {
  const { port1, port2 } = new MessageChannel();
  const queue: (() => void)[] = [];
  port1.onmessage = () => queue.shift()?.();
  const wake = port2.postMessage.bind(port2, undefined) as () => void;
  return (action) => {
    queue.push(action);
    wake();
  };
})();

function bindGlobal<T>(name: string): T {
  const value = (globalThis as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
  if (value !== undefined) return value.bind(globalThis) as T;
  return (() => {
    throw new Error(`The browser has no ${name}`);
  }) as T;
}
