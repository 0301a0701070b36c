import { afterEach, describe, expect, test } from 'vitest';
import type { CollectorEvents } from '../../hosted-collector.ts';
import { jsonSpans, tracesTo } from '../../testing/requests.ts';
import { CollectorGroup } from '../collector-group.ts';
import { serveCollectors } from './serve-collectors.ts';
import {
  CollectorCrashedError,
  type CollectorWorker,
  WorkerCollector,
  WorkerCollectorGroup,
} from './worker-collector.ts';

/** Both ends of a real channel: what crosses is cloned and transferred as between a page and its worker. */
function channelWorker(): { worker: CollectorWorker; crash(reason: string): void; terminated(): boolean } {
  const { port1, port2 } = new MessageChannel();
  const listeners: ((event: { message?: string }) => void)[] = [];
  let terminated = false;
  const group = new CollectorGroup();
  serveCollectors(port2, (name) => group.collector(name));
  port2.start();
  const worker: CollectorWorker = {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    addEventListener(type: string, listener: (event: never) => void) {
      if (type === 'error') listeners.push(listener as (event: { message?: string }) => void);
      port1.addEventListener(type, listener as (event: Event) => void);
      port1.start();
    },
    terminate() {
      terminated = true;
      port1.close();
    },
  };
  const crash = (message: string): void => {
    for (const listener of listeners) listener({ message });
  };
  return { worker, crash, terminated: () => terminated };
}

function recorder(): CollectorEvents & { lines: string[]; spans: number; exchanges: number } {
  return {
    lines: [],
    spans: 0,
    exchanges: 0,
    log(line) {
      this.lines.push(line);
    },
    traces(data) {
      this.spans += data.resourceSpans
        .flatMap((each) => each.scopeSpans)
        .flatMap((each) => each.spans).length;
    },
    exchange() {
      this.exchanges += 1;
    },
  };
}

