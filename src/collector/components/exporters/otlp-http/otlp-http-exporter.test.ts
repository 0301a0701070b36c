import { afterEach, describe, expect, test } from 'vitest';
import { decodeContent } from '../../../../otlp/content-encoding.ts';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import { encodeResponse } from '../../../../otlp/export-response.ts';
import type { TracesData } from '../../../../otlp/model.ts';
import { encodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { emptyContext, PermanentError } from '../../../pipeline/consumer.ts';
import { DroppedConnection } from '../../../pipeline/faults.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type OtlpHttpConfig, otlpHttpSchema } from './config.ts';
import { createOtlpHttpExporter } from './otlp-http-exporter.ts';

const SECOND = 1_000_000_000n;
const PROTO = { 'content-type': 'application/x-protobuf' };
const ok: HttpResponse = { status: 200, headers: PROTO, body: new Uint8Array() };

const open: { shutdown?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const exporter of open.splice(0)) await exporter.shutdown?.();
});

/** An exporter to a server that gives `answers` in order, and then 200; no queue and no compression unless asked for. */
async function exporter(
  answers: (HttpResponse | Error | Promise<HttpResponse>)[] = [],
  config: Partial<OtlpHttpConfig> = {},
) {
  const clock = new ManualClock(1_767_225_600n * SECOND);
  const network = new VirtualNetwork();
  const requests: HttpRequest[] = [];
  await network.listen({ host: 'localhost', port: 4318 }, async (request) => {
    requests.push(request);
    const answer = answers.shift() ?? ok;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const { context, lines } = testContext({ id: 'otlp_http', clock, network });
  const instance = createOtlpHttpExporter(
    {
      ...defaultConfig(otlpHttpSchema),
      endpoint: 'http://localhost:4318',
      compression: 'none',
      sending_queue: undefined,
      ...config,
    },
    context,
  );
  open.push(instance);
  const { traces, logs } = instance;
  await instance.start?.();
  const consume = (data: TracesData) => traces!.consume(data, emptyContext);
  /** Hands over data and moves time on when the first attempt is under way; what became of it. */
  const consumeWithin = async (data: TracesData, ns: bigint) => {
    const outcome = consume(data).then(
      () => 'sent',
      (error: Error) => error.message,
    );
    await clock.advance(0n);
    await clock.advance(ns);
    return Promise.race([outcome, Promise.resolve('under way')]);
  };
  return { clock, requests, lines, consume, consumeWithin, logs, context };
}

const status = (code: number, headers: Record<string, string> = {}, message?: string): HttpResponse => ({
  status: code,
  headers: { ...PROTO, ...headers },
  body: message === undefined ? new Uint8Array() : encodeRpcStatus({ code: 0, message }, 'protobuf'),
});

describe('a request', () => {
  test('goes to the path of its signal, in protobuf', async () => {
    const { consume, logs, requests } = await exporter();
    await consume(testTraces(3));
    await logs!.consume({ resourceLogs: [] }, emptyContext);
    expect(requests.map(({ path }) => path)).toEqual(['/v1/traces', '/v1/logs']);
    expect(requests[0]!.headers).toEqual({
      'content-type': 'application/x-protobuf',
      'user-agent': 'OpenTelemetry Collector Contrib/0.162.0 (linux/amd64)',
    });
    expect(decodeRequest('traces', requests[0]!.body, 'protobuf')).toEqual(testTraces(3));
  });

  test('in JSON, with headers of one’s own, to a URL of one’s own', async () => {
    const { consume, requests } = await exporter([], {
      encoding: 'json',
      headers: new Map([
        ['Authorization', 'Bearer abc'],
        ['User-Agent', 'me'],
      ]),
      traces_endpoint: 'http://localhost:4318/mine?x=1',
    });
    await consume(testTraces(1));
    expect(requests[0]).toMatchObject({
      path: '/mine?x=1',
      headers: { 'content-type': 'application/json', authorization: 'Bearer abc', 'user-agent': 'me' },
    });
    expect(decodeRequest('traces', requests[0]!.body, 'json')).toEqual(testTraces(1));
  });

  test.each(['gzip', 'zlib', 'deflate'] as const)('is compressed with %s', async (compression) => {
    const { consume, requests } = await exporter([], { compression });
    await consume(testTraces(100));
    const [{ headers, body }] = requests as [HttpRequest];
    expect(headers['content-encoding']).toBe(compression);
    const plain = decodeContent(body, compression, 1_000_000);
    expect(body.length).toBeLessThan(plain.length / 2);
    expect(decodeRequest('traces', plain, 'protobuf')).toEqual(testTraces(100));
  });
});

describe('an answer', () => {
  test.each([400, 401, 403, 404, 413, 500, 501])('of %d is final', async (code) => {
    const { consume, requests } = await exporter([status(code, {}, 'no')]);
    const refusal = consume(testTraces(1));
    await expect(refusal).rejects.toBeInstanceOf(PermanentError);
    await expect(refusal).rejects.toThrow(
      `desc = error exporting items, request to http://localhost:4318/v1/traces responded with HTTP Status Code ${code}, Message=no, Details=[]`,
    );
    expect(requests).toHaveLength(1);
  });

  test.each([429, 502, 503, 504])('of %d means to try again', async (code) => {
    const { consumeWithin, requests, lines } = await exporter([status(code)]);
    expect(await consumeWithin(testTraces(1), 5n * SECOND)).toBe('sent');
    expect(requests).toHaveLength(2);
    const name = code === 429 ? 'ResourceExhausted' : 'Unavailable';
    expect(lines.find((line) => line.includes('Will retry'))).toContain(
      `"error": "rpc error: code = ${name} desc = error exporting items, request to http://localhost:4318/v1/traces responded with HTTP Status Code ${code}, Message=, Details=[]", "interval": "5s"`,
    );
  });

  test.each([
    [429, '20', '20s'],
    [503, 'Thu, 01 Jan 2026 00:00:40 GMT', '40s'],
    [503, 'soon', '5s'],
    [502, '20', '5s'],
  ])('of %d with Retry-After: %s waits %s', async (code, retryAfter, interval) => {
    const { consumeWithin, lines, requests } = await exporter([status(code, { 'retry-after': retryAfter })]);
    expect(await consumeWithin(testTraces(1), 40n * SECOND)).toBe('sent');
    expect(requests).toHaveLength(2);
    expect(lines.find((line) => line.includes('Will retry'))).toContain(`"interval": "${interval}"`);
  });

  test('that is no status is quoted by its number', async () => {
    const { consume } = await exporter([
      { status: 400, headers: { 'content-type': 'text/plain' }, body: new TextEncoder().encode('nope') },
    ]);
    await expect(consume(testTraces(1))).rejects.toThrow(/HTTP Status Code 400$/);
  });

  test('with a partial success is told in the log, and nothing is sent again', async () => {
    const partial = { rejected: 2n, errorMessage: 'too old' };
    const { consume, requests, lines, clock } = await exporter([
      { ...ok, body: encodeResponse('traces', 'protobuf', partial) },
    ]);
    await consume(testTraces(3));
    await clock.advance(60n * SECOND);
    expect(requests).toHaveLength(1);
    expect(lines.find((line) => line.includes('\twarn\t'))).toContain(
      'Partial success response\t{"otelcol.signal": "traces", "message": "too old", "dropped_spans": 2}',
    );
  });

  test('that can’t be read is final', async () => {
    const { consume } = await exporter([{ ...ok, body: Uint8Array.of(0xff) }]);
    await expect(consume(testTraces(1))).rejects.toThrow('Permanent error: error parsing protobuf response');
  });
});

describe('no answer', () => {
  test('means to try again: nobody listens', async () => {
    const { consumeWithin, lines, context } = await exporter([], { endpoint: 'http://localhost:9999' });
    expect(await consumeWithin(testTraces(1), 400n * SECOND)).toBe(
      'no more retries left: failed to make an HTTP request: Post "http://localhost:9999/v1/traces": dial tcp 127.0.0.1:9999: connect: connection refused',
    );
    expect(lines.filter((line) => line.includes('Will retry')).length).toBeGreaterThan(8);
    expect(context.telemetry.values()).toContainEqual({
      name: 'otelcol_exporter_send_failed_spans',
      attributes: {
        exporter: 'otlp_http',
        'server.address': 'localhost',
        'server.port': '9999',
        'url.path': '/v1/traces',
      },
      value: 1,
    });
  });

  test('means to try again: it takes too long', async () => {
    const { consumeWithin, lines } = await exporter([new Promise(() => undefined)], {
      timeout: 2n * SECOND,
    });
    expect(await consumeWithin(testTraces(1), 7n * SECOND)).toBe('sent');
    expect(lines.find((line) => line.includes('Will retry'))).toContain(
      String.raw`Post \"http://localhost:4318/v1/traces\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    );
  });

  test('means to try again: the connection is cut', async () => {
    const { consumeWithin, lines } = await exporter([new DroppedConnection()]);
    expect(await consumeWithin(testTraces(1), 5n * SECOND)).toBe('sent');
    expect(lines.find((line) => line.includes('Will retry'))).toContain('v1/traces\\": EOF');
  });
});

describe('a URL', () => {
  test.each([
    ['127.0.0.1:4318', 'endpoint must be a valid URL'],
    ['http://a b', 'endpoint must be a valid URL'],
  ])('%s is none', async (endpoint, text) => {
    await expect(exporter([], { endpoint })).rejects.toThrow(text);
  });

  test('is missing for the signal', async () => {
    await expect(exporter([], { endpoint: '', logs_endpoint: 'http://localhost:4318' })).rejects.toThrow(
      'either endpoint or traces_endpoint must be specified',
    );
  });

  test('without http:// is one that can’t be asked', async () => {
    const { consume } = await exporter([], {
      endpoint: 'localhost:4318',
      retry_on_failure: { ...defaultConfig(otlpHttpSchema).retry_on_failure, enabled: false },
    });
    await expect(consume(testTraces(1))).rejects.toThrow(
      'failed to make an HTTP request: Post "localhost:4318/v1/traces": unsupported protocol scheme "localhost"',
    );
  });

  test('of a server without TLS is asked in vain over https', async () => {
    const { consume } = await exporter([], {
      endpoint: 'https://localhost:4318',
      retry_on_failure: { ...defaultConfig(otlpHttpSchema).retry_on_failure, enabled: false },
    });
    await expect(consume(testTraces(1))).rejects.toThrow('http: server gave HTTP response to HTTPS client');
  });
});
