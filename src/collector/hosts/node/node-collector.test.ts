import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { countSpans } from '../../../otlp/spans.ts';
import { exportRequest, jsonSpans, testTraces, tracesTo } from '../../testing/requests.ts';
import { HttpNetwork } from './http-network.ts';
import { type NodeCollector, startNodeCollector } from './node-collector.ts';

const collectors: NodeCollector[] = [];
afterEach(async () => {
  for (const collector of collectors.splice(0)) await collector.shutdown();
});

async function started(
  config = tracesTo('trace_store'),
  ports: 'ephemeral' | Record<number, number> = 'ephemeral',
) {
  // A sum: on a busy machine the spans of two requests may come in two batches.
  const spans = { arrived: 0 };
  const collector = await startNodeCollector(
    config,
    {
      log: () => undefined,
      traces: (data) => {
        spans.arrived += countSpans(data);
      },
    },
    { ports },
  );
  collectors.push(collector);
  const url = `http://127.0.0.1:${collector.portOf(4318)}/v1/traces`;
  return { collector, spans, url };
}

const post = (url: string, init: RequestInit = {}): Promise<Response> => {
  const { headers, body } = jsonSpans(2);
  return fetch(url, { method: 'POST', headers, body: body as Uint8Array<ArrayBuffer>, ...init });
};

describe('a collector on real ports', () => {
  test('stands on a port of the system for the one configured, and is reached by both', async () => {
    const { collector, spans, url } = await started();
    expect(collector.portOf(4318)).not.toBe(4318);
    expect(await (await post(url)).json()).toEqual({ partialSuccess: {} });
    expect(await collector.request(4318, jsonSpans(3))).toMatchObject({ status: 200 });
    await collector.shutdown();
    expect(spans.arrived).toBe(5);
    expect(collector.portOf(4318)).toBeUndefined();
    await expect(post(url)).rejects.toThrow();
  });

  test('speaks gRPC on a port of the system too', async () => {
    const { collector, spans } = await started(tracesTo('trace_store').replace('http:\n', 'grpc:\n'));
    const reply = await new HttpNetwork().call(`127.0.0.1:${collector.portOf(4317)}`, {
      method: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      metadata: {},
      message: exportRequest(testTraces(4), 'protobuf').body,
    });
    expect(reply).toMatchObject({ code: 0, statusMessage: '' });
    await collector.shutdown();
    expect([spans.arrived, collector.portOf(4317)]).toEqual([4, undefined]);
  });

  test('several run side by side', async () => {
    const [a, b] = [await started(), await started(tracesTo('trace_store'), { 4318: 0 })];
    await post(a.url);
    await post(b.url);
    await post(b.url);
    await a.collector.shutdown();
    await b.collector.shutdown();
    expect([a.spans.arrived, b.spans.arrived]).toEqual([2, 4]);
  });

  test('refuses a body over the limit while it streams in, keeping none of it', async () => {
    const { url } = await started(
      tracesTo('trace_store').replace('http:\n', 'http: {max_request_body_size: 1000}\n'),
    );
    const body = new Uint8Array(5_000_000);
    const response = await post(url, { body });
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: 3, message: 'http: request body too large' },
    ]);
  });

  test('answers the requests under way before it is down', async () => {
    const { collector, spans } = await started();
    const socket = connect(collector.portOf(4318)!, '127.0.0.1');
    await once(socket, 'connect');
    const { body } = exportRequest(testTraces(2), 'json');
    socket.write(
      `POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.subarray(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const down = collector.shutdown();
    socket.write(body.subarray(10));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*connection: close/i);
    await down;
    expect(spans.arrived).toBe(2);
  });

  test('does not start on a port that is taken', async () => {
    const { collector } = await started();
    const taken = { 4318: collector.portOf(4318)! };
    await expect(started(tracesTo('nop'), taken)).rejects.toThrow(
      `listen tcp 127.0.0.1:${taken[4318]}: bind: address already in use`,
    );
  });

  test('does not start on a host that isn’t there', async () => {
    const config = tracesTo('nop').replace('http:\n', 'http: {endpoint: "192.0.2.1:4318"}\n');
    await expect(started(config)).rejects.toThrow(
      'listen tcp 192.0.2.1:0: bind: cannot assign requested address',
    );
  });
});
