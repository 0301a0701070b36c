import { describe, expect, test } from 'vitest';
import type { TracesData } from '../../otlp/model.ts';
import { countSpans } from '../../otlp/spans.ts';
import { components } from '../components/components.ts';
import { struct } from '../config/schema.ts';
import type { CollectorEvents } from '../hosted-collector.ts';
import { exporterFactory, processorFactory } from '../pipeline/component.ts';
import { PermanentError } from '../pipeline/consumer.ts';
import { ManualClock } from '../pipeline/manual-clock.ts';
import { MEMORY_CEILING } from '../pipeline/memory-ceiling.ts';
import { jsonSpans, tracesTo } from '../testing/requests.ts';
import { InProcessCollector, type InProcessOptions } from './in-process-collector.ts';

function host(options: InProcessOptions = {}) {
  const lines: string[] = [];
  const stored: TracesData[] = [];
  const exchanges: unknown[] = [];
  const events: CollectorEvents = {
    log: (line) => lines.push(line),
    traces: (data) => stored.push(data),
    exchange: (exchange) => exchanges.push(exchange),
  };
  return {
    collector: new InProcessCollector(options),
    events,
    lines,
    stored,
    exchanges,
    spans: () => stored.map(countSpans),
  };
}

const empty = struct('test.Config', {});

/** Components that misbehave, beside the real ones. */
const withTestComponents = components.with([
  exporterFactory({
    kind: 'exporter',
    type: 'refusing',
    deprecatedTypes: ['refuser'],
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Refuses everything.',
    create: () => ({
      traces: {
        mutatesData: false,
        consume: async () => {
          throw new PermanentError('no');
        },
      },
    }),
  }),
  exporterFactory({
    kind: 'exporter',
    type: 'hoarding',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Lets go of nothing.',
    create: (_config, { memory }) => ({
      traces: {
        mutatesData: false,
        consume: async () => {
          memory.hold(MEMORY_CEILING);
          return undefined;
        },
      },
    }),
  }),
  exporterFactory({
    kind: 'exporter',
    type: 'broken',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Fails to start and to stop.',
    create: () => ({
      start: () => Promise.reject(new Error('no disk')),
      shutdown: () => Promise.reject(new Error('still no disk')),
      traces: { mutatesData: false, consume: async () => undefined },
    }),
  }),
  exporterFactory({
    kind: 'exporter',
    type: 'silent',
    schema: empty,
    stability: {},
    doc: 'Has no signal.',
    create: () => ({}),
  }),
  processorFactory({
    kind: 'processor',
    type: 'breaking',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Breaks on all data and in a timer.',
    create: {
      traces: (_config, context) => {
        context.clock.setTimer(1_000_000_000n, () => {
          throw new Error('broke in a timer');
        });
        return {
          mutatesData: false,
          consume: () => {
            throw new RangeError('Invalid array length');
          },
        };
      },
    },
  }),
  processorFactory({
    kind: 'processor',
    type: 'unmakeable',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Fails to be made.',
    create: {
      traces: () => {
        throw new Error('no');
      },
    },
  }),
  processorFactory({
    kind: 'processor',
    type: 'marking',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Changes the data.',
    create: {
      traces: (_config, context, next) => ({
        mutatesData: true,
        consume(data, consumed) {
          for (const { resource } of data.resourceSpans) resource.attributes.set('marked', context.id);
          return next.consume(data, consumed);
        },
      }),
    },
  }),
]);

