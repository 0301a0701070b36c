/** Unary gRPC calls over HTTP/2, one connection for each server. */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import {
  ConnectError,
  type Endpoint,
  formatAddress,
  type GrpcCall,
  type GrpcReply,
  parseTarget,
  type RequestOptions,
} from '../../../pipeline/network.ts';
import { callMetadata } from '../../grpc-metadata.ts';
import { deadlineExceeded, dialError, isNoTls, timeoutMs } from '../dial-error.ts';
import { encodeFrame, FrameError, FrameReader } from './frame.ts';
import { isGrpc, replyOf } from './grpc-reply.ts';

/** What Go's clients accept unless told otherwise. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024;
const WINDOW_BYTES = 1024 * 1024;

interface Connection {
  readonly session: ClientHttp2Session;
  readonly ready: Promise<void>;
  calls: number;
}

/** Nothing of the call reached a handler, so that it may be made again. */
class NotProcessed extends Error {}

export class GrpcClient {
  readonly #connections = new Map<string, Connection>();

  async call(target: string, call: GrpcCall, options: RequestOptions = {}): Promise<GrpcReply> {
    const { timeoutNs, tls = false } = options;
    const limit = timeoutMs(timeoutNs);
    const deadline = limit === undefined ? undefined : performance.now() + limit;
    try {
      return await this.#attempt(target, tls, call, deadline);
    } catch (error) {
      if (!(error instanceof NotProcessed)) throw error;
    }
    // The connection ended before the server took the call: once more on a new one, as Go's client does.
    try {
      return await this.#attempt(target, tls, call, deadline);
    } catch (error) {
      if (error instanceof NotProcessed)
        throw new ConnectError('error reading from server: EOF', { cause: error });
      throw error;
    }
  }

  async #attempt(
    target: string,
    tls: boolean,
    call: GrpcCall,
    deadline: number | undefined,
  ): Promise<GrpcReply> {
    const connection = this.#connection(target, tls);
    connection.calls += 1;
    connection.session.ref();
    let stream: ClientHttp2Stream | undefined;
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      if (deadline === undefined) return;
      timer = setTimeout(() => reject(deadlineExceeded()), Math.max(0, deadline - performance.now()));
    });
    try {
      await Promise.race([connection.ready, expired]);
      stream = send(connection.session, target, call, deadline);
      return await Promise.race([reply(stream), expired]);
    } catch (error) {
      stream?.close(constants.NGHTTP2_CANCEL);
      throw error;
    } finally {
      clearTimeout(timer);
      connection.calls -= 1;
      // A connection nobody uses doesn't keep the process alive.
      if (connection.calls === 0 && !connection.session.destroyed) connection.session.unref();
    }
  }

  #connection(target: string, tls: boolean): Connection {
    const scheme = tls ? 'https' : 'http';
    const key = `${scheme}://${target}`;
    const known = this.#connections.get(key);
    if (known !== undefined && !known.session.closed && !known.session.destroyed) return known;
    const endpoint = parseTarget(target);
    const session = connect(`${scheme}://${formatAddress({ ...endpoint, host: dialHost(endpoint.host) })}`, {
      settings: { enablePush: false, initialWindowSize: WINDOW_BYTES },
    });
    const ready = new Promise<void>((resolve, reject) => {
      session.once('connect', () => resolve());
      session.once('error', (error) => reject(connectFailure(endpoint, error)));
      session.once('close', () => reject(new ConnectError('error reading from server: EOF')));
    });
    const connection: Connection = { session, ready, calls: 0 };
    const forget = (): void => {
      if (this.#connections.get(key) === connection) this.#connections.delete(key);
    };
    session.on('error', forget);
    session.on('goaway', forget);
    session.on('close', forget);
    this.#connections.set(key, connection);
    return connection;
  }
}

function connectFailure(endpoint: Endpoint, error: Error): ConnectError {
  if (!isNoTls(error)) return dialError(endpoint, error);
  return new ConnectError('tls: first record does not look like a TLS handshake', { cause: error });
}

/** An empty host is this machine. */
function dialHost(host: string): string {
  return host === '' ? '127.0.0.1' : host;
}

function send(
  session: ClientHttp2Session,
  target: string,
  call: GrpcCall,
  deadline: number | undefined,
): ClientHttp2Stream {
  const compressed = call.metadata['grpc-encoding'] === 'gzip';
  const left = deadline === undefined ? undefined : Math.max(1, Math.ceil(deadline - performance.now()));
  try {
    const stream = session.request({
      ...callMetadata(call.metadata),
      ':method': 'POST',
      ':path': call.method,
      ':authority': target,
      'content-type': 'application/grpc',
      te: 'trailers',
      'grpc-accept-encoding': 'gzip',
      ...(compressed ? { 'grpc-encoding': 'gzip' } : {}),
      ...(left === undefined ? {} : grpcTimeout(left)),
    });
    stream.end(encodeFrame(call.message, compressed));
    return stream;
  } catch (error) {
    if (session.closed || session.destroyed) throw new NotProcessed();
    const text = error instanceof Error ? error.message : String(error);
    throw new ConnectError(text, { cause: error });
  }
}

/** At most 8 digits; a wait that long has no need of a limit on the server's side. */
function grpcTimeout(ms: number): { 'grpc-timeout'?: string } {
  return ms < 100_000_000 ? { 'grpc-timeout': `${ms}m` } : {};
}

function reply(stream: ClientHttp2Stream): Promise<GrpcReply> {
  return new Promise((resolve, reject) => {
    const reader = new FrameReader(MAX_REPLY_BYTES, false);
    let headers: IncomingHttpHeaders | undefined;
    let trailers: IncomingHttpHeaders | undefined;
    stream.on('response', (received) => {
      headers = received;
    });
    stream.on('trailers', (received) => {
      trailers = received;
    });
    stream.on('data', (chunk: Buffer) => {
      // What isn't gRPC has no frames, and its body counts for nothing.
      if (headers === undefined || !isGrpc(headers)) return;
      try {
        reader.add(chunk);
      } catch (error) {
        if (error instanceof FrameError) resolve(failed(error));
        stream.close(constants.NGHTTP2_CANCEL);
      }
    });
    stream.on('error', () => undefined);
    stream.on('close', () => {
      if (headers !== undefined && (trailers !== undefined || stream.readableEnded)) {
        resolve(replyOf(headers, trailers, reader));
      } else if (stream.rstCode === constants.NGHTTP2_REFUSED_STREAM) {
        reject(new NotProcessed());
      } else {
        reject(new ConnectError('error reading from server: EOF'));
      }
    });
  });
}

function failed(error: FrameError): GrpcReply {
  return { code: error.code, statusMessage: error.message, message: new Uint8Array() };
}
