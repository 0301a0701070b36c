/** Unary gRPC over cleartext HTTP/2, answered as Go's server answers. */
import {
  constants,
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { HttpHeaders } from '../../../http.ts';
import type { GrpcHandler, GrpcReply, ListenOptions } from '../../../pipeline/network.ts';
import { callMetadata } from '../../grpc-metadata.ts';
import { encodeFrame, FrameError, FrameReader, notInstalled } from './frame.ts';
import { encodeRetryDetails } from './status-details.ts';
import { encodeStatusMessage } from './status-message.ts';

const CONTENT_TYPE = /^application\/grpc(?:[+;](.*))?$/i;
const WINDOW_BYTES = 1024 * 1024;
const SESSION_MEMORY_MB = 256;

export interface GrpcServer {
  readonly server: Http2Server;
  /** Takes no more calls; resolves when those under way have been answered. */
  close(): Promise<void>;
}

/** A server that doesn't listen yet. */
export function createGrpcServer(handler: GrpcHandler, { maxBodyBytes }: ListenOptions): GrpcServer {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer({
    settings: { initialWindowSize: WINDOW_BYTES },
    maxSessionMemory: SESSION_MEMORY_MB,
  });
  // A connection that is to be dropped ends without a word of HTTP/2, which only its socket can do.
  const sockets = new WeakMap<Http2Session, Socket>();
  let accepted: Socket | undefined;
  server.prependListener('connection', (socket: Socket) => {
    accepted = socket;
  });
  server.on('session', (session) => {
    sessions.add(session);
    if (accepted !== undefined) sockets.set(session, accepted);
    session.on('close', () => sessions.delete(session));
    // A client that breaks off, or doesn't speak HTTP/2, is no failure of the server.
    session.on('error', () => session.destroy());
  });
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    const { session } = stream;
    serve(stream, headers, handler, maxBodyBytes).catch(() => session && sockets.get(session)?.destroy());
  });
  return {
    server,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.close();
      await closed;
    },
  };
}

async function serve(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  handler: GrpcHandler,
  maxBytes: number,
): Promise<void> {
  const type = headers['content-type'] ?? '';
  const asked = CONTENT_TYPE.exec(type);
  if (asked === null) {
    const text = `invalid gRPC request content-type ${JSON.stringify(type)}`;
    return refuse(stream, 415, new FrameError(3, text));
  }
  const method = headers[':method'] ?? '';
  if (method !== 'POST') {
    const text = `Received a HEADERS frame with :method ${JSON.stringify(method)} which should be POST`;
    return refuse(stream, 405, new FrameError(13, text));
  }
  const encoding = headerText(headers['grpc-encoding']);
  let message: Uint8Array | undefined;
  try {
    if (!['', 'identity', 'gzip'].includes(encoding)) throw notInstalled(encoding, true);
    message = await readMessage(stream, maxBytes, encoding);
  } catch (error) {
    // Anything else is a stream that the client broke off: there is nobody to answer.
    if (error instanceof FrameError) refuse(stream, 200, error);
    return;
  }
  if (message === undefined) {
    const text = 'cardinality violation: received no request message from non-client-streaming RPC';
    return refuse(stream, 200, new FrameError(13, text));
  }
  const call = { method: headers[':path'] ?? '', metadata: metadataOf(headers), message };
  answer(stream, await handler(call), {
    subtype: asked[1]?.toLowerCase() ?? '',
    compressed: encoding === 'gzip',
  });
}

async function readMessage(
  stream: ServerHttp2Stream,
  maxBytes: number,
  encoding: string,
): Promise<Uint8Array | undefined> {
  const reader = new FrameReader(maxBytes, true);
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      try {
        reader.add(chunk);
      } catch (error) {
        reject(error);
      }
    });
    stream.on('end', resolve);
    stream.on('aborted', () => reject(new Error('the client broke off')));
    stream.on('error', reject);
  });
  return reader.message(encoding);
}

function answer(
  stream: ServerHttp2Stream,
  reply: GrpcReply,
  { subtype, compressed }: { readonly subtype: string; readonly compressed: boolean },
): void {
  if (stream.destroyed || stream.closed) return;
  const status = statusHeaders(reply);
  const type = subtype === '' ? 'application/grpc' : `application/grpc+${subtype}`;
  const headers = { ':status': 200, 'content-type': type };
  if (reply.code !== 0) {
    stream.respond({ ...headers, ...status }, { endStream: true });
    return;
  }
  stream.respond(
    { ...headers, ...(compressed ? { 'grpc-encoding': 'gzip' } : {}) },
    { waitForTrailers: true },
  );
  stream.once('wantTrailers', () => stream.sendTrailers(status));
  stream.end(encodeFrame(reply.message, compressed));
}

/** Ends a call whose message isn't read to its end. */
function refuse(stream: ServerHttp2Stream, httpStatus: number, error: FrameError): void {
  if (stream.destroyed || stream.closed) return;
  const status = statusHeaders({ code: error.code, statusMessage: error.message });
  stream.respond(
    { ':status': httpStatus, 'content-type': 'application/grpc', ...status },
    { endStream: true },
  );
  stream.resume();
  // Once the answer is out; a reset right away would overtake it.
  setImmediate(() => stream.close(constants.NGHTTP2_NO_ERROR));
}

function statusHeaders(
  reply: Pick<GrpcReply, 'code' | 'statusMessage' | 'retryDelayNs'>,
): OutgoingHttpHeaders {
  const { code, statusMessage, retryDelayNs } = reply;
  return {
    'grpc-status': String(code),
    'grpc-message': encodeStatusMessage(statusMessage),
    ...(retryDelayNs === undefined
      ? {}
      : { 'grpc-status-details-bin': encodeRetryDetails(code, statusMessage, retryDelayNs) }),
  };
}

function metadataOf(headers: IncomingHttpHeaders): HttpHeaders {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = headerText(value);
  }
  return callMetadata(plain);
}

function headerText(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ');
}