describe('a collector in this process', () => {
  test('runs on the clock it is given', async () => {
    const clock = new ManualClock(1_700_000_000_000_000_000n);
    const { collector, events, spans, lines } = host({ clock });
    await collector.start(tracesTo('trace_store'), events);
    await collector.request(4318, jsonSpans(2));
    await clock.advance(49_000_000n);
    expect(spans()).toEqual([]);
    await clock.advance(1_000_000n);
    expect(spans()).toEqual([2]);
    expect(lines.every((line) => line.startsWith('2023-11-14T22:13:20.000Z\t'))).toBe(true);
  });

  test('says when it is ready and what it does at the end', async () => {
    const { collector, events, lines } = host();
    await collector.start(tracesTo('debug'), events);
    await collector.request(4318, jsonSpans(1));
    await collector.shutdown();
    const messages = lines.map((line) => line.split('\t')[2]);
    expect(messages).toEqual([
      'Starting otelcol-contrib...',
      'Starting HTTP server',
      'Everything is ready. Begin running and processing data.',
      'Starting shutdown...',
      'Traces',
      'Shutdown complete.',
    ]);
    expect(lines[4]).toContain(
      '"otelcol.component.id": "debug", "otelcol.component.kind": "exporter", "otelcol.signal": "traces", "resource spans": 1, "spans": 1}',
    );
  });

  test('counts what goes through each component of each pipeline', async () => {
    const { collector, events } = host();
    await collector.start(tracesTo('trace_store', 'nop'), events);
    expect((await collector.status()).map(({ incoming }) => incoming)).toEqual([0, 0, 0, 0]);
    await collector.request(4318, jsonSpans(3));
    await collector.shutdown();
    const row = (kind: string, id: string) => ({
      kind,
      id,
      pipeline: 'traces',
      incoming: 3,
      outgoing: 3,
      refused: 0,
    });
    expect(await collector.status()).toEqual([
      row('receiver', 'otlp'),
      row('processor', 'batch'),
      row('exporter', 'trace_store'),
      row('exporter', 'nop'),
    ]);
    expect(await collector.counters()).toContainEqual({
      name: 'otelcol_receiver_accepted_spans',
      attributes: { receiver: 'otlp', transport: 'http' },
      value: 3,
    });
    expect(await collector.counters()).toContainEqual({
      name: 'otelcol_exporter_sent_spans',
      attributes: { exporter: 'trace_store' },
      value: 3,
    });
  });

  test('answers with what an exporter refuses, and counts it', async () => {
    const { collector, events } = host({ components: withTestComponents });
    const config = `receivers: {otlp: {protocols: {http: }}}
exporters: {refusing: , trace_store: }
service: {pipelines: {traces: {receivers: [otlp], exporters: [refusing]}, traces/2: {receivers: [otlp], exporters: [trace_store]}}}`;
    await collector.start(config, events);
    expect(await collector.request(4318, jsonSpans(2))).toMatchObject({ status: 500 });
    expect(
      (await collector.status()).map(({ id, pipeline, incoming, outgoing, refused }) => [
        id,
        pipeline,
        incoming,
        outgoing,
        refused,
      ]),
    ).toEqual([
      ['otlp', 'traces', 2, 0, 2],
      ['refusing', 'traces', 2, 0, 2],
      ['otlp', 'traces/2', 2, 2, 0],
      ['trace_store', 'traces/2', 2, 2, 0],
    ]);
    expect(await collector.counters()).toContainEqual({
      name: 'otelcol_exporter_send_failed_spans',
      attributes: { exporter: 'refusing' },
      value: 2,
    });
  });

  test('refuses what comes in while it holds all it can', async () => {
    const { collector, events, lines } = host({ components: withTestComponents });
    const config = `receivers: {otlp: {protocols: {http: }}}
exporters: {hoarding: }
service: {pipelines: {traces: {receivers: [otlp], exporters: [hoarding]}}}`;
    await collector.start(config, events);
    expect(await collector.request(4318, jsonSpans(1))).toMatchObject({ status: 200 });
    expect(await collector.request(4318, jsonSpans(2))).toMatchObject({ status: 503 });
    expect((await collector.status())[0]).toMatchObject({ id: 'otlp', incoming: 3, outgoing: 1, refused: 2 });
    expect(lines.join('\n')).toContain('The collector holds all it can.');
  });

  test('keeps pipelines apart though they share receiver and exporter', async () => {
    const { collector, events, stored } = host({ components: withTestComponents });
    const config = `receivers: {otlp: {protocols: {http: }}}
processors: {marking/a: , marking/b: }
exporters: {trace_store: }
service:
  pipelines:
    traces/a: {receivers: [otlp], processors: [marking/a], exporters: [trace_store]}
    traces/b: {receivers: [otlp], processors: [marking/b], exporters: [trace_store]}
    traces/c: {receivers: [otlp], exporters: [trace_store]}`;
    await collector.start(config, events);
    await collector.request(4318, jsonSpans(1));
    const marks = stored.map((data) => data.resourceSpans[0]!.resource.attributes.get('marked'));
    expect(marks.toSorted()).toEqual(['marking/a', 'marking/b', undefined]);
  });

  test('reports each request that was answered', async () => {
    const { collector, events, exchanges } = host();
    await collector.start(tracesTo('nop'), events);
    const request = jsonSpans(1);
    await collector.request(4318, request);
    await collector.request(4318, { ...request, path: '/nowhere' });
    expect(exchanges).toEqual([
      { method: 'POST', path: '/v1/traces', status: 200, requestBytes: request.body.length },
      { method: 'POST', path: '/nowhere', status: 404, requestBytes: request.body.length },
    ]);
  });

  test('shuts down the collector that runs before it starts another', async () => {
    const { collector, events, spans } = host();
    await collector.start(tracesTo('trace_store'), events);
    await collector.request(4318, jsonSpans(2));
    expect(
      await collector.start(tracesTo('nop').replace('http:', 'http: {endpoint: "localhost:5000"}'), events),
    ).toMatchObject({ ok: true, ports: [5000] });
    expect(spans()).toEqual([2]);
    expect(await collector.request(4318, jsonSpans(1))).toBeUndefined();
  });

  test('does not start what is wrong, and says where', async () => {
    const { collector, events } = host();
    const start = await collector.start('receivers:\n  oltp:\n', events);
    expect(start).toMatchObject({ ok: false, errors: [{ location: { line: 2, column: 3 } }] });
    expect(await collector.request(4318, jsonSpans(1))).toBeUndefined();
    expect(await collector.status()).toEqual([]);
  });

  test('a port can be had once', async () => {
    const { collector, events, lines } = host();
    const config = tracesTo('nop')
      .replace('processors:\n', '  otlp/2: {protocols: {http: }}\nprocessors:\n')
      .replace('[otlp]', '[otlp, otlp/2]');
    const start = await collector.start(config, events);
    expect(start).toMatchObject({
      ok: false,
      errors: [
        {
          message: expect.stringMatching(
            /^failed to start "otlp(\/2)?" receiver: listen tcp 127.0.0.1:4318: bind: address already in use$/,
          ),
        },
      ],
    });
    expect(lines.some((line) => line.includes('\terror\tFailed to start component\t'))).toBe(true);
    expect(await collector.request(4318, jsonSpans(1))).toBeUndefined();
  });

  test('a component that can’t start or stop is named', async () => {
    const { collector, events, lines } = host({ components: withTestComponents });
    const start = await collector.start(tracesTo('broken'), events);
    expect(start).toMatchObject({
      ok: false,
      errors: [{ message: 'failed to start "broken" exporter: no disk', location: { line: 9 } }],
    });
    expect(
      lines.some((line) => line.includes('Failed to shut down component') && line.includes('still no disk')),
    ).toBe(true);
  });

  test('components without the signal of their pipeline are said so', async () => {
    const { collector, events } = host({ components: withTestComponents });
    const silent = await collector.start(tracesTo('silent'), events);
    expect(silent).toMatchObject({
      ok: false,
      errors: [
        {
          message:
            'failed to build pipelines: failed to create "silent" exporter for data type "traces": telemetry type is not supported',
        },
      ],
    });
  });

  test('old names of components work, with a warning', async () => {
    const { collector, events, lines } = host({ components: withTestComponents });
    const start = await collector.start(tracesTo('refuser'), events);
    expect(start).toMatchObject({
      ok: true,
      warnings: [{ message: '"refuser" alias is deprecated; use "refusing" instead', location: { line: 9 } }],
    });
    expect(lines[0]).toContain('\twarn\t"refuser" alias is deprecated');
    await collector.shutdown();
  });

  test('writes no less than the level asked for', async () => {
    const { collector, events, lines } = host();
    await collector.start(
      tracesTo('nop').replace('service:\n', 'service:\n  telemetry: {logs: {level: error}}\n'),
      events,
    );
    await collector.shutdown();
    expect(lines).toEqual([]);
  });

  test('fails on purpose as it is told', async () => {
    const { collector, events } = host();
    await expect(collector.setFaults('otlp', undefined)).rejects.toThrow('no collector runs');
    await collector.start(tracesTo('nop'), events);
    await collector.setFaults('otlp', { fault: { kind: 'status', status: 429, retryAfterSeconds: 2 } });
    expect(await collector.request(4318, jsonSpans(1))).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
    });
    await collector.setFaults('otlp', undefined);
    expect(await collector.request(4318, jsonSpans(1))).toMatchObject({ status: 200 });
    await expect(collector.setFaults('nope', undefined)).rejects.toThrow(
      'no receiver "nope" runs (receivers: otlp)',
    );
  });

  test('takes feature gates and an environment for one start', async () => {
    const { collector, events } = host();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference in a configuration
    const config = tracesTo('nop').replace('traces:', 'profiles:').replace('[batch]', '${env:NONE}');
    expect(await collector.start(config, events)).toMatchObject({ ok: false });
    const options = { featureGates: ['service.profilesSupport'], environment: { NONE: '[]' } };
    expect(await collector.start(config, events, options)).toMatchObject({ ok: true });
    expect(await collector.start(config, events, { featureGates: ['nope'] })).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('no such feature gate "nope"') }],
    });
  });

  test('a component that breaks is named in the status, and the other pipelines go on', async () => {
    const clock = new ManualClock();
    const { collector, events, lines, spans } = host({ clock, components: withTestComponents });
    const config = `receivers: {otlp: {protocols: {http: }}}
processors: {breaking: , marking: }
exporters: {trace_store: , nop: }
service:
  pipelines:
    traces/bad: {receivers: [otlp], processors: [marking, breaking], exporters: [nop]}
    traces/good: {receivers: [otlp], processors: [marking], exporters: [trace_store]}`;
    await collector.start(config, events);
    expect(await collector.request(4318, jsonSpans(2))).toMatchObject({ status: 503 });
    expect(spans()).toEqual([2]);
    const failed = async () =>
      (await collector.status()).flatMap(({ id, pipeline, failure, refused }) =>
        failure === undefined ? [] : [[id, pipeline, failure, refused]],
      );
    expect(await failed()).toEqual([['breaking', 'traces/bad', 'Invalid array length', 2]]);
    expect(lines.filter((line) => line.includes('The component failed'))).toHaveLength(1);
    await clock.advance(1_000_000_000n);
    expect(await failed()).toEqual([['breaking', 'traces/bad', 'broke in a timer', 2]]);
    expect(await collector.request(4318, jsonSpans(1))).toMatchObject({ status: 503 });
    expect(spans()).toEqual([2, 1]);
  });

  test('a component that can’t be made is why the configuration can’t be built', async () => {
    const { collector, events } = host({ components: withTestComponents });
    const config = tracesTo('nop')
      .replace('batch:', 'unmakeable:\n  batch:')
      .replace('[batch]', '[unmakeable]');
    expect(await collector.start(config, events)).toMatchObject({
      ok: false,
      errors: [
        {
          message:
            'failed to build pipelines: failed to create "unmakeable" processor, in pipeline "traces": no',
          location: { line: 6 },
        },
      ],
    });
  });

  test('environment variables are those it is given', async () => {
    const { collector, events } = host({ environment: { PORT: '5001' } });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference in a configuration
    const config = tracesTo('nop').replace('http:', 'http: {endpoint: "localhost:${env:PORT}"}');
    expect(await collector.start(config, events)).toMatchObject({ ok: true, ports: [5001] });
    collector.dispose();
    await expect(collector.start(config, events)).rejects.toThrow('disposed');
  });
});
