/** `node:util`. */

import { nextTick } from '../event-loop.ts';
import { format, formatWithOptions } from '../format.ts';
import { inspect } from '../inspect.ts';
import { isError } from '../inspect-names.ts';
import { NativePromise } from '../natives.ts';
import { process } from '../process.ts';
import { isDeepEqual } from './deep-equal.ts';
import { invalidArgument } from './node-error.ts';
import { parseArgs } from './parse-args.ts';

const CUSTOM_PROMISIFY = Symbol.for('nodejs.util.promisify.custom');

// biome-ignore lint/suspicious/noExplicitAny: any function
type AnyFunction = (this: any, ...args: any[]) => any;

function promisify(original: AnyFunction & { [CUSTOM_PROMISIFY]?: AnyFunction }): AnyFunction {
  if (typeof original !== 'function') throw invalidArgument('original', 'of type function', original);
  const custom = original[CUSTOM_PROMISIFY];
  if (custom !== undefined) return custom;
  const promised: AnyFunction = function (this: unknown, ...args) {
    return new NativePromise((resolve, reject) => {
      original.call(this, ...args, (error: unknown, value: unknown) =>
        error ? reject(error) : resolve(value),
      );
    });
  };
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = CUSTOM_PROMISIFY;

function callbackify(original: AnyFunction): AnyFunction {
  return function (this: unknown, ...args) {
    const callback = args.pop() as (error: unknown, value?: unknown) => void;
    (original.apply(this, args) as Promise<unknown>).then(
      (value) => nextTick(callback, null, value),
      (error: unknown) => nextTick(callback, error ?? new Error('Promise was rejected with a falsy value')),
    );
  };
}

function inherits(
  constructor_: { prototype: object; super_?: unknown },
  parent: { prototype: object },
): void {
  Object.defineProperty(constructor_, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor_.prototype, parent.prototype);
}

function deprecate<F extends AnyFunction>(fn: F, message: string, code?: string): F {
  let warned = false;
  return function (this: unknown, ...args: unknown[]) {
    if (!warned)
      process.emitWarning(code === undefined ? message : `${code}: ${message}`, 'DeprecationWarning');
    warned = true;
    return fn.apply(this, args);
  } as F;
}

function debuglog(section: string): AnyFunction & { enabled: boolean } {
  const wanted = (process.env.NODE_DEBUG ?? '')
    .split(',')
    .some((name) => name.toLowerCase() === section.toLowerCase());
  const log = (...args: unknown[]): void => {
    if (wanted) process.stderr.write(`${section.toUpperCase()} ${process.pid}: ${format(...args)}\n`);
  };
  return Object.assign(log, { enabled: wanted });
}

const tagged =
  (...tags: readonly string[]) =>
  (value: unknown): boolean =>
    tags.includes(Object.prototype.toString.call(value).slice(8, -1));

const types = {
  isAnyArrayBuffer: tagged('ArrayBuffer', 'SharedArrayBuffer'),
  isArrayBuffer: tagged('ArrayBuffer'),
  isAsyncFunction: tagged('AsyncFunction', 'AsyncGeneratorFunction'),
  isBoxedPrimitive: (value: unknown) =>
    typeof value === 'object' && tagged('Number', 'String', 'Boolean', 'BigInt', 'Symbol')(value),
  isDate: tagged('Date'),
  isGeneratorFunction: tagged('GeneratorFunction', 'AsyncGeneratorFunction'),
  isGeneratorObject: tagged('Generator', 'AsyncGenerator'),
  isMap: tagged('Map'),
  isNativeError: isError,
  isPromise: tagged('Promise'),
  isProxy: () => false,
  isRegExp: tagged('RegExp'),
  isSet: tagged('Set'),
  isSharedArrayBuffer: tagged('SharedArrayBuffer'),
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: tagged('Uint8Array'),
  isWeakMap: tagged('WeakMap'),
  isWeakSet: tagged('WeakSet'),
};

export const util = {
  TextDecoder: globalThis.TextDecoder,
  TextEncoder: globalThis.TextEncoder,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isArray: Array.isArray,
  parseArgs: (config: Parameters<typeof parseArgs>[0] = {}) => parseArgs(config, process.argv.slice(2)),
  isDeepStrictEqual: (a: unknown, b: unknown) => isDeepEqual(a, b),
  promisify,
  stripVTControlCharacters: (text: string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken away
    text.replace(/\u001b\[[\d;]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g, ''),
  /** Output goes to a panel, not to a terminal: no colours. */
  styleText: (_style: unknown, text: string) => text,
  toUSVString: (text: string) =>
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  types,
};
