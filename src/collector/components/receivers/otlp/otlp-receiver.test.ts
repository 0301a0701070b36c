import { gzipSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeResponse } from '../../../../otlp/export-response.ts';
import type { PartialSuccess, TracesData } from '../../../../otlp/model.ts';
import { decodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { PermanentError, StatusError } from '../../../pipeline/consumer.ts';
import { exportRequest, testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { otlpReceiverSchema } from './config.ts';
import { createOtlpReceiver } from './otlp-receiver.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const utf8 = new TextEncoder();

async function receiver(http = '{}', options: { fail?: unknown; partial?: PartialSuccess } = {}) {
  const network = new VirtualNetwork();
  const taken: TracesData[] = [];
  const metadata: ReadonlyMap<string, readonly string[]>[] = [];
  const { context, lines } = testContext({ id: 'otlp', network });
  const { config, problems } = decodeStruct(otlpReceiverSchema, parseYaml(`protocols: {http: ${http}}`));
  expect(problems).toEqual([]);
  const instance = createOtlpReceiver(config, context, {
    traces: {
      mutatesData: false,
      async consume(data, consumed) {
        if (options.fail !== undefined) throw options.fail;
        taken.push(data);
        metadata.push(consumed.metadata);
        return options.partial;
      },
    },
  });
  await instance.start?.();
  const send = async (request: Partial<HttpRequest>): Promise<HttpResponse & { text: string }> => {
    const whole = { method: 'POST', path: '/v1/traces', headers: {}, body: utf8.encode('{}'), ...request };
    const response = (await network.deliver(4318, whole))!;
    return { ...response, text: new TextDecoder().decode(response.body) };
  };
  const counters = (): [string, number][] =>
    context.telemetry.values().map(({ name, value }) => [name, value]);
  return { send, taken, metadata, lines, counters, instance, network };
}

describe('OTLP over HTTP', () => {
  test.each(['json', 'protobuf'] as const)('takes spans in %s and answers in it', async (encoding) => {
    const { send, taken } = await receiver();
    const response = await send(exportRequest(testTraces(3), encoding));
    expect(response).toMatchObject({
      status: 200,
      headers: { 'content-type': exportRequest(testTraces(0), encoding).headers['content-type'] },
    });
    expect(decodeResponse('traces', response.body, encoding)).toEqual({ rejected: 0n, errorMessage: '' });
    expect(taken).toEqual([testTraces(3)]);
  });

  test('full success is what the collector sends', async () => {
    const { send } = await receiver();
    expect((await send({ headers: JSON_TYPE })).text).toBe('{"partialSuccess":{}}');
    const protobuf = await send({
      headers: { 'content-type': 'application/x-protobuf' },
      body: new Uint8Array(),
    });
    expect([...protobuf.body]).toEqual([0x0a, 0x00]);
  });

  test('nothing is handed on of a request without spans', async () => {
    const { send, taken, counters } = await receiver();
    await send({ headers: JSON_TYPE });
    expect(taken).toEqual([]);
    expect(counters()).toEqual([]);
  });

  /** Statuses and bodies recorded from the collector. */
  test.each<[string, Partial<HttpRequest>, number, string]>([
    ['GET', { method: 'GET' }, 405, '405 method not allowed, supported: [POST]'],
    ['PUT', { method: 'PUT', headers: JSON_TYPE }, 405, '405 method not allowed, supported: [POST]'],
    [
      'another type',
      { headers: { 'content-type': 'text/plain' } },
      415,
      '415 unsupported media type, supported: [application/json, application/x-protobuf]',
    ],
    ['no type', {}, 415, '415 unsupported media type, supported: [application/json, application/x-protobuf]'],
    [
      'a type with parameters',
      { headers: { 'content-type': 'application/json; charset=utf-8' } },
      200,
      '{"partialSuccess":{}}',
    ],
    ['a query', { path: '/v1/traces?x=1', headers: JSON_TYPE }, 200, '{"partialSuccess":{}}'],
    ['another path', { path: '/', headers: JSON_TYPE }, 404, '404 page not found\n'],
    ['a signal without pipeline', { path: '/v1/metrics', headers: JSON_TYPE }, 404, '404 page not found\n'],
    ['a path that isn’t clean', { path: '//v1/./traces', headers: JSON_TYPE }, 307, ''],
    [
      'an unknown compression',
      { headers: { ...JSON_TYPE, 'content-encoding': 'br' } },
      400,
      '{"code":3,"message":"unsupported Content-Encoding: br"}',
    ],
    [
      'compression in capitals',
      { headers: { ...JSON_TYPE, 'content-encoding': 'GZIP' } },
      400,
      '{"code":3,"message":"unsupported Content-Encoding: GZIP"}',
    ],
    [
      'an unknown compression of an unknown type',
      { headers: { 'content-type': 'text/plain', 'content-encoding': 'br' } },
      400,
      '{"code":3,"message":"unsupported Content-Encoding: br"}',
    ],
    [
      'no gzip',
      {
        headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
        body: utf8.encode('abcdefghijklmnopqrstuvwxyz'),
      },
      400,
      '{"code":3,"message":"gzip: invalid header"}',
    ],
    [
      'short gzip',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } },
      400,
      '{"code":3,"message":"unexpected EOF"}',
    ],
    [
      'empty gzip',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: new Uint8Array() },
      400,
      '{"code":3,"message":"EOF"}',
    ],
    [
      'gzip that breaks off',
      {
        headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
        body: gzipSync(utf8.encode('{}')).slice(0, 15),
      },
      400,
      '{"code":3,"message":"unexpected EOF"}',
    ],
    [
      'no zlib',
      { headers: { ...JSON_TYPE, 'content-encoding': 'deflate' } },
      400,
      '{"code":3,"message":"zlib: invalid header"}',
    ],
  ])('answers %s', async (_name, request, status, text) => {
    const { send } = await receiver();
    const response = await send(request);
    expect([response.status, response.text]).toEqual([status, text]);
  });

  test('redirects to the clean path', async () => {
    const { send } = await receiver();
    expect((await send({ path: '/v1//traces', headers: JSON_TYPE })).headers).toMatchObject({
      location: '/v1/traces',
    });
  });

  test('answers what can’t be decoded with a status in the request’s encoding', async () => {
    const { send } = await receiver();
    const json = await send({ headers: JSON_TYPE, body: utf8.encode('{"resourceSpans":5}') });
    expect(json).toMatchObject({ status: 400, headers: JSON_TYPE });
    expect(decodeRpcStatus(json.body, 'json')).toMatchObject({
      code: 3,
      message: expect.stringContaining('resourceSpans'),
    });
    const protobuf = await send({
      headers: { 'content-type': 'application/x-protobuf' },
      body: new Uint8Array([0x0a, 5, 1]),
    });
    expect(protobuf).toMatchObject({ status: 400, headers: { 'content-type': 'application/x-protobuf' } });
    expect(decodeRpcStatus(protobuf.body, 'protobuf').code).toBe(3);
  });

  test.each([
    ['gzip', gzipSync],
    ['zlib', zlibSync],
    ['deflate', zlibSync],
  ] as const)('undoes %s', async (name, compress) => {
    const { send, taken } = await receiver();
    const request = exportRequest(testTraces(2), 'protobuf');
    const response = await send({
      ...request,
      headers: { ...request.headers, 'content-encoding': name },
      body: compress(request.body),
    });
    expect(response.status).toBe(200);
    expect(taken.map(countSpans)).toEqual([2]);
  });

  test('notices damage by the checksum', async () => {
    const { send } = await receiver();
    const body = gzipSync(utf8.encode('{}'));
    body[body.length - 8]! ^= 1;
    const response = await send({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body });
    expect(response.text).toBe('{"code":3,"message":"gzip: invalid checksum"}');
  });

  test.each(['zstd', 'snappy', 'lz4'])('says of %s that it isn’t implemented here', async (name) => {
    const { send } = await receiver();
    const response = await send({ headers: { ...JSON_TYPE, 'content-encoding': name } });
    expect(response.status).toBe(400);
    expect(response.text).toContain('known, but not implemented here');
  });

  test('takes only the compressions that are configured', async () => {
    const { send } = await receiver('{compression_algorithms: [gzip]}');
    expect((await send({ headers: JSON_TYPE })).text).toBe(
      '{"code":3,"message":"unsupported Content-Encoding: "}',
    );
    const body = gzipSync(utf8.encode('{}'));
    expect((await send({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body })).status).toBe(200);
  });

  test('refuses bodies over the limit, before and after decompression', async () => {
    const { send } = await receiver('{max_request_body_size: 3000}');
    const body = utf8.encode(' '.repeat(5000));
    const tooLarge = { status: 400, text: '{"code":3,"message":"http: request body too large"}' };
    expect(await send({ headers: JSON_TYPE, body })).toMatchObject(tooLarge);
    expect(
      await send({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(body) }),
    ).toMatchObject(tooLarge);
    expect(await send({ method: 'GET', body })).toMatchObject({ status: 405 });
  });

  test('unpacks no bomb', async () => {
    const { send } = await receiver();
    const body = gzipSync(new Uint8Array(64 * 1024 * 1024));
    const response = await send({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body });
    expect(response.text).toContain('http: request body too large');
  });

  test.each([
    [new Error('no room'), 503, 14],
    [new PermanentError('bad data'), 500, 13],
    [new StatusError(1, 'x'), 503, 1],
    [new StatusError(3, 'x'), 400, 3],
    [new StatusError(4, 'x'), 503, 4],
    [new StatusError(7, 'x'), 403, 7],
    [new StatusError(8, 'x'), 429, 8],
    [new StatusError(10, 'x'), 503, 10],
    [new StatusError(11, 'x'), 503, 11],
    [new StatusError(12, 'x'), 404, 12],
    [new StatusError(15, 'x'), 503, 15],
    [new StatusError(16, 'x'), 401, 16],
    [new StatusError(2, 'x'), 500, 2],
    ['a text', 503, 14],
  ])('answers %s from the pipeline with %i', async (fail, status, code) => {
    const { send, counters } = await receiver('{}', { fail });
    const response = await send(exportRequest(testTraces(2), 'json'));
    expect(response.status).toBe(status);
    expect(decodeRpcStatus(response.body, 'json').code).toBe(code);
    expect(counters()).toContainEqual(['otelcol_receiver_refused_spans', 2]);
  });

  test('tells clients how long to wait', async () => {
    const { send } = await receiver('{}', { fail: new StatusError(8, 'slow down', 13_500_000_000n) });
    expect((await send(exportRequest(testTraces(1), 'json'))).headers).toMatchObject({ 'retry-after': '13' });
  });

  test('passes a partial success on', async () => {
    const { send } = await receiver('{}', { partial: { rejected: 2n, errorMessage: 'too old' } });
    const response = await send(exportRequest(testTraces(3), 'json'));
    expect(response.status).toBe(200);
    expect(decodeResponse('traces', response.body, 'json')).toEqual({
      rejected: 2n,
      errorMessage: 'too old',
    });
  });

  test('hands the request’s headers on when told to', async () => {
    const request = exportRequest(testTraces(1), 'json');
    const without = await receiver();
    await without.send({ ...request, headers: { ...request.headers, tenant: 'a' } });
    expect([...without.metadata[0]!]).toEqual([]);
    const withMetadata = await receiver('{include_metadata: true}');
    await withMetadata.send({ ...request, headers: { ...request.headers, tenant: 'a' } });
    expect(withMetadata.metadata[0]!.get('tenant')).toEqual(['a']);
  });

  test('listens on the path that is configured, and adds headers', async () => {
    const { send } = await receiver('{traces_url_path: "spans?x", response_headers: {X-A: b}}');
    expect((await send({ headers: JSON_TYPE })).status).toBe(404);
    expect(await send({ path: '/spans', headers: JSON_TYPE })).toMatchObject({
      status: 200,
      headers: { 'x-a': 'b' },
    });
  });

  test('listens no more after shutdown', async () => {
    const { instance, network } = await receiver();
    await instance.shutdown?.();
    expect(network.ports()).toEqual([]);
  });

  test('says where gRPC is served', async () => {
    const { context, lines } = testContext();
    const { config } = decodeStruct(otlpReceiverSchema, parseYaml('protocols: {grpc: }'));
    await createOtlpReceiver(config, context, {}).start?.();
    expect(lines).toEqual([
      expect.stringContaining('info\tStarting GRPC server\t{"endpoint": "127.0.0.1:4317"}'),
    ]);
  });
});

