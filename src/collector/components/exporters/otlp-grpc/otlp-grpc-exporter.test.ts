import { describe, expect, test } from 'vitest';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import { encodeResponse } from '../../../../otlp/export-response.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import { emptyContext, PermanentError } from '../../../pipeline/consumer.ts';
import { DroppedConnection } from '../../../pipeline/faults.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import type { GrpcCall, GrpcReply } from '../../../pipeline/network.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type OtlpGrpcConfig, otlpGrpcSchema } from './config.ts';
import { createOtlpGrpcExporter } from './otlp-grpc-exporter.ts';

const SECOND = 1_000_000_000n;
const EMPTY = new Uint8Array();
const ok: GrpcReply = { code: 0, statusMessage: '', message: EMPTY };
const defaults = defaultConfig(otlpGrpcSchema);
const once = { retry_on_failure: { ...defaults.retry_on_failure, enabled: false } };

type Answer = GrpcReply | Error | Promise<GrpcReply>;

/** An exporter without a queue to a server that gives `answers` in order, and then takes everything. */
async function exporter(answers: Answer[] = [], config: Partial<OtlpGrpcConfig> = {}) {
  const clock = new ManualClock(1_767_225_600n * SECOND);
  const network = new VirtualNetwork();
  const calls: GrpcCall[] = [];
  const listen = (port: number) =>
    network.listenGrpc({ host: 'localhost', port }, async (call) => {
      calls.push(call);
      const answer = answers.shift() ?? ok;
      if (answer instanceof Error) throw answer;
      return answer;
    });
  await listen(4317);
  const { context, lines } = testContext({ id: 'otlp_grpc', clock, network });
  const { traces } = createOtlpGrpcExporter(
    {
      ...defaults,
      endpoint: 'localhost:4317',
      tls: { ...defaults.tls, insecure: true },
      sending_queue: undefined,
      ...config,
    },
    context,
  );
  const consume = (count: number) => traces!.consume(testTraces(count), emptyContext);
  /** Hands over a span and moves time on when the first attempt is under way. */
  const consumeWithin = async (ns: bigint) => {
    const outcome = consume(1).then(
      () => 'sent',
      (error: Error) => error.message,
    );
    await clock.advance(0n);
    await clock.advance(ns);
    return Promise.race([outcome, Promise.resolve('under way')]);
  };
  const retries = () => lines.filter((line) => line.includes('Will retry'));
  return { clock, calls, lines, retries, listen, consume, consumeWithin };
}

const reply = (code: number, statusMessage: string, retryDelayNs?: bigint): GrpcReply => ({
  code,
  statusMessage,
  retryDelayNs,
  message: EMPTY,
});

describe('a call', () => {
  test('carries the data and the headers', async () => {
    const { consume, calls } = await exporter([], { headers: new Map([['X-Tenant', 'a']]) });
    await consume(3);
    expect(calls).toEqual([
      {
        method: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
        metadata: {
          'user-agent': 'OpenTelemetry Collector Contrib/0.162.0 (linux/amd64)',
          'x-tenant': 'a',
        },
        message: expect.any(Uint8Array),
      },
    ]);
    expect(decodeRequest('traces', calls[0]!.message, 'protobuf')).toEqual(testTraces(3));
  });

  test.each(['http://localhost:4317', 'dns:///localhost:4317', 'dns://8.8.8.8/localhost:4317'])(
    'goes to %s',
    async (endpoint) => {
      const { consume, calls } = await exporter([], { endpoint });
      await consume(1);
      expect(calls).toHaveLength(1);
    },
  );

  test('without `insecure: true` speaks TLS, which a server without it doesn’t understand', async () => {
    const { consume } = await exporter([], { tls: defaults.tls, ...once });
    await expect(consume(1)).rejects.toThrow(
      'connection error: desc = "transport: authentication handshake failed: tls: first record does not look like a TLS handshake"',
    );
  });
});

