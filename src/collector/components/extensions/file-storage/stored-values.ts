import type { Storage } from '../../../pipeline/component.ts';
import type { Files, OpenFile } from '../../../pipeline/files.ts';
import { deleteRecord, emptyLog, readLog, recordSize, setRecord } from './change-log.ts';

/** A file is rewritten by itself when it has this much more than its values take, and is mostly that. */
const SPARE_BYTES = 1_048_576;

/** What names of files that are being written end with. */
const TEMPORARY = 'tempdb';

/**
 * The values of one owner, and the file that they are read from at the start and every change is added to. Changes
 * are made one after the other.
 */
export class StoredValues implements Storage {
  readonly #files: Files;
  readonly #path: string;
  readonly #maxSize: number;
  #file: OpenFile;
  #values: Map<string, Uint8Array>;
  /** Bytes that the values take in a file that has nothing else. */
  #live: number;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** Called once when it is closed. */
  onClose: () => void = () => undefined;

  private constructor(
    files: Files,
    path: string,
    maxSize: number,
    file: OpenFile,
    values: Map<string, Uint8Array>,
  ) {
    this.#files = files;
    this.#path = path;
    this.#maxSize = maxSize;
    this.#file = file;
    this.#values = values;
    this.#live = emptyLog().length;
    for (const [key, value] of values) this.#live += recordSize(key, value);
  }

  /** `maxSize` in bytes, 0 for no limit. Rejects with an InvalidFileError, or in the words of the system. */
  static async open(files: Files, path: string, maxSize: number): Promise<StoredValues> {
    const bytes = (await files.read(path)) ?? new Uint8Array();
    const { values, torn } = readLog(bytes);
    const file = await files.open(path, { append: true });
    const opened = new StoredValues(files, path, maxSize, file, values);
    if (torn) await opened.compact(`${path}.${TEMPORARY}`);
    else if (bytes.length === 0) await file.write(emptyLog());
    return opened;
  }

  /** Bytes of the file, and those it would need. */
  get sizes(): { readonly total: number; readonly data: number } {
    return { total: this.#file.size, data: this.#live };
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return this.#inTurn(async () => this.#values.get(key)?.slice());
  }

  set(key: string, value: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const bytes = setRecord(key, value);
      await this.#makeRoom(bytes.length);
      await this.#file.write(bytes);
      this.#forget(key);
      this.#values.set(key, value.slice());
      this.#live += recordSize(key, value);
    });
  }

  delete(key: string): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#values.has(key)) return;
      await this.#file.write(deleteRecord(key));
      this.#forget(key);
      this.#values.delete(key);
      const spare = this.#file.size - this.#live;
      if (spare > SPARE_BYTES && spare > this.#live) await this.#rewrite(`${this.#path}.${TEMPORARY}`);
    });
  }

  /** Rewrites the file without what was deleted: at a temporary path first. */
  compact(temporary: string): Promise<void> {
    return this.#inTurn(() => this.#rewrite(temporary));
  }

  async close(): Promise<void> {
    await this.#turn;
    if (this.#closed) return;
    this.#closed = true;
    this.onClose();
    await this.#file.close();
  }

  async #makeRoom(bytes: number): Promise<void> {
    if (this.#maxSize === 0 || this.#file.size + bytes <= this.#maxSize) return;
    if (this.#live + bytes <= this.#maxSize) await this.#rewrite(`${this.#path}.${TEMPORARY}`);
    if (this.#file.size + bytes > this.#maxSize) {
      throw new Error('the storage extension has run out of available space');
    }
  }

  async #rewrite(temporary: string): Promise<void> {
    const file = await this.#files.open(temporary, { append: false });
    await file.write(emptyLog());
    for (const [key, value] of this.#values) await file.write(setRecord(key, value));
    await this.#file.close();
    await this.#files.rename(temporary, this.#path);
    this.#file = file;
  }

  #forget(key: string): void {
    const value = this.#values.get(key);
    if (value !== undefined) this.#live -= recordSize(key, value);
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      if (this.#closed) throw new Error('database not open');
      return action();
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