describe('a collector in a worker', () => {
  const collectors: WorkerCollector[] = [];
  const make = (create: () => CollectorWorker): WorkerCollector => {
    const collector = new WorkerCollector(create);
    collectors.push(collector);
    return collector;
  };
  afterEach(() => {
    for (const collector of collectors.splice(0)) collector.dispose();
  });

  test('takes spans, and all events have come when shutdown resolves', async () => {
    const collector = make(() => channelWorker().worker);
    const events = recorder();
    expect(await collector.start(tracesTo('trace_store', 'debug'), events)).toMatchObject({
      ok: true,
      ports: [4318],
    });
    const response = await collector.request(4318, jsonSpans(3));
    expect(response?.status).toBe(200);
    await collector.shutdown();
    expect(events.spans).toBe(3);
    expect(events.exchanges).toBe(1);
    expect(events.lines.some((line) => line.includes('\tinfo\tTraces\t{'))).toBe(true);
    expect((await collector.status()).map((status) => [status.id, status.outgoing])).toContainEqual([
      'trace_store',
      3,
    ]);
  });

  test('leaves the bytes of a request with its sender', async () => {
    const collector = make(() => channelWorker().worker);
    await collector.start(tracesTo('trace_store'), recorder());
    const request = jsonSpans(1);
    const before = request.body.slice();
    await collector.request(4318, request);
    expect(request.body).toEqual(before);
  });

  test('answers undefined where nothing listens, before and after the start', async () => {
    const collector = make(() => channelWorker().worker);
    expect(await collector.request(4318, jsonSpans(1))).toBeUndefined();
    await collector.start(tracesTo('trace_store'), recorder());
    expect(await collector.request(4319, jsonSpans(1))).toBeUndefined();
  });

  test('hands errors of the configuration over as data', async () => {
    const collector = make(() => channelWorker().worker);
    const start = await collector.start('receivers: {otlp: }', recorder());
    expect(start).toMatchObject({
      ok: false,
      errors: [{ message: 'no exporter configuration specified in config' }, {}, {}],
    });
  });

  test('what a collector flushes at a restart goes to those who started it', async () => {
    const collector = make(() => channelWorker().worker);
    const first = recorder();
    const second = recorder();
    await collector.start(tracesTo('trace_store'), first);
    await collector.request(4318, jsonSpans(2));
    await collector.start(tracesTo('trace_store'), second);
    expect([first.spans, second.spans]).toEqual([2, 0]);
  });

  test('carries every signal, counters and faults', async () => {
    const collector = make(() => channelWorker().worker);
    const got: string[] = [];
    const events: CollectorEvents = {
      log: () => undefined,
      traces: () => got.push('traces'),
      metrics: () => got.push('metrics'),
      logs: () => got.push('logs'),
      profiles: () => got.push('profiles'),
    };
    const config = `receivers: {otlp: {protocols: {http: }}}
exporters: {trace_store: , metric_store: , log_store: , profile_store: }
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [trace_store]}
    metrics: {receivers: [otlp], exporters: [metric_store]}
    logs: {receivers: [otlp], exporters: [log_store]}
    profiles: {receivers: [otlp], exporters: [profile_store]}`;
    expect(await collector.start(config, events)).toMatchObject({ ok: false });
    const options = { featureGates: ['service.profilesSupport'] };
    expect(await collector.start(config, events, options)).toMatchObject({ ok: true });
    const bodies = {
      '/v1/traces': '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"}]}]}]}',
      '/v1/metrics':
        '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"a","gauge":{"dataPoints":[{"asInt":"1"}]}}]}]}]}',
      '/v1/logs': '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"a"}}]}]}]}',
      '/v1development/profiles': '{"resourceProfiles":[{"scopeProfiles":[{"profiles":[{"samples":[{}]}]}]}]}',
    };
    const send = (path: string, body: string) =>
      collector.request(4318, {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(body),
      });
    for (const [path, body] of Object.entries(bodies)) expect((await send(path, body))?.status).toBe(200);
    expect(got).toEqual(['traces', 'metrics', 'logs', 'profiles']);
    expect(await collector.counters()).toContainEqual({
      name: 'otelcol_receiver_accepted_log_records',
      attributes: { receiver: 'otlp', transport: 'http' },
      value: 1,
    });
    await collector.setFaults('otlp', { fault: { kind: 'status', status: 503 }, count: 1 });
    expect((await send('/v1/logs', bodies['/v1/logs']))?.status).toBe(503);
    expect((await send('/v1/logs', bodies['/v1/logs']))?.status).toBe(200);
    await expect(collector.setFaults('nope', undefined)).rejects.toThrow('no receiver "nope" runs');
  });

  test('shares a worker with the others of its group', async () => {
    let workers = 0;
    const group = new WorkerCollectorGroup(() => {
      workers += 1;
      return channelWorker().worker;
    });
    const [first, second] = [recorder(), recorder()];
    const config = (port: number) =>
      tracesTo('trace_store').replace('http:', `http: {endpoint: "localhost:${port}"}`);
    await group.collector('a').start(config(4318), first);
    await group.collector('b').start(config(4320), second);
    expect(await group.collector('a').start(config(4320), first)).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('bind: address already in use') }],
    });
    await group.collector('a').start(config(4318), first);
    await group.collector('b').request(4318, jsonSpans(2));
    await group.collector('a').request(4320, jsonSpans(3));
    await Promise.all(['a', 'b'].map((name) => group.collector(name).shutdown()));
    expect([workers, first.spans, second.spans]).toEqual([1, 2, 3]);
    group.dispose();
  });

  test('reports a crash to everyone who waits and starts anew afterwards', async () => {
    const made: ReturnType<typeof channelWorker>[] = [];
    const collector = make(() => {
      const next = channelWorker();
      made.push(next);
      return next.worker;
    });
    const events = recorder();
    await collector.start(tracesTo('trace_store'), events);
    const waiting = collector.request(4318, jsonSpans(1));
    made[0]!.crash('out of memory');
    await expect(waiting).rejects.toThrow(CollectorCrashedError);
    expect(events.lines.at(-1)).toContain('out of memory');
    expect(made[0]!.terminated()).toBe(true);
    expect(await collector.status()).toEqual([]);
    expect(await collector.start(tracesTo('trace_store'), recorder())).toMatchObject({ ok: true });
    expect(made).toHaveLength(2);
  });
});
