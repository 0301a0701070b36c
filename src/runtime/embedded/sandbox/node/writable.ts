/** `Writable` of `node:stream`, and the state behind it, which `Duplex` shares. */
import { nextTick } from '../event-loop.ts';
import { Buffer } from './buffer.ts';
import { EventEmitter } from './events.ts';
import { codedError } from './node-error.ts';

export type Done = (error?: Error | null) => void;

export interface WritableOptions {
  readonly objectMode?: boolean;
  readonly writableObjectMode?: boolean;
  readonly highWaterMark?: number;
  readonly decodeStrings?: boolean;
  write?(this: WritableSide, chunk: unknown, encoding: string, done: Done): void;
  final?(this: WritableSide, done: Done): void;
  destroy?(this: WritableSide, error: Error | null, done: Done): void;
}

/** What the writing state needs of its stream. */
export interface WritableSide extends EventEmitter {
  readonly destroyed: boolean;
  _write(chunk: unknown, encoding: string, done: Done): void;
  _final(done: Done): void;
  destroy(error?: Error | null): unknown;
  /** Everything is written and flushed. */
  finished(): void;
}

interface Write {
  readonly chunk: unknown;
  readonly encoding: string;
  readonly callback: Done | undefined;
}

export class WriteState {
  readonly objectMode: boolean;
  readonly highWaterMark: number;
  readonly #decodeStrings: boolean;
  readonly #side: WritableSide;
  readonly #queue: Write[] = [];
  length = 0;
  ending = false;
  finished = false;
  #busy = false;
  #corked = 0;
  #needsDrain = false;
  #onFinish: Done[] = [];

  constructor(side: WritableSide, options: WritableOptions) {
    this.#side = side;
    this.objectMode = options.objectMode === true || options.writableObjectMode === true;
    this.highWaterMark = options.highWaterMark ?? (this.objectMode ? 16 : 65_536);
    this.#decodeStrings = options.decodeStrings !== false;
  }

  get needsDrain(): boolean {
    return this.#needsDrain;
  }

  write(chunk: unknown, encoding: string | Done | undefined, callback: Done | undefined): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    const name = typeof encoding === 'string' ? encoding : 'utf8';
    const failure = this.#refusal(chunk);
    if (failure !== undefined) {
      nextTick(() => done?.(failure));
      this.#side.destroy(failure);
      return false;
    }
    const value =
      this.objectMode || !this.#decodeStrings || typeof chunk !== 'string' ? chunk : Buffer.from(chunk, name);
    this.length += this.objectMode ? 1 : (value as { length: number }).length;
    this.#queue.push({ chunk: value, encoding: typeof value === 'string' ? name : 'buffer', callback: done });
    this.#next();
    const roomy = this.length < this.highWaterMark;
    if (!roomy) this.#needsDrain = true;
    return roomy;
  }

  end(chunk: unknown, encoding: unknown, callback: unknown): void {
    const done = [chunk, encoding, callback].find((argument) => typeof argument === 'function') as
      | Done
      | undefined;
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      this.write(chunk, typeof encoding === 'string' ? encoding : undefined, undefined);
    }
    if (done !== undefined) {
      if (this.finished) nextTick(done);
      else this.#onFinish.push(done);
    }
    if (this.ending) return;
    this.ending = true;
    this.#corked = 0;
    this.#next();
  }

  cork(): void {
    this.#corked++;
  }

  uncork(): void {
    this.#corked = Math.max(0, this.#corked - 1);
    this.#next();
  }

  #refusal(chunk: unknown): Error | undefined {
    if (this.ending) return codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
    if (this.#side.destroyed) {
      return codedError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
    }
    if (chunk === null)
      throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (this.objectMode || typeof chunk === 'string' || chunk instanceof Uint8Array) return undefined;
    throw codedError(
      TypeError,
      'ERR_INVALID_ARG_TYPE',
      `The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type ${typeof chunk}`,
    );
  }

  #next(): void {
    if (this.#busy || this.#corked > 0 || this.#side.destroyed) return;
    const write = this.#queue.shift();
    if (write === undefined) {
      if (this.ending) this.#finish();
      return;
    }
    this.#busy = true;
    this.#side._write(write.chunk, write.encoding, (error) => {
      this.#busy = false;
      this.length -= this.objectMode ? 1 : (write.chunk as { length: number }).length;
      if (error) {
        this.#side.destroy(error);
        nextTick(() => write.callback?.(error));
        return;
      }
      nextTick(() => {
        write.callback?.();
        if (this.#needsDrain && this.length === 0 && !this.ending) {
          this.#needsDrain = false;
          this.#side.emit('drain');
        }
      });
      this.#next();
    });
  }

  #finish(): void {
    if (this.finished || this.#finishing) return;
    this.#finishing = true;
    nextTick(() => {
      if (this.#side.destroyed) return;
      this.#side._final((error) => {
        if (error) {
          this.#side.destroy(error);
          return;
        }
        nextTick(() => {
          this.finished = true;
          for (const done of this.#onFinish) done();
          this.#side.emit('finish');
          this.#side.finished();
        });
      });
    });
  }
  #finishing = false;
}

export class Writable extends EventEmitter implements WritableSide {
  destroyed = false;
  closed = false;
  errored: Error | null = null;
  autoDestroy = true;
  readonly #state: WriteState;

  constructor(options: WritableOptions = {}) {
    super();
    this.#state = new WriteState(this, options);
    if (options.write !== undefined) this._write = options.write;
    if (options.final !== undefined) this._final = options.final;
    if (options.destroy !== undefined) this._destroy = options.destroy;
  }

  get writable(): boolean {
    return !this.destroyed && !this.#state.ending;
  }

  get writableEnded(): boolean {
    return this.#state.ending;
  }

  get writableFinished(): boolean {
    return this.#state.finished;
  }

  get writableLength(): number {
    return this.#state.length;
  }

  get writableHighWaterMark(): number {
    return this.#state.highWaterMark;
  }

  get writableObjectMode(): boolean {
    return this.#state.objectMode;
  }

  get writableNeedDrain(): boolean {
    return this.#state.needsDrain;
  }

  _write(_chunk: unknown, _encoding: string, done: Done): void {
    done();
  }

  _final(done: Done): void {
    done();
  }

  _destroy(error: Error | null, done: Done): void {
    done(error);
  }

  write(chunk: unknown, encoding?: string | Done, callback?: Done): boolean {
    return this.#state.write(chunk, encoding, callback);
  }

  end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    this.#state.end(chunk, encoding, callback);
    return this;
  }

  cork(): void {
    this.#state.cork();
  }

  uncork(): void {
    this.#state.uncork();
  }

  setDefaultEncoding(): this {
    return this;
  }

  destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    this._destroy(error ?? null, (failure) => {
      nextTick(() => {
        if (failure) this.emit('error', failure);
        this.closed = true;
        this.emit('close');
      });
    });
    return this;
  }

  finished(): void {
    if (this.autoDestroy) this.destroy();
  }
}
