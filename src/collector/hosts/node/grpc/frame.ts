/** gRPC's framing of messages: a flag, a length of 4 bytes, the message ("gRPC over HTTP2", Length-Prefixed-Message). */
import { gunzip, gzip } from '../../../../otlp/content-encoding.ts';

const PREFIX_BYTES = 5;

/** A message that can't be had, with the code and the words of Go's gRPC. */
export class FrameError extends Error {
  /** google.rpc.Code. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'FrameError';
    this.code = code;
  }
}

export function encodeFrame(message: Uint8Array, compressed: boolean): Buffer {
  const content = compressed ? gzip(message) : message;
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + content.length);
  frame.writeUInt8(compressed ? 1 : 0, 0);
  frame.writeUInt32BE(content.length, 1);
  frame.set(content, PREFIX_BYTES);
  return frame;
}

/** Collects the one message of a unary call from the chunks of a stream. */
export class FrameReader {
  readonly #maxBytes: number;
  readonly #onServer: boolean;
  readonly #chunks: Buffer[] = [];
  #length = 0;

  constructor(maxBytes: number, onServer: boolean) {
    this.#maxBytes = maxBytes;
    this.#onServer = onServer;
  }

  /** Throws FrameError as soon as the length that is announced is over the limit, so that nothing piles up. */
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length >= PREFIX_BYTES) this.#announced();
    if (this.#length > PREFIX_BYTES + this.#maxBytes) throw tooMany(this.#onServer);
  }

  /** The message after the end of the stream; `undefined` when none came. Throws FrameError. */
  message(encoding: string): Uint8Array | undefined {
    if (this.#length === 0) return undefined;
    const whole = Buffer.concat(this.#chunks);
    if (whole.length < PREFIX_BYTES) throw new FrameError(13, 'unexpected EOF');
    const end = PREFIX_BYTES + this.#announced();
    if (whole.length < end) throw new FrameError(13, 'unexpected EOF');
    if (whole.length > end) throw tooMany(this.#onServer);
    const content = new Uint8Array(whole.subarray(PREFIX_BYTES, end));
    const flag = whole[0];
    if (flag === 0) return content;
    if (flag !== 1) throw new FrameError(13, `grpc: received unexpected payload format ${flag}`);
    if (encoding === '' || encoding === 'identity') {
      throw new FrameError(13, 'grpc: compressed flag set with identity or empty encoding');
    }
    if (encoding !== 'gzip') throw notInstalled(encoding, this.#onServer);
    return this.#decompress(content);
  }

  #announced(): number {
    let prefix = this.#chunks[0] ?? Buffer.alloc(0);
    if (prefix.length < PREFIX_BYTES) prefix = Buffer.concat(this.#chunks);
    const length = prefix.readUInt32BE(1);
    if (length > this.#maxBytes) {
      throw new FrameError(8, `grpc: received message larger than max (${length} vs. ${this.#maxBytes})`);
    }
    return length;
  }

  #decompress(content: Uint8Array): Uint8Array {
    try {
      return gunzip(content, this.#maxBytes);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (error instanceof Error && 'code' in error && error.code === 'too-large') {
        const limit = `grpc: received message after decompression larger than max ${this.#maxBytes}`;
        throw new FrameError(8, limit);
      }
      throw new FrameError(13, `grpc: failed to decompress the message: ${text}`);
    }
  }
}

/** The compression of a message that isn't there. */
export function notInstalled(encoding: string, onServer: boolean): FrameError {
  const text = `grpc: Decompressor is not installed for grpc-encoding ${JSON.stringify(encoding)}`;
  return new FrameError(onServer ? 12 : 13, text);
}

function tooMany(onServer: boolean): FrameError {
  const text = onServer
    ? 'received multiple request messages for non-client-streaming RPC'
    : 'expected <EOF> for non server-streaming RPCs, but received another message';
  return new FrameError(13, `cardinality violation: ${text}`);
}
