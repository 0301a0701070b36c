/** `node:fs` over the files of the lab, in memory: what a program writes is gone with the run. */

import { LAB_FOLDER } from '../lab-paths.ts';
import { NativePromise } from '../natives.ts';
import { setImmediate } from '../timers.ts';
import { Buffer, type Bytes } from './buffer.ts';
import { systemError } from './node-error.ts';
import { path } from './path.ts';

const files = new Map<string, Bytes>();

export function openFiles(labFiles: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(labFiles)) files.set(`${LAB_FOLDER}/${name}`, Buffer.from(text));
}

type FileOptions = string | { readonly encoding?: string | null; readonly flag?: string } | null | undefined;

function pathOf(file: unknown): string {
  return path.resolve(file instanceof URL ? decodeURIComponent(file.pathname) : String(file));
}

function missing(syscall: string, file: string): Error {
  const error = systemError(syscall, 'ENOENT', '', { path: file });
  error.message = `ENOENT: no such file or directory, ${syscall} '${file}'`;
  return error;
}

function isDirectory(name: string): boolean {
  return name === '/' || [...files.keys()].some((file) => file.startsWith(`${name}/`));
}

function existsSync(file: unknown): boolean {
  const name = pathOf(file);
  return files.has(name) || isDirectory(name);
}

function readFileSync(file: unknown, options?: FileOptions): unknown {
  const name = pathOf(file);
  const content = files.get(name);
  if (content === undefined) throw missing('open', name);
  const encoding = typeof options === 'string' ? options : options?.encoding;
  const copy = Buffer.from(content);
  return encoding ? copy.toString(encoding) : copy;
}

function writeFileSync(file: unknown, data: string | Bytes, options?: FileOptions): void {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  files.set(
    pathOf(file),
    typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf8') : Buffer.from(data),
  );
}

function appendFileSync(file: unknown, data: string | Bytes): void {
  const before = files.get(pathOf(file)) ?? Buffer.alloc(0);
  writeFileSync(file, Buffer.concat([before, Buffer.from(data as string)]));
}

function readdirSync(folder: unknown): string[] {
  const name = pathOf(folder);
  if (!isDirectory(name)) throw missing('scandir', name);
  const prefix = name === '/' ? name : `${name}/`;
  const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
  return [...new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] as string))].sort();
}

function rmSync(file: unknown, options?: { readonly force?: boolean; readonly recursive?: boolean }): void {
  const name = pathOf(file);
  const doomed = [...files.keys()].filter(
    (known) => known === name || (options?.recursive && known.startsWith(`${name}/`)),
  );
  if (doomed.length === 0 && !options?.force) throw missing('rm', name);
  for (const known of doomed) files.delete(known);
}

function statSync(file: unknown): object {
  const name = pathOf(file);
  const content = files.get(name);
  if (content === undefined && !isDirectory(name)) throw missing('stat', name);
  return {
    size: content?.length ?? 0,
    isFile: () => content !== undefined,
    isDirectory: () => content === undefined,
    isSymbolicLink: () => false,
    mtime: new Date(0),
    mtimeMs: 0,
  };
}

function accessSync(file: unknown): void {
  if (!existsSync(file)) throw missing('access', pathOf(file));
}

function unlinkSync(file: unknown): void {
  if (!files.delete(pathOf(file))) throw missing('unlink', pathOf(file));
}

/** Folders are wherever files are. */
function mkdirSync(): void {}

const synchronous = {
  access: accessSync,
  appendFile: appendFileSync,
  mkdir: mkdirSync,
  readFile: readFileSync,
  readdir: readdirSync,
  rm: rmSync,
  stat: statSync,
  unlink: unlinkSync,
  writeFile: writeFileSync,
} as const;

type Operation = (...args: unknown[]) => unknown;

function promised(operation: Operation): Operation {
  return (...args) =>
    new NativePromise((resolve, reject) => {
      setImmediate(() => {
        try {
          resolve(operation(...args));
        } catch (error) {
          reject(error);
        }
      });
    });
}

function calledBack(operation: Operation): Operation {
  return (...args) => {
    const callback = args.pop() as (error: unknown, result?: unknown) => void;
    setImmediate(() => {
      let result: unknown;
      try {
        result = operation(...args);
      } catch (error) {
        callback(error);
        return;
      }
      callback(null, result);
    });
  };
}

function each(wrap: (operation: Operation) => Operation): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(synchronous).map(([name, operation]) => [name, wrap(operation as Operation)]),
  );
}

const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };

export const fsPromises = { ...each(promised), constants };

export const fs = {
  ...each(calledBack),
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  promises: fsPromises,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
};
