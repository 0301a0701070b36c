/**
 * Promises as the engine made them, held on to before a program or this runtime changes them. By itself, because the
 * WebContainer's preload uses the async context too, in a process where there is no browser to hold on to.
 */

export const NativePromise: PromiseConstructor = Promise;
export const nativeThen = Promise.prototype.then;
export const queueNativeMicrotask: (action: () => void) => void = queueMicrotask.bind(globalThis);
