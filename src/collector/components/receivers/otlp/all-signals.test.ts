import { gzipSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CONTENT_TYPES } from '../../../../otlp/encoding.ts';
import { decodeRequest, encodeRequest } from '../../../../otlp/export-request.ts';
import { decodeResponse } from '../../../../otlp/export-response.ts';
import { decodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import { PermanentError, StatusError } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import { GRPC_SERVICES } from './grpc-handler.ts';
import { PATHS, requestOf, SIGNALS, sampleData } from './testing/export-requests.ts';
import { startedReceiver } from './testing/started-receiver.ts';

const ENCODINGS = ['json', 'protobuf'] as const;
const COMPRESSIONS = {
  none: { headers: {}, compress: (body: Uint8Array) => body },
  gzip: { headers: { 'content-encoding': 'gzip' }, compress: (body: Uint8Array) => gzipSync(body) },
  zlib: { headers: { 'content-encoding': 'zlib' }, compress: (body: Uint8Array) => zlibSync(body) },
  deflate: { headers: { 'content-encoding': 'deflate' }, compress: (body: Uint8Array) => zlibSync(body) },
};
const TARGET = 'localhost:4317';

const exportCall = (signal: (typeof SIGNALS)[number], message: Uint8Array) => ({
  method: `/${GRPC_SERVICES[signal]}/Export`,
  metadata: {},
  message,
});

describe.each(SIGNALS)('%s', (signal) => {
  const { count, items } = signals[signal];
  const total = count(sampleData(signal) as never);

  describe.each(ENCODINGS)('as %s over HTTP', (encoding) => {
    test.each(Object.entries(COMPRESSIONS))('come through with compression %s', async (_name, how) => {
      const { send, taken, counters } = await startedReceiver('{http: }');
      const request = requestOf(signal, encoding);
      const headers = { ...request.headers, ...how.headers };
      const response = await send({ ...request, headers, body: how.compress(request.body) });
      expect(response).toMatchObject({ status: 200, headers: { 'content-type': CONTENT_TYPES[encoding] } });
      expect(decodeResponse(signal, response.body, encoding)).toEqual({ rejected: 0n, errorMessage: '' });
      expect(taken[signal]).toEqual([decodeRequest(signal, request.body, encoding)]);
      expect(counters()).toEqual([`accepted_${items} http ${total}`]);
    });

    test('are taken up to the limit and not a byte further', async () => {
      const request = requestOf(signal, encoding);
      const upTo = await startedReceiver(`{http: {max_request_body_size: ${request.body.length}}}`);
      expect((await upTo.send(request)).status).toBe(200);
      const under = await startedReceiver(`{http: {max_request_body_size: ${request.body.length - 1}}}`);
      const response = await under.send(request);
      expect(response.status).toBe(400);
      expect(decodeRpcStatus(response.body, encoding).message).toBe('http: request body too large');
    });

    test('that can’t be decoded are answered in kind', async () => {
      const { send, taken, counters } = await startedReceiver('{http: }');
      const request = requestOf(signal, encoding);
      const body = new Uint8Array([0xff, 0xff, 0xff]);
      const response = await send({ ...request, body });
      expect(response).toMatchObject({ status: 400, headers: { 'content-type': CONTENT_TYPES[encoding] } });
      expect(decodeRpcStatus(response.body, encoding).code).toBe(3);
      expect([taken[signal], counters()]).toEqual([[], []]);
    });

    test.each([
      ['a permanent error', new PermanentError('bad'), 500, 13, 'Permanent error: bad'],
      ['an error that may pass', new Error('busy'), 503, 14, 'busy'],
      [
        'a permanent error with a status',
        new PermanentError('x', { cause: new StatusError(3, 'wrong') }),
        400,
        3,
        'Permanent error: x',
      ],
      ['a status', new StatusError(8, 'full'), 429, 8, 'full'],
      ['an error because of a status', new Error('y', { cause: new StatusError(4, 'late') }), 503, 4, 'y'],
    ])('refused with %s are refused and counted', async (_name, fail, status, code, message) => {
      const { send, counters } = await startedReceiver('{http: }', { fail });
      const response = await send(requestOf(signal, encoding));
      expect([response.status, decodeRpcStatus(response.body, encoding)]).toEqual([
        status,
        { code, message },
      ]);
      expect(counters()).toEqual([`refused_${items} http ${total}`]);
    });

    test('rejected in part say so', async () => {
      const partial = { rejected: 1n, errorMessage: 'too old' };
      const { send } = await startedReceiver('{http: }', { partial });
      const response = await send(requestOf(signal, encoding));
      expect(decodeResponse(signal, response.body, encoding)).toEqual(partial);
    });
  });

  describe('over gRPC', () => {
    const message = encodeRequest(signal, sampleData(signal) as never, 'protobuf');

    test('come through', async () => {
      const { network, taken, counters } = await startedReceiver('{grpc: }');
      const reply = await network.call(TARGET, exportCall(signal, message));
      expect(reply.code).toBe(0);
      expect(decodeResponse(signal, reply.message, 'protobuf')).toEqual({ rejected: 0n, errorMessage: '' });
      expect(taken[signal]).toEqual([decodeRequest(signal, message, 'protobuf')]);
      expect(counters()).toEqual([`accepted_${items} grpc ${total}`]);
    });

    test('that are none are answered without asking the pipeline', async () => {
      const { network, taken, counters } = await startedReceiver('{grpc: }');
      expect((await network.call(TARGET, exportCall(signal, new Uint8Array()))).code).toBe(0);
      expect([taken[signal], counters()]).toEqual([[], []]);
    });

    test('that can’t be decoded are an internal error', async () => {
      const { network } = await startedReceiver('{grpc: }');
      const reply = await network.call(TARGET, exportCall(signal, new Uint8Array([0x0a, 5, 1])));
      expect([reply.code, reply.statusMessage]).toEqual([
        13,
        expect.stringMatching(/^grpc: failed to unmarshal the received message: /),
      ]);
    });

    test.each([
      ['a permanent error', new PermanentError('bad'), 13, 'Permanent error: bad', undefined],
      ['an error that may pass', new Error('busy'), 14, 'busy', undefined],
      ['a status with a wait', new StatusError(8, 'full', 2_000_000_000n), 8, 'full', 2_000_000_000n],
    ])('refused with %s are refused and counted', async (_name, fail, code, text, retryDelayNs) => {
      const { network, counters } = await startedReceiver('{grpc: }', { fail });
      const reply = await network.call(TARGET, exportCall(signal, message));
      expect(reply).toMatchObject({ code, statusMessage: text });
      expect(reply.retryDelayNs).toBe(retryDelayNs);
      expect(counters()).toEqual([`refused_${items} grpc ${total}`]);
    });

    test('rejected in part say so', async () => {
      const partial = { rejected: 1n, errorMessage: 'too old' };
      const { network } = await startedReceiver('{grpc: }', { partial });
      const reply = await network.call(TARGET, exportCall(signal, message));
      expect(decodeResponse(signal, reply.message, 'protobuf')).toEqual(partial);
    });
  });

  test('arrive at a path of their own', async () => {
    const { send } = await startedReceiver('{http: }');
    const request = requestOf(signal, 'protobuf');
    for (const path of [`${PATHS[signal]}/`, `${PATHS[signal]}2`, PATHS[signal].toUpperCase()]) {
      expect((await send({ ...request, path })).status).toBe(404);
    }
    expect((await send({ ...request, method: 'GET' })).status).toBe(405);
    expect((await send({ ...request, headers: { 'content-type': 'application/grpc' } })).status).toBe(415);
  });
});

test('paths of three signals can be chosen', async () => {
  const paths = 'traces_url_path: /t, metrics_url_path: m, logs_url_path: /l/l';
  const { send, taken } = await startedReceiver(`{http: {${paths}}}`);
  for (const [signal, path] of [
    ['traces', '/t'],
    ['metrics', '/m'],
    ['logs', '/l/l'],
    ['profiles', '/v1development/profiles'],
  ] as const) {
    expect((await send({ ...requestOf(signal, 'json'), path })).status).toBe(200);
    expect(taken[signal]).toHaveLength(1);
  }
  expect((await send(requestOf('traces', 'json'))).status).toBe(404);
});

test('both protocols feed the same pipelines', async () => {
  const { send, network, taken, counters } = await startedReceiver('{grpc: , http: }');
  const request = requestOf('logs', 'protobuf');
  await send(request);
  await network.call(TARGET, exportCall('logs', request.body));
  expect(taken.logs).toHaveLength(2);
  const total = signals.logs.count(sampleData('logs'));
  expect(counters()).toEqual([`accepted_log_records http ${total}`, `accepted_log_records grpc ${total}`]);
});
