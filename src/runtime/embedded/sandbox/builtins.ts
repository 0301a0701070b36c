/** Node's built-in modules by name, without the `node:` prefix. */
import { OFFERED_BUILTINS } from '../offered-builtins.ts';
import { asyncHooks } from './async-context.ts';
import { labDatabase } from './database-port.ts';
import { assert, assertStrict } from './node/assert.ts';
import { buffer } from './node/buffer.ts';
import { crypto } from './node/crypto.ts';
import { events } from './node/events.ts';
import { fs, fsPromises } from './node/fs.ts';
import { http } from './node/http.ts';
import { labLoader, module, openLoader } from './node/module.ts';
import { os } from './node/os.ts';
import { path } from './node/path.ts';
import { stream, streamPromises } from './node/stream.ts';
import { childProcess, https } from './node/unavailable.ts';
import { url } from './node/url.ts';
import { util } from './node/util.ts';
import { zlib } from './node/zlib.ts';
import { process } from './process.ts';
import { timers, timersPromises } from './timers.ts';

const perfHooks = {
  performance: globalThis.performance,
  Performance: globalThis.Performance,
  PerformanceEntry: globalThis.PerformanceEntry,
  PerformanceMark: globalThis.PerformanceMark,
  PerformanceMeasure: globalThis.PerformanceMeasure,
  PerformanceObserver: globalThis.PerformanceObserver,
};

const BUILTINS: Readonly<Record<string, object>> = {
  assert,
  'assert/strict': assertStrict,
  async_hooks: asyncHooks,
  buffer,
  child_process: childProcess,
  crypto,
  events,
  fs,
  'fs/promises': fsPromises,
  http,
  https,
  'lab:database': labDatabase,
  'lab:loader': labLoader,
  module,
  os,
  path,
  'path/posix': path,
  perf_hooks: perfHooks,
  process,
  stream,
  'stream/promises': streamPromises,
  timers,
  'timers/promises': timersPromises,
  url,
  util,
  zlib,
};

export function builtin(name: string): object {
  const found = BUILTINS[name];
  if (found === undefined) throw new Error(`The sandbox has no node:${name}`);
  return found;
}

/** For packages of ours only. */
export function isInternal(name: string): boolean {
  return name.startsWith('lab:');
}

export const BUILTIN_NAMES: readonly string[] = Object.keys(BUILTINS);

openLoader({ find: builtin, names: OFFERED_BUILTINS });

/** The names a module exports besides `default`, methods included (`process.nextTick`). */
export function exportedNames(name: string): string[] {
  const names = new Set<string>();
  for (
    let at: object | null = builtin(name);
    at !== null && at !== Object.prototype && at !== Function.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const key of Object.getOwnPropertyNames(at)) {
      if (/^[A-Za-z_$][\w$]*$/.test(key) && !NOT_EXPORTED.has(key)) names.add(key);
    }
  }
  return [...names];
}

/** Parts of functions and classes, and `default`, which every module has anyway. */
const NOT_EXPORTED = new Set([
  'arguments',
  'caller',
  'constructor',
  'default',
  'length',
  'name',
  'prototype',
]);
