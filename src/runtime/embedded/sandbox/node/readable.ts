/** `Readable` of `node:stream`. */
import { nextTick } from '../event-loop.ts';
import { abortError } from '../timers.ts';
import { Buffer } from './buffer.ts';
import { EventEmitter, type Listener } from './events.ts';
import { codedError } from './node-error.ts';

export interface ReadableOptions {
  readonly objectMode?: boolean;
  readonly readableObjectMode?: boolean;
  readonly highWaterMark?: number;
  readonly encoding?: string;
  readonly signal?: AbortSignal;
  read?(this: Readable, size: number): void;
  destroy?(this: Readable, error: Error | null, done: (error?: Error | null) => void): void;
}

/** What `pipe` writes to. */
export interface PipeTarget extends EventEmitter {
  write(chunk: unknown): boolean;
  end(): unknown;
}

export class Readable extends EventEmitter {
  readonly readableObjectMode: boolean;
  readonly readableHighWaterMark: number;
  /** `null`: nobody has asked for data yet. */
  readableFlowing: boolean | null = null;
  readableEncoding: string | null;
  readableEnded = false;
  destroyed = false;
  closed = false;
  errored: Error | null = null;
  autoDestroy = true;
  #chunks: unknown[] = [];
  #length = 0;
  #reading = false;
  #ended = false;
  #endScheduled = false;
  #flowScheduled = false;
  #readableScheduled = false;
  #decoder: TextDecoder | undefined;

  constructor(options: ReadableOptions = {}) {
    super();
    this.readableObjectMode = options.objectMode === true || options.readableObjectMode === true;
    this.readableHighWaterMark = options.highWaterMark ?? (this.readableObjectMode ? 16 : 65_536);
    this.readableEncoding = null;
    if (options.read !== undefined) this._read = options.read;
    if (options.destroy !== undefined) this._destroy = options.destroy;
    if (options.encoding !== undefined) this.setEncoding(options.encoding);
    const { signal } = options;
    signal?.addEventListener('abort', () => this.destroy(abortError(signal)), { once: true });
  }

