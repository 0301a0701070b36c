/** Puts a function of ours in the place of one of Node's. */

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** `arguments` and `caller` are there in old Nodes, whose own code is not all strict. */
const OF_THE_FUNCTION_ITSELF = new Set<PropertyKey>(['prototype', 'arguments', 'caller']);

/** Keeps what hangs on the original (`util.promisify.custom`), its name and how it is found. */
export function replace(
  target: object,
  name: PropertyKey,
  make: (original: AnyFunction) => AnyFunction,
): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  const made = make(original as AnyFunction);
  for (const key of Reflect.ownKeys(original)) {
    if (OF_THE_FUNCTION_ITSELF.has(key)) continue;
    const property = Object.getOwnPropertyDescriptor(original, key);
    if (property !== undefined) Object.defineProperty(made, key, { ...property, configurable: true });
  }
  const found = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {
    value: made,
    writable: true,
    configurable: true,
    enumerable: found?.enumerable ?? false,
  });
}
