import type { Clock } from '../../../pipeline/clock.ts';
import type { Files, OpenFile } from '../../../pipeline/files.ts';
import { backupName, backupOf, type FileParts, fileParts, renameOlderBackups } from './backup-names.ts';
import type { FileWriter } from './buffered-file.ts';
import type { FileConfig } from './config.ts';

export type Rotation = NonNullable<FileConfig['rotation']>;

const MEBIBYTE = 1024 * 1024;
const DEFAULT_MEGABYTES = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const NS_PER_MS = 1_000_000n;

/** A file that gets a name with the time when it is full, and is begun anew. It is opened when something is written. */
export class RotatedFile implements FileWriter {
  readonly #path: string;
  readonly #parts: FileParts;
  readonly #rotation: Rotation;
  readonly #maxBytes: number;
  readonly #files: Files;
  readonly #clock: Clock;
  #file: OpenFile | undefined;
  /** Writes come one after the other, as a rotation takes several steps. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string, rotation: Rotation, files: Files, clock: Clock) {
    this.#path = path;
    this.#parts = fileParts(path);
    this.#rotation = rotation;
    this.#maxBytes = (rotation.max_megabytes || DEFAULT_MEGABYTES) * MEBIBYTE;
    this.#files = files;
    this.#clock = clock;
  }

  /** Gives backups made by older collectors the names of today, so that they are counted. */
  prepare(): Promise<void> {
    return renameOlderBackups(this.#files, this.#parts);
  }

  write(bytes: Uint8Array): Promise<void> {
    const written = this.#turn.then(() => this.#write(bytes));
    this.#turn = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > this.#maxBytes) {
      throw new Error(`write length ${bytes.length} exceeds maximum file size ${this.#maxBytes}`);
    }
    const file = await this.#roomFor(bytes.length);
    await file.write(bytes);
  }

  async #roomFor(length: number): Promise<OpenFile> {
    if (this.#file === undefined) {
      await this.#removeOld();
      this.#file = await this.#files.open(this.#path, { append: true, createDirectory: true });
      // One that was there already is left a byte short of full.
      return this.#file.size > 0 && this.#file.size + length >= this.#maxBytes ? this.#rotate() : this.#file;
    }
    return this.#file.size + length > this.#maxBytes ? this.#rotate() : this.#file;
  }

  async #rotate(): Promise<OpenFile> {
    await this.#file?.close();
    this.#file = undefined;
    const now = Number(this.#clock.now() / NS_PER_MS);
    await this.#files.rename(this.#path, backupName(this.#parts, now, this.#rotation.localtime));
    this.#file = await this.#files.open(this.#path, { append: false });
    await this.#removeOld();
    return this.#file;
  }

  async #removeOld(): Promise<void> {
    const { max_backups: maxBackups, max_days: maxDays, localtime } = this.#rotation;
    if (maxBackups === 0 && maxDays === 0) return;
    const backups = (await this.#files.list(this.#parts.directory))
      .flatMap((name) => backupOf(this.#parts, name, localtime) ?? [])
      .sort((a, b) => b.time - a.time);
    const times = [...new Set(backups.map(({ time }) => time))];
    const kept = new Set(maxBackups > 0 ? times.slice(0, maxBackups) : times);
    const oldest = maxDays > 0 ? Number(this.#clock.now() / NS_PER_MS) - maxDays * DAY_MS : -Infinity;
    for (const { path, time } of backups) {
      if (!kept.has(time) || time < oldest) await this.#files.remove(path);
    }
  }
}
