/** The SDK's own exporters, in another process and over real sockets, as they reach a collector of ours. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { LogsData, MetricsData, TracesData } from '../../../otlp/model.ts';
import { spansOf } from '../../../otlp/spans.ts';
import { otlpReceiverSchema } from '../../components/receivers/otlp/config.ts';
import { createOtlpReceiver } from '../../components/receivers/otlp/otlp-receiver.ts';
import { decodeStruct } from '../../config/decode.ts';
import { parseYaml } from '../../config/parse-yaml.ts';
import { systemClock } from '../../pipeline/clock.ts';
import type { Receiver } from '../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../pipeline/consumer.ts';
import { parseFault } from '../../pipeline/faults.ts';
import { testContext } from '../../testing/test-context.ts';
import { HttpNetwork } from './http-network.ts';

const PROGRAM = fileURLToPath(new URL('./testing/export-signals.ts', import.meta.url));
const COUNT = 20;
const SERVICE = new Map<string, unknown>([
  ['service.name', 'another-process'],
  ['process.instance', 7n],
]);
/** What the SDK gives up after is a matter of seconds. */
const PATIENCE_MS = 60_000;

const receivers: Receiver[] = [];
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.shutdown?.();
});

/** A receiver on free ports of this machine. */
async function listening() {
  const { context, lines } = testContext({
    id: 'otlp',
    network: new HttpNetwork(),
    clock: systemClock,
  });
  const { config } = decodeStruct(
    otlpReceiverSchema,
    parseYaml('protocols: {grpc: {endpoint: "127.0.0.1:0"}, http: {endpoint: "127.0.0.1:0"}}'),
  );
  const taken = { traces: [] as TracesData[], metrics: [] as MetricsData[], logs: [] as LogsData[] };
  const into = <S extends CarriedSignal>(list: SignalData[S][]): Consumer<S> => ({
    mutatesData: false,
    async consume(data) {
      list.push(data);
      return undefined;
    },
  });
  const receiver = createOtlpReceiver(config, context, {
    traces: into(taken.traces),
    metrics: into(taken.metrics),
    logs: into(taken.logs),
  });
  await receiver.start?.();
  receivers.push(receiver);
  const address = (protocol: string): string =>
    new RegExp(`Starting ${protocol} server.*"endpoint": "([^"]+)"`).exec(lines.join('\n'))?.[1] ?? '';
  return { receiver, taken, context, http: `http://${address('HTTP')}`, grpc: `http://${address('GRPC')}` };
}

async function program(...args: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
  return stdout.trimEnd().split('\n');
}

const index = (_: unknown, number: number): number => number;
const numbers = Array.from({ length: COUNT }, index);

function expectSpans(data: readonly TracesData[], encoding: string): void {
  const spans = data.flatMap((each) => [...spansOf(each)]);
  expect(spans.map(({ span }) => span.name)).toEqual(numbers.map((number) => `span ${number}`));
  for (const { span, resource, scope } of spans) {
    expect(resource.attributes).toEqual(SERVICE);
    expect([scope.name, scope.version]).toEqual(['export-signals', '1.0']);
    expect(span.attributes).toEqual(
      new Map<string, unknown>([
        ['index', BigInt(span.name.slice('span '.length))],
        ['encoding', encoding],
        ['ratio', 0.5],
      ]),
    );
    expect(span.events).toMatchObject([{ name: 'happened', attributes: new Map([['list', ['a', 'b']]]) }]);
    expect(span.status).toEqual({ code: 2, message: 'went wrong' });
    expect(span.endTimeUnixNano).toBeGreaterThanOrEqual(span.startTimeUnixNano);
  }
}

