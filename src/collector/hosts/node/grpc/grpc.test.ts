/** What only other people's clients and servers do. */
import { once } from 'node:events';
import {
  connect,
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { GrpcCall } from '../../../pipeline/network.ts';
import { HttpNetwork } from '../http-network.ts';
import { decodeRetryDelay, encodeRetryDetails } from './status-details.ts';
import { decodeStatusMessage, encodeStatusMessage } from './status-message.ts';

const METHOD = '/a.Service/Export';
const EMPTY = new Uint8Array();
const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listening() {
  const network = new HttpNetwork();
  const calls: GrpcCall[] = [];
  const listener = await network.listenGrpc(
    { host: '127.0.0.1', port: 0 },
    async (call) => {
      calls.push(call);
      return { code: 0, statusMessage: '', message: call.message };
    },
    { maxBodyBytes: 100 },
  );
  cleanups.push(() => listener.close());
  return { port: listener.port, calls };
}

function frame(content: Uint8Array, flag = 0, length = content.length): Buffer {
  const prefix = Buffer.alloc(5);
  prefix[0] = flag;
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, content]);
}

async function send(port: number, headers: OutgoingHttpHeaders, body: Buffer) {
  const session = connect(`http://127.0.0.1:${port}`);
  cleanups.push(() => session.destroy());
  const stream = session.request({
    ':method': 'POST',
    ':path': METHOD,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
  let all: IncomingHttpHeaders = {};
  stream.on('response', (received) => {
    all = { ...all, ...received };
  });
  stream.on('trailers', (received) => {
    all = { ...all, ...received };
  });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', () => undefined);
  stream.end(body);
  await once(stream, 'close');
  return {
    http: all[':status'],
    code: Number(all['grpc-status']),
    text: decodeStatusMessage(String(all['grpc-message'] ?? '')),
    headers: all,
    body: Buffer.concat(chunks),
  };
}

describe('a gRPC server', () => {
  test('answers in gzip who sends gzip, and others without', async () => {
    const { port } = await listening();
    const zipped = await send(port, { 'grpc-encoding': 'gzip' }, frame(gzipSync('hello'), 1));
    expect(zipped).toMatchObject({ http: 200, code: 0, headers: { 'grpc-encoding': 'gzip' } });
    expect(zipped.body[0]).toBe(1);
    const plain = await send(port, {}, frame(Buffer.from('hello')));
    expect([plain.code, plain.headers['grpc-encoding'], plain.body]).toEqual([
      0,
      undefined,
      frame(Buffer.from('hello')),
    ]);
  });

  test('hands metadata on, and no headers of gRPC itself', async () => {
    const { port, calls } = await listening();
    await send(port, { tenant: 'a', 'grpc-timeout': '1S', 'user-agent': 'me' }, frame(EMPTY));
    expect(calls[0]!.metadata).toEqual({
      tenant: 'a',
      'user-agent': 'me',
      'content-type': 'application/grpc',
    });
  });

  test.each<[string, OutgoingHttpHeaders, Buffer, number, number, string]>([
    [
      'another content type',
      { 'content-type': 'application/json' },
      frame(EMPTY),
      415,
      3,
      'invalid gRPC request content-type "application/json"',
    ],
    [
      'another method',
      { ':method': 'PUT' },
      frame(EMPTY),
      405,
      13,
      'Received a HEADERS frame with :method "PUT" which should be POST',
    ],
    [
      'an unknown compression',
      { 'grpc-encoding': 'br' },
      frame(EMPTY, 1),
      200,
      12,
      'grpc: Decompressor is not installed for grpc-encoding "br"',
    ],
    [
      'compression that isn’t announced',
      {},
      frame(gzipSync('x'), 1),
      200,
      13,
      'grpc: compressed flag set with identity or empty encoding',
    ],
    ['another flag', {}, frame(EMPTY, 7), 200, 13, 'grpc: received unexpected payload format 7'],
    [
      'a message over the limit',
      {},
      frame(new Uint8Array(101)),
      200,
      8,
      'grpc: received message larger than max (101 vs. 100)',
    ],
    [
      'a message that says it is huge',
      {},
      frame(EMPTY, 0, 4_000_000_000),
      200,
      8,
      'grpc: received message larger than max (4000000000 vs. 100)',
    ],
    [
      'a message that is over the limit after decompression',
      { 'grpc-encoding': 'gzip' },
      frame(gzipSync(new Uint8Array(1_000_000)).subarray(0), 1),
      200,
      8,
      'grpc: received message larger than max (1003 vs. 100)',
    ],
    [
      'a small bomb',
      { 'grpc-encoding': 'gzip' },
      frame(gzipSync(new Uint8Array(10_000)), 1),
      200,
      8,
      'grpc: received message after decompression larger than max 100',
    ],
    ['a message that breaks off', {}, frame(Buffer.from('ab'), 0, 50), 200, 13, 'unexpected EOF'],
    ['half a prefix', {}, Buffer.from([0, 0]), 200, 13, 'unexpected EOF'],
    [
      'no message',
      {},
      Buffer.alloc(0),
      200,
      13,
      'cardinality violation: received no request message from non-client-streaming RPC',
    ],
    [
      'two messages',
      {},
      Buffer.concat([frame(EMPTY), frame(EMPTY)]),
      200,
      13,
      'cardinality violation: received multiple request messages for non-client-streaming RPC',
    ],
  ])('refuses %s', async (_name, headers, body, http, code, text) => {
    const { port, calls } = await listening();
    expect(await send(port, headers, body)).toMatchObject({ http, code, text });
    expect(calls).toEqual([]);
  });

  test('refuses what isn’t gzip though it says so', async () => {
    const { port } = await listening();
    const answer = await send(port, { 'grpc-encoding': 'gzip' }, frame(Buffer.from('no gzip at all, no'), 1));
    expect(answer.code).toBe(13);
    expect(answer.text).toContain('grpc: failed to decompress the message: ');
  });

  test('outlives those who don’t speak HTTP/2', async () => {
    const { port } = await listening();
    const socket = connectSocket(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n');
    await once(socket, 'close');
    expect((await send(port, {}, frame(EMPTY))).code).toBe(0);
  });
});

/** A server that answers as it is told to. */
async function answering(headers: OutgoingHttpHeaders, body?: Buffer, trailers?: OutgoingHttpHeaders) {
  const server = createServer();
  server.on('stream', (stream: ServerHttp2Stream) => {
    stream.on('error', () => undefined);
    stream.resume();
    stream.on('end', () => {
      if (body === undefined) return stream.respond(headers, { endStream: true });
      stream.respond(headers, { waitForTrailers: trailers !== undefined });
      if (trailers !== undefined) stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      return stream.end(body);
    });
  });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const network = new HttpNetwork();
  return () => network.call(`127.0.0.1:${port}`, { method: METHOD, metadata: {}, message: EMPTY });
}

const GRPC = { ':status': 200, 'content-type': 'application/grpc' };

describe('a gRPC client', () => {
  test.each<[string, Parameters<typeof answering>, number, string]>([
    [
      'a proxy',
      [{ ':status': 503, 'content-type': 'text/html' }, Buffer.from('<p>busy</p>')],
      14,
      'unexpected HTTP status code received from server: 503 (Service Unavailable); transport: received unexpected content-type "text/html"',
    ],
    [
      'a server without gRPC',
      [{ ':status': 404 }],
      12,
      'unexpected HTTP status code received from server: 404 (Not Found); malformed header: missing HTTP content-type',
    ],
    ['a trailers-only error', [{ ...GRPC, 'grpc-status': '7', 'grpc-message': 'no%21' }], 7, 'no!'],
    ['an error after headers', [GRPC, Buffer.alloc(0), { 'grpc-status': '5', 'grpc-message': 'x' }], 5, 'x'],
    ['no trailers', [GRPC, frame(EMPTY)], 13, 'server closed the stream without sending trailers'],
    [
      'no message',
      [GRPC, Buffer.alloc(0), { 'grpc-status': '0' }],
      13,
      'cardinality violation: received no response message from non-server-streaming RPC',
    ],
    [
      'a message too large',
      [GRPC, frame(EMPTY, 0, 5_000_000), { 'grpc-status': '0' }],
      8,
      'grpc: received message larger than max (5000000 vs. 4194304)',
    ],
  ])('makes a status of %s', async (_name, answer, code, statusMessage) => {
    const call = await answering(...answer);
    expect(await call()).toMatchObject({ code, statusMessage, message: EMPTY });
  });

  test('reads a compressed reply', async () => {
    const body = frame(gzipSync('hello'), 1);
    const call = await answering({ ...GRPC, 'grpc-encoding': 'gzip' }, body, { 'grpc-status': '0' });
    expect(Buffer.from((await call()).message).toString()).toBe('hello');
  });

  test('says that there is no such host', async () => {
    const call = { method: METHOD, metadata: {}, message: EMPTY };
    await expect(new HttpNetwork().call('no-such-host.invalid:4317', call)).rejects.toThrow(
      /^dial tcp: lookup no-such-host\.invalid: /,
    );
    await expect(
      new HttpNetwork().request('http://no-such-host.invalid:4318/', {
        method: 'GET',
        headers: {},
        body: EMPTY,
      }),
    ).rejects.toThrow(/^dial tcp: lookup no-such-host\.invalid: /);
  });
});

test('messages of statuses survive what HTTP can’t carry', () => {
  const text = '50% of 雪 — "quoted"\r\n\u0000\u007f';
  expect(encodeStatusMessage(text)).toMatch(/^[\x20-\x7e]*$/);
  expect(decodeStatusMessage(encodeStatusMessage(text))).toBe(text);
  expect(decodeStatusMessage('100% %zz %4')).toBe('100% %zz %4');
});

test('the wait of a RetryInfo survives, and damaged details are none', () => {
  // google.rpc.Status{code: 14, details: RetryInfo{1.5s}} as grpc-go encodes it.
  const recorded = 'CA4aNgoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLlJldHJ5SW5mbxIKCggIARCAyrXuAQ';
  expect(decodeRetryDelay(encodeRetryDetails(14, 'slow down', 1_500_000_000n))).toBe(1_500_000_000n);
  expect(decodeRetryDelay(recorded)).toBe(1_500_000_000n);
  expect(decodeRetryDelay('@@@@')).toBeUndefined();
  expect(decodeRetryDelay('/////w')).toBeUndefined();
});