  static from(iterable: Iterable<unknown> | AsyncIterable<unknown>, options?: ReadableOptions): Readable {
    const iterator = toIterator(iterable);
    let pulling = false;
    const pull = async (stream: Readable): Promise<void> => {
      if (pulling) return;
      pulling = true;
      try {
        for (let wanted = true; wanted; ) {
          const step = await iterator.next();
          wanted = stream.push(step.done ? null : step.value) && !step.done;
        }
      } catch (error) {
        stream.destroy(error as Error);
      }
      pulling = false;
    };
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        void pull(this);
      },
      destroy(error, done) {
        void iterator.return?.();
        done(error);
      },
    });
  }

  get readable(): boolean {
    return !this.destroyed && !this.readableEnded;
  }

  get readableLength(): number {
    return this.#length;
  }

  _read(_size: number): void {}

  _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error);
  }

  /** Returns whether more is wanted now; `null` ends the stream. */
  push(chunk: unknown, encoding?: string): boolean {
    this.#reading = false;
    if (this.destroyed) return false;
    if (this.#ended) {
      if (chunk !== null)
        this.destroy(codedError(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
      return false;
    }
    if (chunk === null) {
      this.#ended = true;
      const rest = this.#decoder?.decode();
      if (rest) this.#store(rest);
      this.#announce();
      return false;
    }
    const value = this.readableObjectMode ? chunk : this.#toBytes(chunk, encoding);
    const decoded = this.#decoder?.decode(value as Uint8Array, { stream: true }) ?? value;
    if (this.readableObjectMode || (decoded as { length: number }).length > 0) this.#store(decoded);
    this.#announce();
    return this.#length < this.readableHighWaterMark;
  }

  unshift(chunk: unknown): void {
    this.#chunks.unshift(this.readableObjectMode ? chunk : this.#toBytes(chunk));
    this.#length += this.#sizeOf(chunk);
    this.#announce();
  }

  read(size?: number): unknown {
    this.#fill();
    if (this.#chunks.length === 0 || (size !== undefined && size > this.#length && !this.#ended)) {
      this.#finishWhenEmpty();
      return null;
    }
    let chunk: unknown;
    // Without a size, one chunk as it came; with one, as many chunks as it takes.
    if (this.readableObjectMode || size === undefined) chunk = this.#chunks.shift();
    else chunk = this.#take(size);
    this.#length = this.#chunks.reduce<number>((sum, rest) => sum + this.#sizeOf(rest), 0);
    this.emit('data', chunk);
    this.#fill();
    this.#finishWhenEmpty();
    return chunk;
  }

  override on(event: PropertyKey, listener: Listener): this {
    super.on(event, listener);
    if (event === 'data' && this.readableFlowing !== false) this.resume();
    if (event === 'readable') {
      this.readableFlowing = false;
      nextTick(() => this.#fill());
      this.#announce();
    }
    return this;
  }

  resume(): this {
    this.readableFlowing = this.listenerCount('readable') === 0;
    this.emit('resume');
    this.#scheduleFlow();
    return this;
  }

  pause(): this {
    if (this.readableFlowing !== false) this.emit('pause');
    this.readableFlowing = false;
    return this;
  }

  isPaused(): boolean {
    return this.readableFlowing === false;
  }

  setEncoding(encoding: string): this {
    this.readableEncoding = encoding;
    // Only a decoder with a memory puts characters together that are cut between chunks.
    this.#decoder = new TextDecoder(/^utf-?8$/i.test(encoding) ? 'utf-8' : encoding);
    this.#chunks = this.#chunks.map((chunk) => this.#decoder?.decode(chunk as Uint8Array, { stream: true }));
    return this;
  }

  pipe<T extends PipeTarget>(target: T, { end = true }: { readonly end?: boolean } = {}): T {
    const write = (chunk: unknown): void => {
      if (target.write(chunk) === false) this.pause();
    };
    const resume = (): void => void this.resume();
    const finish = (): void => void target.end();
    this.on('data', write);
    target.on('drain', resume);
    if (end) this.once('end', finish);
    this.#pipes.push({
      target,
      stop: () => {
        this.off('data', write);
        target.off('drain', resume);
        this.off('end', finish);
      },
    });
    target.emit('pipe', this);
    return target;
  }
  readonly #pipes: { readonly target: PipeTarget; stop(): void }[] = [];

  unpipe(target?: PipeTarget): this {
    for (const pipe of this.#pipes) if (target === undefined || pipe.target === target) pipe.stop();
    return this;
  }

  destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    this.#chunks = [];
    this.#length = 0;
    this._destroy(error ?? null, (failure) => {
      nextTick(() => {
        if (failure) this.emit('error', failure);
        this.closed = true;
        this.emit('close');
      });
    });
    return this;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    let wake = (): void => {};
    let failure: unknown;
    let over = this.closed;
    const onReadable = (): void => wake();
    const onEnd = (error?: unknown): void => {
      failure ??= error;
      over = true;
      wake();
    };
    this.on('readable', onReadable);
    this.on('end', () => onEnd());
    this.on('error', onEnd);
    this.on('close', () => onEnd(this.readableEnded || this.errored !== null ? undefined : premature()));
    try {
      for (;;) {
        const chunk = this.destroyed ? null : this.read();
        if (chunk !== null) {
          yield chunk;
          continue;
        }
        if (failure !== undefined) throw failure;
        if (over || this.readableEnded) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      if (!this.readableEnded) this.destroy();
    }
  }

  async toArray(): Promise<unknown[]> {
    const chunks: unknown[] = [];
    for await (const chunk of this) chunks.push(chunk);
    return chunks;
  }

  /** What follows makes a stream of what it gives, a chunk at a time. */
  map(change: (chunk: unknown) => unknown): Readable {
    return this.#derived(async function* (chunks) {
      for await (const chunk of chunks) yield await change(chunk);
    });
  }

  filter(wanted: (chunk: unknown) => unknown): Readable {
    return this.#derived(async function* (chunks) {
      for await (const chunk of chunks) if (await wanted(chunk)) yield chunk;
    });
  }

  take(count: number): Readable {
    return this.#derived(async function* (chunks) {
      let left = count;
      if (left <= 0) return;
      for await (const chunk of chunks) {
        yield chunk;
        if (--left <= 0) return;
      }
    });
  }

  drop(count: number): Readable {
    return this.#derived(async function* (chunks) {
      let left = count;
      for await (const chunk of chunks) if (left-- <= 0) yield chunk;
    });
  }

  async forEach(visit: (chunk: unknown) => unknown): Promise<void> {
    for await (const chunk of this) await visit(chunk);
  }

  async reduce(combine: (sum: unknown, chunk: unknown) => unknown, ...initial: unknown[]): Promise<unknown> {
    let sum = initial[0];
    let empty = initial.length === 0;
    for await (const chunk of this) {
      sum = empty ? chunk : await combine(sum, chunk);
      empty = false;
    }
    return sum;
  }

  static toWeb(stream: Readable): ReadableStream<unknown> {
    const iterator = stream[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void stream.destroy(),
    });
  }

  static fromWeb(stream: ReadableStream<unknown>, options?: ReadableOptions): Readable {
    return Readable.from(stream as unknown as AsyncIterable<unknown>, { objectMode: false, ...options });
  }

  #derived(change: (chunks: Readable) => AsyncGenerator<unknown>): Readable {
    return Readable.from(change(this));
  }

  /** As much of the first chunks as was asked for; the rest keeps its borders. */
  #take(size: number): unknown {
    type Chunk = Buffer | string;
    const taken: Chunk[] = [];
    for (let missing = size; missing > 0 && this.#chunks.length > 0; ) {
      const first = this.#chunks.shift() as Chunk;
      taken.push(first.slice(0, missing));
      if (first.length > missing) this.#chunks.unshift(first.slice(missing));
      missing -= Math.min(first.length, missing);
    }
    return this.#decoder === undefined ? Buffer.concat(taken as Buffer[]) : taken.join('');
  }

  #toBytes(chunk: unknown, encoding?: string): Buffer {
    if (typeof chunk === 'string') return Buffer.from(chunk, encoding);
    if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    throw codedError(
      TypeError,
      'ERR_INVALID_ARG_TYPE',
      'The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView.',
    );
  }

  #sizeOf(chunk: unknown): number {
    return this.readableObjectMode ? 1 : (chunk as { length: number }).length;
  }

  #store(chunk: unknown): void {
    this.#chunks.push(chunk);
    this.#length += this.#sizeOf(chunk);
  }

  #fill(): void {
    if (this.#reading || this.#ended || this.destroyed || this.#length >= this.readableHighWaterMark) return;
    this.#reading = true;
    this._read(this.readableHighWaterMark);
  }

  /** There is news for whoever reads: data, or the end. */
  #announce(): void {
    if (this.readableFlowing === true) this.#scheduleFlow();
    else if (this.listenerCount('readable') > 0 && !this.#readableScheduled) {
      this.#readableScheduled = true;
      nextTick(() => {
        this.#readableScheduled = false;
        if (this.destroyed) return;
        if (this.#chunks.length > 0 || this.#ended) this.emit('readable');
        this.#finishWhenEmpty();
      });
    }
  }

  #scheduleFlow(): void {
    if (this.#flowScheduled) return;
    this.#flowScheduled = true;
    nextTick(() => {
      this.#flowScheduled = false;
      while (this.readableFlowing === true && !this.destroyed) {
        if (this.#chunks.length === 0) this.#fill();
        if (this.#chunks.length === 0) break;
        const chunk = this.#chunks.shift();
        this.#length -= this.#sizeOf(chunk);
        this.emit('data', chunk);
      }
      if (this.readableFlowing === true) this.#finishWhenEmpty();
    });
  }

  #finishWhenEmpty(): void {
    if (!this.#ended || this.#chunks.length > 0 || this.#endScheduled || this.destroyed) return;
    this.#endScheduled = true;
    nextTick(() => {
      if (this.destroyed) return;
      this.readableEnded = true;
      this.emit('end');
      if (this.autoDestroy && this.endsWithReading()) this.destroy();
    });
  }

  /** A stream with two sides lives until both are done. */
  protected endsWithReading(): boolean {
    return true;
  }
}

export function premature(): Error {
  return codedError(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
}

function toIterator(
  iterable: Iterable<unknown> | AsyncIterable<unknown>,
): Iterator<unknown> | AsyncIterator<unknown> {
  if (typeof iterable === 'string' || iterable instanceof Uint8Array) return [iterable][Symbol.iterator]();
  if (Symbol.asyncIterator in iterable) return iterable[Symbol.asyncIterator]();
  return iterable[Symbol.iterator]();
}
