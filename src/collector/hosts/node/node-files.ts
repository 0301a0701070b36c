import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Files, OpenFile, OpenOptions } from '../../pipeline/files.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  EMFILE: 'too many open files',
  EXDEV: 'invalid cross-device link',
};

/** The machine's files; relative paths are from where the process was started. */
export class NodeFiles implements Files {
  async open(path: string, options: OpenOptions): Promise<OpenFile> {
    if (options.createDirectory) {
      const directory = dirname(path);
      const mode = options.directoryMode ?? 0o755;
      await inWords(`mkdir ${directory}`, () => mkdir(directory, { recursive: true, mode }));
    }
    const flags =
      constants.O_RDWR | constants.O_CREAT | (options.append ? constants.O_APPEND : constants.O_TRUNC);
    const handle = await inWords(`open ${path}`, () => open(path, flags, 0o644));
    let { size } = await handle.stat();
    // Writes go to the file one after the other, and whole.
    let turn: Promise<unknown> = Promise.resolve();
    return {
      get size() {
        return size;
      },
      write: (bytes) => {
        const written = turn.then(() => inWords(`write ${path}`, () => handle.appendFile(bytes)));
        size += bytes.length;
        turn = written.catch(() => undefined);
        return written;
      },
      close: async () => {
        await turn;
        await handle.close();
      },
    };
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await readFile(path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw worded(`open ${path}`, error);
    }
  }

  async rename(from: string, to: string): Promise<void> {
    await inWords(`rename ${from} ${to}`, () => rename(from, to));
  }

  async remove(path: string): Promise<void> {
    await inWords(`remove ${path}`, () => rm(path, { force: true }));
  }

  async list(directory: string): Promise<readonly string[]> {
    try {
      const entries = await readdir(directory, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    } catch (error) {
      if (isMissing(error)) return [];
      throw worded(`open ${directory}`, error);
    }
  }

  async kindOf(path: string): Promise<'file' | 'directory' | undefined> {
    try {
      return (await stat(path)).isDirectory() ? 'directory' : 'file';
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw worded(`stat ${path}`, error);
    }
  }

  async makeDirectory(path: string, mode: number): Promise<void> {
    await inWords(`mkdir ${path}`, () => mkdir(path, { recursive: true, mode }));
  }
}

async function inWords<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw worded(action, error);
  }
}

function worded(action: string, error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : message;
  return new Error(`${action}: ${reason}`, { cause: error });
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
