/** `node:fs` over the files of the lab, in memory: what a program writes is gone with the run. */

import { LAB_FOLDER } from '../lab-paths.ts';
import { NativePromise } from '../natives.ts';
import { setImmediate } from '../timers.ts';
import { Buffer, type Bytes } from './buffer.ts';
import { codedError, systemError } from './node-error.ts';
import { path } from './path.ts';

const files = new Map<string, Bytes>();
/** Folders made by the program; those of files are there anyway. */
const folders = new Set<string>();

export function openFiles(labFiles: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(labFiles)) files.set(`${LAB_FOLDER}/${name}`, Buffer.from(text));
}

type FileOptions = string | { readonly encoding?: string | null; readonly flag?: string } | null | undefined;

function pathOf(file: unknown): string {
  return path.resolve(file instanceof URL ? decodeURIComponent(file.pathname) : String(file));
}

const REASONS = {
  EEXIST: 'file already exists',
  EISDIR: 'illegal operation on a directory',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
} as const;

function failure(code: keyof typeof REASONS, syscall: string, file: string, to?: string): Error {
  const error = systemError(syscall, code, '', { path: file, ...(to === undefined ? {} : { dest: to }) });
  const about = to === undefined ? `'${file}'` : `'${file}' -> '${to}'`;
  error.message = `${code}: ${REASONS[code]}, ${syscall} ${about}`;
  return error;
}

function missing(syscall: string, file: string): Error {
  return failure('ENOENT', syscall, file);
}

function isDirectory(name: string): boolean {
  return name === '/' || folders.has(name) || [...files.keys()].some((file) => file.startsWith(`${name}/`));
}

function existsSync(file: unknown): boolean {
  const name = pathOf(file);
  return files.has(name) || isDirectory(name);
}

function readFileSync(file: unknown, options?: FileOptions): unknown {
  const name = pathOf(file);
  const content = files.get(name);
  if (content === undefined)
    throw isDirectory(name) ? failure('EISDIR', 'read', name) : missing('open', name);
  const encoding = typeof options === 'string' ? options : options?.encoding;
  const copy = Buffer.from(content);
  return encoding ? copy.toString(encoding) : copy;
}

function writeFileSync(file: unknown, data: string | Bytes, options?: FileOptions): void {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  const name = pathOf(file);
  if (isDirectory(name)) throw failure('EISDIR', 'open', name);
  if (!isDirectory(path.dirname(name))) throw missing('open', name);
  if (typeof options === 'object' && options?.flag === 'a') {
    appendFileSync(name, data);
    return;
  }
  files.set(name, typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf8') : Buffer.from(data));
}

function appendFileSync(file: unknown, data: string | Bytes): void {
  const before = files.get(pathOf(file)) ?? Buffer.alloc(0);
  writeFileSync(file, Buffer.concat([before, Buffer.from(data as string)]));
}

interface FolderOptions {
  readonly withFileTypes?: boolean;
  readonly recursive?: boolean;
  readonly force?: boolean;
}

class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly #isFile: boolean;

  constructor(name: string, parentPath: string, isFile: boolean) {
    this.name = name;
    this.parentPath = parentPath;
    this.#isFile = isFile;
  }

  isFile(): boolean {
    return this.#isFile;
  }

  isDirectory(): boolean {
    return !this.#isFile;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

/** Everything below the folder, by path relative to it. */
function below(folder: string): string[] {
  const prefix = folder === '/' ? folder : `${folder}/`;
  const paths = new Set<string>();
  for (const known of [...files.keys(), ...folders]) {
    if (!known.startsWith(prefix)) continue;
    const parts = known.slice(prefix.length).split('/');
    for (let depth = 1; depth <= parts.length; depth++) paths.add(parts.slice(0, depth).join('/'));
  }
  return [...paths].sort();
}

function readdirSync(folder: unknown, options?: FolderOptions | string | null): unknown[] {
  const name = pathOf(folder);
  if (files.has(name)) throw failure('ENOTDIR', 'scandir', name);
  if (!isDirectory(name)) throw missing('scandir', name);
  const { withFileTypes = false, recursive = false } = typeof options === 'object' && options ? options : {};
  const found = below(name).filter((entry) => recursive || !entry.includes('/'));
  if (!withFileTypes) return found;
  return found.map((entry) => {
    const full = path.join(name, entry);
    return new Dirent(path.basename(entry), path.dirname(full), files.has(full));
  });
}

function rmSync(file: unknown, options?: FolderOptions): void {
  const name = pathOf(file);
  if (!existsSync(name)) {
    if (options?.force) return;
    throw missing('rm', name);
  }
  if (!files.has(name) && !options?.recursive) {
    throw codedError(
      Error,
      'ERR_FS_EISDIR',
      `Path is a directory: rm returned EISDIR (is a directory) ${name}`,
    );
  }
  for (const known of below(name)) remove(path.join(name, known));
  remove(name);
}

function remove(name: string): void {
  files.delete(name);
  folders.delete(name);
}

function rmdirSync(folder: unknown): void {
  const name = pathOf(folder);
  if (files.has(name)) throw failure('ENOTDIR', 'rmdir', name);
  if (!isDirectory(name)) throw missing('rmdir', name);
  if (below(name).length > 0) throw failure('ENOTEMPTY', 'rmdir', name);
  folders.delete(name);
}

function mkdirSync(folder: unknown, options?: FolderOptions | number): string | undefined {
  const name = pathOf(folder);
  const recursive = typeof options === 'object' && options.recursive === true;
  if (files.has(name) || (isDirectory(name) && !recursive)) throw failure('EEXIST', 'mkdir', name);
  const parent = path.dirname(name);
  if (isDirectory(name)) return undefined;
  if (!isDirectory(parent)) {
    if (!recursive) throw missing('mkdir', name);
    mkdirSync(parent, options);
  }
  folders.add(name);
  return recursive ? name : undefined;
}

function renameSync(from: unknown, to: unknown): void {
  const [old, name] = [pathOf(from), pathOf(to)];
  if (!existsSync(old)) throw failure('ENOENT', 'rename', old, name);
  for (const moved of ['', ...below(old)]) {
    const source = path.join(old, moved);
    const content = files.get(source);
    if (content === undefined) folders.add(path.join(name, moved));
    else files.set(path.join(name, moved), content);
    remove(source);
  }
}

function copyFileSync(from: unknown, to: unknown): void {
  const content = files.get(pathOf(from));
  if (content === undefined) throw failure('ENOENT', 'copyfile', pathOf(from), pathOf(to));
  files.set(pathOf(to), Buffer.from(content));
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

const synchronous = {
  access: accessSync,
  appendFile: appendFileSync,
  copyFile: copyFileSync,
  mkdir: mkdirSync,
  readFile: readFileSync,
  readdir: readdirSync,
  rename: renameSync,
  rm: rmSync,
  rmdir: rmdirSync,
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
  copyFileSync,
  existsSync,
  mkdirSync,
  promises: fsPromises,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
};
