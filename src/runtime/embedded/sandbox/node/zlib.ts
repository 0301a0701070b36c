/** The part of `node:zlib` that the OTLP exporters use: gzip as a stream. The browser compresses. */

import { currentFrame } from '../async-context.ts';
import { hold, release, runCallback } from '../event-loop.ts';
import { Transform } from './stream.ts';
import type { Done } from './writable.ts';

type Kind = 'gzip' | 'deflate';

/** Gathers what is written and (de)compresses it at the end. */
class WholeTransform extends Transform {
  readonly #through: GenericTransformStream;
  readonly #chunks: Uint8Array[] = [];

  constructor(through: GenericTransformStream) {
    super();
    this.#through = through;
  }

  override _transform(chunk: unknown, _encoding: string, done: Done): void {
    this.#chunks.push(Uint8Array.from(chunk as ArrayLike<number>));
    done();
  }

  override _flush(done: (error?: Error | null, output?: unknown) => void): void {
    const frame = currentFrame();
    const finish = (...args: Parameters<typeof done>): void => {
      runCallback(frame, () => done(...args));
      release();
    };
    hold();
    const input = new Blob(this.#chunks as BlobPart[]).stream();
    new Response(input.pipeThrough(this.#through as ReadableWritablePair<Uint8Array, Uint8Array>))
      .arrayBuffer()
      .then(
        (bytes) => finish(null, new Uint8Array(bytes)),
        (error: Error) => finish(error),
      );
  }
}

const compress = (kind: Kind) => () => new WholeTransform(new CompressionStream(kind));
const decompress = (kind: Kind) => () => new WholeTransform(new DecompressionStream(kind));

export const zlib = {
  createGzip: compress('gzip'),
  createGunzip: decompress('gzip'),
  createDeflate: compress('deflate'),
  createInflate: decompress('deflate'),
};
