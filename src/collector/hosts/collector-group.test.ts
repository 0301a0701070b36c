import { describe, expect, test } from 'vitest';
import { countSpans } from '../../otlp/spans.ts';
import type { CollectorEvents } from '../hosted-collector.ts';
import { jsonSpans } from '../testing/requests.ts';
import { CollectorGroup } from './collector-group.ts';
import { type GroupMember, shutdownGroup, startGroup } from './run-group.ts';

function recorder() {
  const lines: string[] = [];
  const spans: number[] = [];
  const events: CollectorEvents = {
    log: (line) => lines.push(line),
    traces: (data) => spans.push(countSpans(data)),
  };
  return { lines, spans, events };
}

const receiving = (port: number, exporter: string, options = ''): string => `
receivers: {otlp: {protocols: {http: {endpoint: "localhost:${port}"}}}}
processors: {batch: {timeout: 1h}}
exporters: {${exporter}: {${options}}}
service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [${exporter}]}}}`;

describe('a group of collectors', () => {
  test('has one machine: an agent sends to a gateway, and what it flushes at the end still arrives', async () => {
    const group = new CollectorGroup();
    const [agent, gateway] = [recorder(), recorder()];
    const sending = 'endpoint: "http://localhost:4320", sending_queue: {enabled: false}';
    const members: GroupMember[] = [
      { name: 'agent', config: receiving(4318, 'otlp_http', sending), events: agent.events },
      { name: 'gateway', config: receiving(4320, 'trace_store'), events: gateway.events },
    ];
    const start = await startGroup(group, members);
    expect(start).toMatchObject({ ok: true });
    if (!start.ok) return;
    expect([...start.started].map(([name, { ports }]) => [name, ports])).toEqual([
      ['gateway', [4320]],
      ['agent', [4318]],
    ]);
    expect(await group.collector('gateway').request(4318, jsonSpans(2))).toMatchObject({ status: 200 });
    expect(gateway.spans).toEqual([]);
    await shutdownGroup(group, members);
    expect(gateway.spans).toEqual([2]);
  });

  test('of two that want a port the second doesn’t start, and the first is shut down with it', async () => {
    const group = new CollectorGroup();
    const config = receiving(4318, 'nop');
    const members = ['a', 'b'].map((name) => ({ name, config, events: recorder().events }));
    expect(await startGroup(group, members)).toEqual({
      ok: false,
      name: 'a',
      errors: [
        expect.objectContaining({
          message: 'failed to start "otlp" receiver: listen tcp 127.0.0.1:4318: bind: address already in use',
        }),
      ],
    });
    expect(await group.collector('b').request(4318, jsonSpans(1))).toBeUndefined();
  });

  test('each has its own counters and faults', async () => {
    const group = new CollectorGroup();
    const members = [4318, 4320].map((port) => ({
      name: String(port),
      config: receiving(port, 'nop'),
      events: recorder().events,
    }));
    await startGroup(group, members);
    await group.collector('4318').setFaults('otlp', { fault: { kind: 'status', status: 503 }, count: 1 });
    const answers = [4318, 4318, 4320].map(
      (port) => () => group.collector('4318').request(port, jsonSpans(1)),
    );
    const statuses: (number | undefined)[] = [];
    for (const answer of answers) statuses.push((await answer())?.status);
    expect(statuses).toEqual([503, 200, 200]);
    const accepted = async (name: string) =>
      (await group.collector(name).counters()).find((each) => each.name === 'otelcol_receiver_accepted_spans')
        ?.value;
    expect([await accepted('4318'), await accepted('4320')]).toEqual([1, 1]);
    group.dispose();
  });
});