describe('CORS', () => {
  const config =
    '{cors: {allowed_origins: ["http://*.example.com"], allowed_headers: [X-Foo], exposed_headers: [X-Bar], max_age: 7200}}';
  const origin = { origin: 'http://a.example.com' };
  const preflight = (headers: Record<string, string>): Partial<HttpRequest> => ({
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'POST', ...headers },
    body: new Uint8Array(),
  });
  const VARY = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';

  test('grants pages of allowed origins', async () => {
    const { send } = await receiver(config);
    const granted = await send(preflight({ ...origin, 'access-control-request-headers': 'x-foo' }));
    expect([granted.status, granted.headers]).toEqual([
      204,
      {
        vary: VARY,
        'access-control-allow-origin': 'http://a.example.com',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'x-foo',
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '7200',
      },
    ]);
    expect((await send({ headers: { ...JSON_TYPE, ...origin } })).headers).toEqual({
      ...JSON_TYPE,
      vary: 'Origin',
      'access-control-allow-origin': 'http://a.example.com',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'X-Bar',
    });
  });

  test.each([
    ['another origin', { origin: 'http://evil.com' }],
    ['another method', { ...origin, 'access-control-request-method': 'PATCH' }],
    ['another header', { ...origin, 'access-control-request-headers': 'content-type,x-foo' }],
  ])('grants nothing for %s', async (_name, headers) => {
    const { send } = await receiver(config);
    expect(await send(preflight(headers))).toMatchObject({ status: 204, headers: { vary: VARY } });
    expect((await send(preflight(headers))).headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('is off without allowed origins, and says so', async () => {
    const { send, lines } = await receiver('{cors: {allowed_headers: [x]}}');
    expect((await send(preflight(origin))).status).toBe(405);
    expect(lines[0]).toContain(
      'The CORS configuration specifies allowed headers but no allowed origins, and is therefore ignored.',
    );
  });
});
