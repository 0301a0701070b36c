import { describe, expect, test } from 'vitest';
import { encodeTraces } from '../../../../otlp/export-request.ts';
import { decodeResponse } from '../../../../otlp/export-response.ts';
import { decodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import { DroppedConnection, type FaultPlan, parseFault } from '../../../pipeline/faults.ts';
import { testTraces } from '../../../testing/requests.ts';
import { GRPC_SERVICES } from './grpc-handler.ts';
import { type StartedReceiver, startedReceiver } from './testing/started-receiver.ts';

const body = encodeTraces(testTraces(2), 'protobuf');
const SPANS = { headers: { 'content-type': 'application/x-protobuf' }, body };
const CALL = { method: `/${GRPC_SERVICES.traces}/Export`, metadata: {}, message: body };
const both = '{grpc: , http: }';
const grpc = (receiver: StartedReceiver) => receiver.network.call('localhost:4317', CALL);

async function faulty(fault: string): Promise<StartedReceiver> {
  const receiver = await startedReceiver(both);
  receiver.instance.setFaults?.(parseFault(fault));
  return receiver;
}

describe('a fault', () => {
  test.each([
    ['status=400', 400, 3],
    ['status=429', 429, 8],
    ['status=503', 503, 14],
  ])('%s refuses over HTTP and gRPC', async (fault, status, code) => {
    const receiver = await faulty(fault);
    const response = await receiver.send(SPANS);
    expect([response.status, decodeRpcStatus(response.body, 'protobuf').code]).toEqual([status, code]);
    expect(response.headers).not.toHaveProperty('retry-after');
    expect((await grpc(receiver)).code).toBe(code);
    expect(receiver.taken.traces).toEqual([]);
    expect(receiver.counters()).toEqual([
      'academy_receiver_faults status 2',
      'refused_spans http 2',
      'refused_spans grpc 2',
    ]);
  });

  test.each([
    ['status=429,retry-after=3', '3', 3_000_000_000n],
    ['status=503,retry-after=0', '0', 0n],
    // Who mustn't come back isn't told when.
    ['status=400,retry-after=3', undefined, 3_000_000_000n],
  ])('%s tells clients when to come back', async (fault, header, delay) => {
    const receiver = await faulty(fault);
    expect((await receiver.send(SPANS)).headers['retry-after']).toBe(header);
    expect((await grpc(receiver)).retryDelayNs).toBe(delay);
  });

  test('befalls as many requests as it says', async () => {
    const receiver = await faulty('status=503,count=2');
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await receiver.send(SPANS)).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    expect(receiver.taken.traces).toHaveLength(2);
  });

  test('drop ends the connection without an answer', async () => {
    const receiver = await faulty('drop,count=3');
    await expect(receiver.send(SPANS)).rejects.toBeInstanceOf(DroppedConnection);
    await expect(
      receiver.network.request('http://localhost:4318/v1/traces', { method: 'POST', ...SPANS }),
    ).rejects.toThrow('EOF');
    await expect(grpc(receiver)).rejects.toThrow('error reading from server: EOF');
    expect(receiver.taken.traces).toEqual([]);
    expect((await receiver.send(SPANS)).status).toBe(200);
  });

  test('slow answers late, by the collector’s clock', async () => {
    const receiver = await faulty('slow=1500,count=1');
    let status: number | undefined;
    const answered = receiver.send(SPANS).then((response) => {
      status = response.status;
    });
    await receiver.clock.advance(1_499_000_000n);
    expect([status, receiver.taken.traces.length]).toEqual([undefined, 0]);
    await receiver.clock.advance(1_000_000n);
    await answered;
    expect([status, receiver.taken.traces.length]).toEqual([200, 1]);
  });

  test('partial takes the data and says that some was rejected', async () => {
    const receiver = await faulty('partial=1,message=too old');
    const partial = { rejected: 1n, errorMessage: 'too old' };
    const response = await receiver.send(SPANS);
    expect(response.status).toBe(200);
    expect(decodeResponse('traces', response.body, 'protobuf')).toEqual(partial);
    const reply = await grpc(receiver);
    expect([reply.code, decodeResponse('traces', reply.message, 'protobuf')]).toEqual([0, partial]);
    expect(receiver.taken.traces).toHaveLength(2);
    expect(receiver.counters()).toContain('accepted_spans http 2');
  });

  test('is switched off again, and others take its place', async () => {
    const receiver = await faulty('status=503');
    expect((await receiver.send(SPANS)).status).toBe(503);
    receiver.instance.setFaults?.({ fault: { kind: 'status', status: 429 }, count: 1 });
    expect((await receiver.send(SPANS)).status).toBe(429);
    receiver.instance.setFaults?.({ fault: { kind: 'drop' } });
    receiver.instance.setFaults?.(undefined);
    expect((await receiver.send(SPANS)).status).toBe(200);
  });

  test('spares requests without data', async () => {
    const receiver = await faulty('status=503,count=1');
    expect((await receiver.send({ ...SPANS, body: new Uint8Array() })).status).toBe(200);
    expect((await receiver.send(SPANS)).status).toBe(503);
  });

  test('is written in the log', async () => {
    const receiver = await faulty('drop');
    await receiver.send(SPANS).catch(() => undefined);
    expect(receiver.lines.at(-1)).toContain(
      'warn\tA fault that was switched on befalls a request\t{"fault": "drop"}',
    );
  });
});

describe('a fault as text', () => {
  test.each<[string, FaultPlan]>([
    ['drop', { fault: { kind: 'drop' } }],
    ['slow=500, count=2', { fault: { kind: 'slow', milliseconds: 500 }, count: 2 }],
    ['partial=3', { fault: { kind: 'partial', rejected: 3, message: 'rejected on purpose' } }],
    [
      'status=429,retry-after=2,count=3',
      { fault: { kind: 'status', status: 429, retryAfterSeconds: 2 }, count: 3 },
    ],
  ])('%s', (text, plan) => {
    expect(parseFault(text)).toEqual(plan);
  });

  test.each([
    ['', 'a fault is status=400|429|503, drop, slow=MS or partial=ITEMS'],
    ['status=500', 'a fault is status=400|429|503'],
    ['slow=-1', 'slow must be a whole number, not "-1"'],
    ['drop,count=x', 'count must be a whole number, not "x"'],
    ['drop,retry-after=1', '"retry-after" does not belong to this fault'],
  ])('%j is refused', (text, message) => {
    expect(() => parseFault(text)).toThrow(message);
  });
});