describe('the SDK in another process', () => {
  test.each([
    ['json', 'none'],
    ['json', 'gzip'],
    ['protobuf', 'none'],
    ['protobuf', 'gzip'],
  ])(
    'sends spans as %s, compression %s',
    async (encoding, compression) => {
      const { taken, http } = await listening();
      const args = ['traces', encoding, compression, `${http}/v1/traces`, String(COUNT)];
      expect(await program(...args)).toEqual(['success', 'done']);
      expectSpans(taken.traces, encoding);
    },
    PATIENCE_MS,
  );

  test.each(['none', 'gzip'])(
    'sends spans over gRPC, compression %s',
    async (compression) => {
      const { taken, grpc, context } = await listening();
      const args = ['traces', 'grpc', compression, grpc, String(COUNT)];
      expect(await program(...args)).toEqual(['success', 'done']);
      expectSpans(taken.traces, 'grpc');
      expect(context.telemetry.values()).toContainEqual({
        name: 'otelcol_receiver_accepted_spans',
        attributes: { receiver: 'otlp', transport: 'grpc' },
        value: COUNT,
      });
    },
    PATIENCE_MS,
  );

  test.each([
    ['json', 'none'],
    ['json', 'gzip'],
    ['protobuf', 'none'],
    ['protobuf', 'gzip'],
  ])(
    'sends metrics as %s, compression %s',
    async (encoding, compression) => {
      const { taken, http } = await listening();
      const args = ['metrics', encoding, compression, `${http}/v1/metrics`, String(COUNT)];
      expect(await program(...args)).toEqual(['success', 'done']);
      const [resourceMetrics] = taken.metrics[0]!.resourceMetrics;
      expect(resourceMetrics!.resource.attributes).toEqual(SERVICE);
      const [orders, latency] = resourceMetrics!.scopeMetrics[0]!.metrics;
      expect([orders!.name, orders!.unit, orders!.sum!.isMonotonic]).toEqual(['orders', '{order}', true]);
      const points = orders!.sum!.dataPoints;
      expect(points.map(({ attributes }) => attributes.get('index'))).toEqual(numbers.map(BigInt));
      for (const point of points) expect(Number(point.asInt ?? point.asDouble)).toBe(1);
      const [histogram] = latency!.histogram!.dataPoints;
      expect([histogram!.count, histogram!.sum, histogram!.min, histogram!.max]).toEqual([20n, 1900, 0, 190]);
    },
    PATIENCE_MS,
  );

  test.each([
    ['json', 'none'],
    ['json', 'gzip'],
    ['protobuf', 'none'],
    ['protobuf', 'gzip'],
  ])(
    'sends logs as %s, compression %s',
    async (encoding, compression) => {
      const { taken, http } = await listening();
      const args = ['logs', encoding, compression, `${http}/v1/logs`, String(COUNT)];
      expect(await program(...args)).toEqual(['success', 'done']);
      const [resourceLogs] = taken.logs[0]!.resourceLogs;
      expect(resourceLogs!.resource.attributes).toEqual(SERVICE);
      const records = resourceLogs!.scopeLogs[0]!.logRecords;
      expect(records.map(({ body }) => body)).toEqual(numbers.map((number) => `line ${number}`));
      expect(records[3]).toMatchObject({
        severityNumber: 13,
        severityText: 'WARN',
        attributes: new Map<string, unknown>([
          ['index', 3n],
          ['encoding', encoding],
        ]),
      });
    },
    PATIENCE_MS,
  );

  test.each([
    ['json', 'status=429,retry-after=0,count=1'],
    ['protobuf', 'status=503,retry-after=0,count=2'],
  ])(
    'tries again as %s when it is told to (%s), and loses nothing',
    async (encoding, fault) => {
      const { receiver, taken, http, context } = await listening();
      receiver.setFaults?.(parseFault(fault));
      const url = `${http}/v1/traces`;
      expect(await program('traces', encoding, 'none', url, String(COUNT))).toEqual(['success', 'done']);
      expectSpans(taken.traces, encoding);
      const refused = context.telemetry.values().find(({ name }) => name.endsWith('_refused_spans'));
      expect(refused!.value).toBe(COUNT * Number(/count=(\d)/.exec(fault)![1]));
    },
    PATIENCE_MS,
  );

  test.each([
    ['json', 'status=400', 'failed: Bad Request'],
    ['grpc', 'status=400', 'failed: 3 INVALID_ARGUMENT: fault switched on: 400'],
    // Its gRPC exporter doesn't try again, whatever the status.
    ['grpc', 'status=503', 'failed: 14 UNAVAILABLE: fault switched on: 503'],
  ])(
    'gives up as %s where it won’t try again (%s)',
    async (encoding, fault, said) => {
      const { receiver, taken, http, grpc } = await listening();
      receiver.setFaults?.(parseFault(fault));
      const url = encoding === 'grpc' ? grpc : `${http}/v1/traces`;
      expect(await program('traces', encoding, 'none', url, '1')).toEqual([said, 'done']);
      expect(taken.traces).toEqual([]);
    },
    PATIENCE_MS,
  );
});