test('a compression that gRPC doesn’t have keeps it from starting', async () => {
  const { context } = testContext({ id: 'otlp_grpc' });
  const start = (compression: OtlpGrpcConfig['compression']) =>
    createOtlpGrpcExporter({ ...defaults, compression }, context).start?.();
  await expect(start('zlib')).rejects.toThrow('unsupported compression type "zlib"');
  await expect(start('none')).resolves.toBeUndefined();
});

describe('an answer', () => {
  test.each([
    [2, 'Unknown'],
    [3, 'InvalidArgument'],
    [7, 'PermissionDenied'],
    [8, 'ResourceExhausted'],
    [12, 'Unimplemented'],
    [13, 'Internal'],
    [16, 'Unauthenticated'],
  ])('of code %d is final', async (code, name) => {
    const { consume, calls } = await exporter([reply(code, 'no')]);
    const refusal = consume(1);
    await expect(refusal).rejects.toBeInstanceOf(PermanentError);
    await expect(refusal).rejects.toThrow(
      `not retryable error: Permanent error: rpc error: code = ${name} desc = no`,
    );
    expect(calls).toHaveLength(1);
  });

  test.each([1, 4, 10, 11, 14, 15])('of code %d means to try again', async (code) => {
    const { consumeWithin, calls } = await exporter([reply(code, 'later')]);
    expect(await consumeWithin(5n * SECOND)).toBe('sent');
    expect(calls).toHaveLength(2);
  });

  test('with RetryInfo says how long to wait', async () => {
    const { consumeWithin, retries } = await exporter([reply(8, 'too much', 30n * SECOND)]);
    expect(await consumeWithin(30n * SECOND)).toBe('sent');
    expect(retries()).toEqual([
      expect.stringContaining(
        '"error": "Throttle (30s), error: rpc error: code = ResourceExhausted desc = too much", "interval": "30s"',
      ),
    ]);
  });

  test('with a partial success is told in the log, and nothing is sent again', async () => {
    const message = encodeResponse('traces', 'protobuf', { rejected: 2n, errorMessage: 'too old' });
    const { consumeWithin, calls, lines } = await exporter([{ ...ok, message }]);
    expect(await consumeWithin(60n * SECOND)).toBe('sent');
    expect(calls).toHaveLength(1);
    expect(lines).toEqual([
      expect.stringContaining(
        '\twarn\tPartial success response\t{"otelcol.signal": "traces", "message": "too old", "dropped_spans": 2}',
      ),
    ]);
  });
});

describe('no answer', () => {
  test('means to try again: nobody listens', async () => {
    const { consumeWithin, retries } = await exporter([], { endpoint: 'localhost:9999' });
    expect(await consumeWithin(400n * SECOND)).toBe(
      'no more retries left: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:9999: connect: connection refused"',
    );
    expect(retries().length).toBeGreaterThan(8);
  });

  test('means to try again: it takes too long', async () => {
    const { consumeWithin, retries } = await exporter([new Promise(() => undefined)]);
    expect(await consumeWithin(11n * SECOND)).toBe('sent');
    expect(retries()).toEqual([
      expect.stringContaining(
        '"error": "rpc error: code = DeadlineExceeded desc = context deadline exceeded", "interval": "5s"',
      ),
    ]);
  });

  test('means to try again: the connection is cut', async () => {
    const { consumeWithin, retries } = await exporter([new DroppedConnection()]);
    expect(await consumeWithin(5n * SECOND)).toBe('sent');
    expect(retries()).toEqual([expect.stringContaining('desc = error reading from server: EOF"')]);
  });

  test('is waited for with wait_for_ready, as long as an attempt may take', async () => {
    const { consumeWithin, listen, retries, clock, consume } = await exporter([], {
      endpoint: 'localhost:9999',
      wait_for_ready: true,
    });
    expect(await consumeWithin(3n * SECOND)).toBe('under way');
    await listen(9999);
    await clock.advance(SECOND);
    await consume(1);
    expect(retries()).toEqual([]);
  });
});
