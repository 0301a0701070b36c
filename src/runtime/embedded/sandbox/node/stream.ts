/** `node:stream`: streams with two sides, and what connects streams. */
import { NativePromise } from '../natives.ts';
import { abortError } from '../timers.ts';
import { EventEmitter } from './events.ts';
import { type PipeTarget, premature, Readable, type ReadableOptions } from './readable.ts';
import { type Done, Writable, type WritableOptions, WriteState } from './writable.ts';

type DuplexOptions = ReadableOptions & WritableOptions & { readonly allowHalfOpen?: boolean };

export class Duplex extends Readable {
  readonly #state: WriteState;

  constructor(options: DuplexOptions = {}) {
    super(options);
    this.#state = new WriteState(this, options);
    if (options.write !== undefined) this._write = options.write;
    if (options.final !== undefined) this._final = options.final;
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

  _write(_chunk: unknown, _encoding: string, done: Done): void {
    done();
  }

  _final(done: Done): void {
    done();
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

  finished(): void {
    if (this.autoDestroy && this.readableEnded) this.destroy();
  }

  protected override endsWithReading(): boolean {
    return this.#state.finished;
  }
}

interface TransformOptions extends DuplexOptions {
  transform?(this: Transform, chunk: unknown, encoding: string, done: TransformDone): void;
  flush?(this: Transform, done: TransformDone): void;
}

type TransformDone = (error?: Error | null, output?: unknown) => void;

export class Transform extends Duplex {
  constructor(options: TransformOptions = {}) {
    super(options);
    if (options.transform !== undefined) this._transform = options.transform;
    if (options.flush !== undefined) this._flush = options.flush;
  }

  _transform(chunk: unknown, _encoding: string, done: TransformDone): void {
    done(null, chunk);
  }

  _flush(done: TransformDone): void {
    done();
  }

  override _write(chunk: unknown, encoding: string, done: Done): void {
    this._transform(chunk, encoding, (error, output) => {
      if (output !== undefined && output !== null) this.push(output);
      done(error);
    });
  }

  override _final(done: Done): void {
    this._flush((error, output) => {
      if (output !== undefined && output !== null) this.push(output);
      if (!error) this.push(null);
      done(error);
    });
  }
}

export class PassThrough extends Transform {}

type AnyStream = Readable | Writable;

/** Calls back when the stream is done, one way or another; returns what takes the listeners off. */
function finished(stream: AnyStream, options: unknown, callback?: Done): () => void {
  const done = (typeof options === 'function' ? options : callback) as Done;
  let called = false;
  const finish = (error?: Error): void => {
    if (called) return;
    called = true;
    cleanUp();
    done(error);
  };
  const side = stream as { readonly writableFinished?: boolean };
  const isOver = (): boolean =>
    (!(stream instanceof Readable) || stream.readableEnded) && (side.writableFinished ?? true);
  const check = (): void => {
    if (isOver()) finish();
  };
  const fail = (error: Error): void => finish(error);
  const close = (): void => finish(isOver() ? undefined : premature());
  const cleanUp = (): void => {
    stream.off('end', check).off('finish', check).off('error', fail).off('close', close);
  };
  stream.on('end', check).on('finish', check).on('error', fail).on('close', close);
  if (stream.errored !== null) queueMicrotask(() => finish(stream.errored as Error));
  else if (stream.closed) queueMicrotask(close);
  return cleanUp;
}

type Stage =
  | AnyStream
  | Iterable<unknown>
  | AsyncIterable<unknown>
  | ((source: unknown) => AsyncIterable<unknown> | Promise<unknown>);

interface PipelineOptions {
  readonly end?: boolean;
  readonly signal?: AbortSignal;
}

/** Connects the stages; destroys all of them when one fails. */
function connectStages(
  stages: readonly Stage[],
  { end = true, signal }: PipelineOptions,
  done: (error?: Error | null, value?: unknown) => void,
): AnyStream | undefined {
  const streams: AnyStream[] = [];
  let open = 0;
  let called = false;
  let result: unknown;
  const finish = (error?: Error | null): void => {
    if (called) return;
    called = true;
    // Who keeps the last stream open keeps it whatever happens.
    if (error) for (const stream of end ? streams : streams.slice(0, -1)) stream.destroy();
    done(error ?? undefined, result);
  };
  const oneLess = (error?: Error | null): void => {
    open--;
    if (error || open === 0) finish(error);
  };
  for (const [at, stage] of stages.entries()) {
    const before = streams.at(-1);
    const isLast = at === stages.length - 1;
    const made = typeof stage === 'function' ? stage(before) : stage;
    if (isLast && made instanceof Promise) {
      open++;
      made.then((value: unknown) => {
        result = value;
        oneLess();
      }, oneLess);
      break;
    }
    const stream =
      made instanceof Readable || made instanceof Writable
        ? made
        : Readable.from(made as AsyncIterable<unknown>);
    if (typeof stage !== 'function' && before !== undefined)
      (before as Readable).pipe(stream as unknown as PipeTarget, { end: end || !isLast });
    streams.push(stream);
    if (isLast && !end) continue;
    open++;
    finished(stream, oneLess);
  }
  signal?.addEventListener('abort', () => finish(abortError(signal)), { once: true });
  return streams.at(-1);
}

function isOptions(value: unknown): value is PipelineOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof EventEmitter) &&
    !(Symbol.iterator in value) &&
    !(Symbol.asyncIterator in value)
  );
}

function stagesOf(args: readonly unknown[]): readonly Stage[] {
  return (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as readonly Stage[];
}

function pipeline(...args: unknown[]): unknown {
  const done = args.pop() as Done;
  return connectStages(stagesOf(args), {}, done);
}

export const streamPromises = {
  pipeline: (...args: unknown[]): Promise<unknown> =>
    new NativePromise((resolve, reject) => {
      const last = args.at(-1);
      const options = isOptions(last) ? last : {};
      const stages = stagesOf(isOptions(last) ? args.slice(0, -1) : args);
      connectStages(stages, options, (error, value) => (error ? reject(error) : resolve(value)));
    }),
  finished: (stream: AnyStream): Promise<void> =>
    new NativePromise((resolve, reject) => {
      finished(stream, (error?: Error | null) => (error ? reject(error) : resolve()));
    }),
};

/** The module: the base class of old, with everything else as its properties. */
class Stream extends EventEmitter {}

export const stream = Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  pipeline,
  finished,
  promises: streamPromises,
});
