import { afterEach, describe, expect, test } from 'vitest';
import { decodeContent } from '../../../../otlp/content-encoding.ts';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import type { AnyValue } from '../../../../otlp/model.ts';
import { spansOf } from '../../../../otlp/spans.ts';
import { struct } from '../../../config/schema.ts';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { processorFactory } from '../../../pipeline/component.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import type { MemoryAccount } from '../../../pipeline/memory-account.ts';
import { exportRequest, testTraces } from '../../../testing/requests.ts';
import { components } from '../../components.ts';
import { MIB } from './memory-limits.ts';

const MS = 1_000_000n;
/** Between two looks at the memory. */
const INTERVAL = 100n * MS;
/** What the clients send in that time; the spike the limiter allows for is a MiB. */
const REQUESTS = 10;
const BYTES = 95_000;

const open: { recover(): void; readonly collector: InProcessCollector }[] = [];
afterEach(async () => {
  for (const { recover, collector } of open.splice(0)) {
    // It couldn't hand on what it holds to a backend that is stuck.
    recover();
    await collector.shutdown();
  }
});

/** A whole collector before a backend that is down at first, and clients that send again what was refused. */
async function overloaded(pipeline: {
  readonly processors: string;
  readonly exporter: string;
  readonly backend: 'refusing' | 'stuck';
}) {
  const clock = new ManualClock(1_767_225_600_000_000_000n);
  const machine = new VirtualNetwork();
  let memory: MemoryAccount | undefined;
  const probe = processorFactory({
    kind: 'processor',
    type: 'probe',
    schema: struct('probe.Config', {}),
    stability: { traces: 'development' },
    doc: 'Shows the account of the memory.',
    create: {
      traces(_, context, next) {
        memory = context.memory;
        return { mutatesData: false, consume: (data, consumed) => next.consume(data, consumed) };
      },
    },
  });
  const collector = new InProcessCollector({ clock, machine, components: components.with([probe]) });
  const delivered: number[] = [];
  let up = false;
  const waiting: (() => void)[] = [];
  await machine.listen({ host: '127.0.0.1', port: 9999 }, async (request): Promise<HttpResponse> => {
    const headers = { 'content-type': 'application/x-protobuf' };
    if (!up && pipeline.backend === 'refusing') return { status: 503, headers, body: new Uint8Array() };
    if (!up) await new Promise<void>((resolve) => waiting.push(resolve));
    const body = decodeContent(request.body, request.headers['content-encoding'] ?? '', 1e9);
    for (const { span } of spansOf(decodeRequest('traces', body, 'protobuf')))
      delivered.push(Number(span.attributes.get('number')));
    return { status: 200, headers, body: new Uint8Array() };
  });
  const started = await collector.start(
    `receivers: {otlp: {protocols: {http: {endpoint: 127.0.0.1:4318}}}}
processors:
  memory_limiter: {check_interval: 100ms, limit_mib: 3, spike_limit_mib: 1}
  batch: {timeout: 200ms}
  probe:
exporters:
  otlp_http:
    endpoint: http://127.0.0.1:9999
    compression: none
    ${pipeline.exporter}
service:
  pipelines:
    traces: {receivers: [otlp], processors: ${pipeline.processors}, exporters: [otlp_http]}
`,
    { log: () => undefined, traces: () => undefined },
  );
  expect(started).toMatchObject({ ok: true });

  const unsent: number[] = [];
  const statuses: Record<number, number> = {};
  let created = 0;
  let highest = 0;
  let most = 0;
  const held = (): number => memory?.used ?? 0;
  const look = (): void => {
    highest = Math.max(highest, held());
    most = Math.max(most, created - unsent.length - delivered.length);
  };

  const send = async (number: number): Promise<void> => {
    const answer = await collector.request(4318, largeRequest(number));
    const status = answer?.status ?? 0;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status !== 200) unsent.push(number);
  };

  const recover = (): void => {
    up = true;
    for (const resolve of waiting.splice(0)) resolve();
  };
  open.push({ recover, collector });

  return {
    delivered,
    statuses,
    held,
    clock,
    collector,
    /** The most bytes that the account had. */
    get highest() {
      return highest;
    },
    /** The most bytes of spans that were in the collector: sent, not refused, and not delivered. */
    get most() {
      return most * BYTES;
    },
    get created() {
      return created;
    },
    get unsent() {
      return unsent.length;
    },
    recover,
    /** Sends as much as ever for so many intervals: what was refused first, and new data while `fresh`. */
    async pass(intervals: number, fresh: boolean) {
      for (let interval = 0; interval < intervals; interval += 1) {
        for (let request = 0; request < REQUESTS; request += 1) {
          const again = unsent.shift();
          if (again !== undefined) void send(again);
          else if (fresh) void send(created++);
        }
        await clock.advance(INTERVAL / 2n);
        look();
        await clock.advance(INTERVAL / 2n);
        look();
      }
    },
  };
}

const payload = 'x'.repeat(BYTES);

function largeRequest(number: number): HttpRequest {
  const data = testTraces(1);
  data.resourceSpans[0]!.scopeSpans[0]!.spans[0]!.attributes = new Map<string, AnyValue>([
    ['number', BigInt(number)],
    ['payload', payload],
  ]);
  return exportRequest(data, 'protobuf');
}

const RETRY = 'retry_on_failure: {initial_interval: 1s, max_interval: 2s, max_elapsed_time: 0s}';

describe('under sustained overload the collector refuses, holds no more than the hard limit, and recovers', () => {
  test.each([
    {
      name: 'a backend that refuses, behind a queue',
      processors: '[memory_limiter, probe]',
      exporter: `${RETRY}\n    sending_queue: {queue_size: 100000}`,
      backend: 'refusing' as const,
    },
    {
      name: 'a backend that refuses, behind a queue and a batch',
      processors: '[memory_limiter, probe, batch]',
      exporter: `${RETRY}\n    sending_queue: {queue_size: 100000}`,
      backend: 'refusing' as const,
    },
    {
      name: 'a stuck backend behind a batch without a queue',
      processors: '[memory_limiter, probe, batch]',
      exporter: 'timeout: 0s\n    sending_queue: {enabled: false}',
      backend: 'stuck' as const,
    },
    {
      name: 'a stuck backend that clients wait for',
      processors: '[memory_limiter, probe]',
      exporter: 'timeout: 0s\n    sending_queue: {enabled: false}',
      backend: 'stuck' as const,
    },
  ])('$name', async (pipeline) => {
    const run = await overloaded(pipeline);
    await run.pass(200, true);
    expect(run.most).toBeGreaterThan(1.9 * MIB);
    expect(run.most).toBeLessThan(3 * MIB);
    expect(run.highest).toBeGreaterThanOrEqual(run.most);
    expect(run.highest).toBeLessThan(3 * MIB);
    expect(run.statuses[503]).toBeGreaterThan(1000);
    expect(run.delivered).toEqual([]);

    run.recover();
    await run.pass(60, false);
    expect(run.unsent).toBe(0);
    expect(run.highest).toBeLessThan(3 * MIB);
    await run.collector.shutdown();
    expect(Object.keys(run.statuses)).toEqual(['200', '503']);
    // Each span once, in spite of all the refusals.
    expect(run.delivered.toSorted((a, b) => a - b)).toEqual(Array.from({ length: run.created }, (_, n) => n));
    expect(run.held()).toBe(0);
  });
});
