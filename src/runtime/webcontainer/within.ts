/** A limit for what a container does: one that has died answers nothing, for ever. */

/** Rejects with `reason` when the promise has not settled after `ms`. */
export function within<T>(ms: number, promise: Promise<T>, reason: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(reason)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
