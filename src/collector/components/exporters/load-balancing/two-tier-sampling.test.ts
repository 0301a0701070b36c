import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Span, TracesData } from '../../../../otlp/model.ts';
import { CollectorGroup } from '../../../hosts/collector-group.ts';
import { type GroupMember, shutdownGroup, startGroup } from '../../../hosts/run-group.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { exportRequest, testSpan, testTraces } from '../../../testing/requests.ts';

const TRACES = 60;
const SPANS = 4;
const SECOND = 1_000_000_000n;

/** The first tier: hands each trace to one of the samplers. */
const gateway = (hostnames: string) => `
receivers: {otlp: {protocols: {http: {endpoint: localhost:4318}}}}
exporters:
  load_balancing:
    protocol: {otlp: {tls: {insecure: true}}}
    resolver: {static: {hostnames: [${hostnames}]}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [load_balancing]}}}`;

/** The second tier: keeps traces with an error in any of their spans. */
const sampler = (port: number) => `
receivers: {otlp: {protocols: {grpc: {endpoint: localhost:${port}}}}}
processors:
  tail_sampling:
    decision_wait: 2s
    policies: [{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}]
exporters: {trace_store: }
service: {pipelines: {traces: {receivers: [otlp], processors: [tail_sampling], exporters: [trace_store]}}}`;

/** One span of every trace; every second trace has an error in its last one. */
function wave(number: number): TracesData {
  const data = testTraces(TRACES);
  const [resource] = data.resourceSpans;
  const [scope] = resource!.scopeSpans;
  scope!.spans = Array.from({ length: TRACES }, (_, trace): Span => {
    const span = testSpan(1 + trace * SPANS + number);
    const failed = number === SPANS - 1 && trace % 2 === 0;
    return {
      ...span,
      traceId: traceId(trace),
      status: { code: failed ? 2 : 0, message: '' },
    };
  });
  return data;
}

function traceId(trace: number): string {
  return (1n + BigInt(trace) * 0x9e3779b97f4a7c15n).toString(16).padStart(32, '0');
}

function countByTrace(received: readonly TracesData[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { resourceSpans } of received) {
    for (const { scopeSpans } of resourceSpans) {
      for (const { spans } of scopeSpans) {
        for (const { traceId: id } of spans) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return counts;
}

describe('tail sampling in two tiers', () => {
  let clock: ManualClock;
  let group: CollectorGroup;

  beforeEach(() => {
    clock = new ManualClock(1_767_225_600n * SECOND);
    group = new CollectorGroup({ clock });
  });

  afterEach(() => group.dispose());

  test('brings every trace whole to one sampler, which decides about all of it', async () => {
    const received: { readonly a: TracesData[]; readonly b: TracesData[] } = { a: [], b: [] };
    const log: string[] = [];
    const events = { log: (line: string) => log.push(line), traces: () => undefined };
    const members: GroupMember[] = [
      { name: 'gateway', config: gateway('localhost:4401, localhost:4402'), events },
      { name: 'a', config: sampler(4401), events: { ...events, traces: (data) => received.a.push(data) } },
      { name: 'b', config: sampler(4402), events: { ...events, traces: (data) => received.b.push(data) } },
    ];
    expect(await startGroup(group, members)).toMatchObject({ ok: true });
    for (let number = 0; number < SPANS; number += 1) {
      const answer = await group.collector('gateway').request(4318, exportRequest(wave(number), 'json'));
      expect(answer?.status).toBe(200);
      await clock.advance(100_000_000n);
    }
    await clock.advance(5n * SECOND);
    const [atA, atB] = [countByTrace(received.a), countByTrace(received.b)];
    expect([...atA.keys()].filter((id) => atB.has(id))).toEqual([]);
    expect(atA.size).toBeGreaterThan(TRACES / 10);
    expect(atB.size).toBeGreaterThan(TRACES / 10);
    const failed = Array.from({ length: TRACES / 2 }, (_, index) => traceId(2 * index));
    expect([...atA.keys(), ...atB.keys()].sort()).toEqual(failed.sort());
    expect([...atA.values(), ...atB.values()]).toEqual(failed.map(() => SPANS));

    const counters = await group.collector('gateway').counters();
    const counterOf = (name: string, attributes: object): number | undefined =>
      counters.find(
        (each) => each.name === name && JSON.stringify(each.attributes) === JSON.stringify(attributes),
      )?.value;
    expect(counterOf('otelcol_loadbalancer_num_backends', { resolver: 'static' })).toBe(2);
    for (const endpoint of ['localhost:4401', 'localhost:4402']) {
      const outcome = { endpoint, success: 'true' };
      expect(counterOf('otelcol_loadbalancer_backend_outcome', outcome)).toBe(SPANS);
    }
    expect(counterOf('otelcol_exporter_sent_spans', { exporter: 'load_balancing' })).toBe(TRACES * SPANS);
    await shutdownGroup(group, members);
    expect(log.filter((line) => /\t(warn|error)\t/.test(line))).toEqual([]);
  });
});
