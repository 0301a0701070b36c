import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../../otlp/canonical-json.ts';
import { countDataPoints, countLogRecords } from '../../../../otlp/items.ts';
import type { LogsData, MetricsData, Span, TracesData } from '../../../../otlp/model.ts';
import { countSpans, spansOf } from '../../../../otlp/spans.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testContext } from '../../../testing/test-context.ts';
import { telemetryGeneratorSchema } from './config.ts';
import { createTelemetryGenerator } from './telemetry-generator.ts';

const SECOND = 1_000_000_000n;
const START = 1_700_000_000n * SECOND;

function decoded(text: string) {
  const { config, problems } = decodeStruct(telemetryGeneratorSchema, parseYaml(text));
  expect(problems).toEqual([]);
  return config;
}

/** A generator that runs on a clock of its own; `take` is what its pipelines do. */
async function running(text = '{}', take: () => Promise<undefined> = async () => undefined) {
  const clock = new ManualClock(START);
  const { context, lines } = testContext({ id: 'telemetry_generator', clock });
  const taken = { traces: [] as TracesData[], metrics: [] as MetricsData[], logs: [] as LogsData[] };
  const into = <T>(list: T[]): Consumer<never> =>
    ({
      mutatesData: false,
      consume(data: T) {
        list.push(data);
        return take();
      },
    }) as unknown as Consumer<never>;
  const receiver = createTelemetryGenerator(decoded(text), context, {
    traces: into(taken.traces),
    metrics: into(taken.metrics),
    logs: into(taken.logs),
  });
  await receiver.start?.();
  const totals = (): number[] => [
    taken.traces.reduce((sum, data) => sum + countSpans(data), 0),
    taken.metrics.reduce((sum, data) => sum + countDataPoints(data), 0),
    taken.logs.reduce((sum, data) => sum + countLogRecords(data), 0),
  ];
  const counter = (name: string): number | undefined =>
    context.telemetry.values().find((value) => value.name === `otelcol_receiver_${name}`)?.value;
  const spans = (): Span[] => taken.traces.flatMap((data) => [...spansOf(data)].map(({ span }) => span));
  return { clock, receiver, taken, totals, counter, spans, lines };
}

function tracesOf(spans: readonly Span[]): Span[][] {
  return [...Map.groupBy(spans, ({ traceId }) => traceId).values()];
}

describe('the telemetry generator', () => {
  test('makes what its rates say, to the item', async () => {
    const { clock, totals, counter } = await running(
      '{traces: {rate: 2, depth: 1}, metrics: {rate: 0.5}, logs: {rate: 333}}',
    );
    await clock.advance(10n * SECOND);
    expect(totals()).toEqual([20, 5, 3330]);
    expect([counter('accepted_spans'), counter('accepted_metric_points')]).toEqual([20, 5]);
    expect(counter('accepted_log_records')).toBe(3330);
    expect(counter('refused_log_records')).toBe(0);
  });

  test('stops after as many as are wanted', async () => {
    const { clock, totals } = await running(
      '{traces: {count: 3, depth: 2}, metrics: {count: 7}, logs: {count: 1, rate: 1000}}',
    );
    await clock.advance(60n * SECOND);
    expect(totals()).toEqual([9, 7, 1]);
    expect(clock.nextDue).toBeUndefined();
  });

  test('makes nothing at a rate of 0', async () => {
    const { clock, totals } = await running('{traces: {rate: 0}, metrics: {rate: 0}, logs: {rate: 0}}');
    await clock.advance(10n * SECOND);
    expect(totals()).toEqual([0, 0, 0]);
  });

  test('makes the same from the same seed and start, and something else from another', async () => {
    const made = async (text: string): Promise<string> => {
      const { clock, taken } = await running(text);
      await clock.advance(3n * SECOND);
      const { traces, metrics, logs } = taken;
      return [
        ...traces.map((data) => canonicalJson('traces', data)),
        ...metrics.map((data) => canonicalJson('metrics', data)),
        ...logs.map((data) => canonicalJson('logs', data)),
      ].join('\n');
    };
    const first = await made('{seed: 5}');
    expect(await made('{seed: 5}')).toBe(first);
    expect(await made('{seed: 6}')).not.toBe(first);
  });

  test('makes the same spans however often it is asked for them', async () => {
    const made = async (interval: string): Promise<Span[]> => {
      const { clock, spans } = await running(`{interval: ${interval}}`);
      await clock.advance(5n * SECOND);
      return spans().toSorted((a, b) => (a.spanId < b.spanId ? -1 : 1));
    };
    expect(await made('100ms')).toEqual(await made('1s'));
  });

  test('makes traces that hang together', async () => {
    const { clock, spans, taken } = await running(
      '{services: [a, b, c], traces: {depth: 3, breadth: 2, error_ratio: 0}}',
    );
    await clock.advance(2n * SECOND);
    const traces = tracesOf(spans());
    expect(traces).toHaveLength(20);
    const services = new Map(
      taken.traces.flatMap((data) =>
        [...spansOf(data)].map(
          ({ span, resource }) => [span.spanId, resource.attributes.get('service.name')] as const,
        ),
      ),
    );
    for (const trace of traces) {
      expect(trace).toHaveLength(13);
      const byId = new Map(trace.map((span) => [span.spanId, span]));
      const roots = trace.filter(({ parentSpanId }) => parentSpanId === '');
      expect(roots.map(({ kind }) => kind)).toEqual([2]);
      expect(services.get(roots[0]!.spanId)).toBe('a');
      for (const span of trace) {
        expect(span.status.code).toBe(0);
        const parent = byId.get(span.parentSpanId);
        if (parent === undefined) continue;
        expect(span.startTimeUnixNano).toBeGreaterThanOrEqual(parent.startTimeUnixNano);
        expect(span.endTimeUnixNano).toBeLessThanOrEqual(parent.endTimeUnixNano);
        expect([parent.kind, span.kind].toSorted()).toEqual([2, 3]);
        // A call is the caller's span, and leads to the service that it names.
        if (span.kind === 3) expect(services.get(span.spanId)).toBe(services.get(parent.spanId));
        else expect(services.get(span.spanId)).toBe(parent.attributes.get('server.address'));
      }
    }
  });

  test('lets errors spread from where they happen up to the root', async () => {
    const { clock, spans } = await running('{traces: {rate: 200, depth: 4, error_ratio: 0.25}}');
    await clock.advance(10n * SECOND);
    const traces = tracesOf(spans());
    const failed = traces.filter((trace) => trace.some(({ status }) => status.code === 2));
    expect(failed.length / traces.length).toBeCloseTo(0.25, 1);
    for (const trace of failed) {
      const byId = new Map(trace.map((span) => [span.spanId, span]));
      for (const span of trace) {
        if (span.status.code !== 2) continue;
        expect(span.attributes.get('http.response.status_code')).toBe(500n);
        const parent = byId.get(span.parentSpanId);
        if (parent !== undefined) expect(parent.status.code).toBe(2);
      }
    }
    // Not all errors begin in the same place.
    const lengths = failed.map((trace) => trace.filter(({ status }) => status.code === 2).length);
    expect(new Set(lengths)).toEqual(new Set([1, 3, 5, 7]));
  });

  test.each([
    ['constant', 20, 0, 20, 20],
    ['uniform', 20, 1, 15, 25],
    ['normal', 20, 1, 0, 60],
    ['exponential', 20, 2, 0, 1000],
  ])('spreads latencies: %s', async (distribution, mean, within, least, most) => {
    const { clock, spans } = await running(
      `{traces: {rate: 500, depth: 1, latency: {distribution: ${distribution}}}}`,
    );
    await clock.advance(10n * SECOND);
    const ms = spans().map((span) => Number(span.endTimeUnixNano - span.startTimeUnixNano) / 1e6);
    const average = ms.reduce((sum, each) => sum + each, 0) / ms.length;
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(within);
    expect(Math.min(...ms)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...ms)).toBeLessThanOrEqual(most);
  });

  test('puts attributes on everything, of lists one value each', async () => {
    const choices = '{region: eu, tier: 3, share: 0.5, beta: true, tenant: [a, b]}';
    const { clock, spans, taken } = await running(
      `{resource_attributes: {deployment.environment.name: test}, traces: {rate: 50, attributes: ${choices}},
        logs: {attributes: ${choices}}, metrics: {attributes: ${choices}}}`,
    );
    await clock.advance(2n * SECOND);
    const all = [
      ...spans().map(({ attributes }) => attributes),
      ...taken.logs.flatMap(({ resourceLogs }) =>
        resourceLogs.flatMap(({ scopeLogs }) =>
          scopeLogs.flatMap(({ logRecords }) => logRecords.map(({ attributes }) => attributes)),
        ),
      ),
    ];
    for (const attributes of all) {
      expect(attributes.get('region')).toBe('eu');
      expect(attributes.get('tier')).toBe(3n);
      expect([attributes.get('share'), attributes.get('beta')]).toEqual([0.5, true]);
    }
    expect(new Set(all.map((attributes) => attributes.get('tenant')))).toEqual(new Set(['a', 'b']));
    for (const { resourceSpans } of taken.traces) {
      for (const { resource } of resourceSpans) {
        expect(resource.attributes.get('deployment.environment.name')).toBe('test');
      }
    }
  });

  test.each(['cumulative', 'delta'])('makes points that follow one another: %s', async (temporality) => {
    const { clock, taken } = await running(
      `{services: [a], metrics: {rate: 30, temporality: ${temporality}}}`,
    );
    await clock.advance(3n * SECOND);
    const metrics = taken.metrics.flatMap(({ resourceMetrics }) =>
      resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics)),
    );
    const counters = metrics.flatMap(({ sum }) => sum?.dataPoints ?? []);
    const histograms = metrics.flatMap(({ histogram }) => histogram?.dataPoints ?? []);
    const gauges = metrics.flatMap(({ gauge }) => gauge?.dataPoints ?? []);
    expect([counters.length, gauges.length, histograms.length]).toEqual([30, 30, 30]);
    for (const points of [counters, histograms]) {
      for (const [index, point] of points.entries()) {
        const before = points[index - 1];
        const start = before === undefined || temporality === 'cumulative' ? START : before.timeUnixNano;
        expect(point.startTimeUnixNano).toBe(start);
        if (before !== undefined) expect(point.timeUnixNano).toBeGreaterThan(before.timeUnixNano);
      }
    }
    for (const point of histograms) {
      expect(point.bucketCounts.reduce((sum, each) => sum + each, 0n)).toBe(point.count);
    }
    const values = counters.map(({ asInt }) => asInt!);
    const falls = values.filter((value, index) => index > 0 && value < values[index - 1]!);
    expect(falls.length > 0).toBe(temporality === 'delta');
  });

  test('counts as refused what the pipeline refuses, and says so once', async () => {
    let busy = true;
    const { clock, counter, lines } = await running('{traces: {rate: 0}, metrics: {rate: 0}}', async () => {
      if (busy) throw new Error('data refused due to high memory usage');
      return undefined;
    });
    await clock.advance(2n * SECOND);
    expect([counter('accepted_log_records'), counter('refused_log_records')]).toEqual([0, 20]);
    const said = lines.filter((line) => line.includes('The pipeline refuses what is generated'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('data refused due to high memory usage');
    busy = false;
    await clock.advance(1n * SECOND);
    expect([counter('accepted_log_records'), counter('refused_log_records')]).toEqual([10, 20]);
  });

  test('counts as refused what falls due while the pipeline is busy, and waits for it at the end', async () => {
    let done: () => void = () => undefined;
    const { clock, counter, receiver, totals } = await running(
      '{traces: {rate: 0}, metrics: {rate: 0}}',
      () =>
        new Promise((resolve) => {
          done = () => resolve(undefined);
        }),
    );
    await clock.advance(1n * SECOND);
    expect(totals()).toEqual([0, 0, 1]);
    expect(counter('refused_log_records')).toBe(9);
    let down = false;
    const shutdown = receiver.shutdown?.().then(() => {
      down = true;
    });
    await clock.settle();
    expect(down).toBe(false);
    done();
    await shutdown;
    expect(counter('accepted_log_records')).toBe(1);
    await clock.advance(5n * SECOND);
    expect(totals()).toEqual([0, 0, 1]);
  });

  test('hands over a bounded number of spans at once, and catches up', async () => {
    const { clock, taken, totals } = await running(
      '{interval: 10s, traces: {rate: 1000, depth: 2, count: 5000}, metrics: {rate: 0}, logs: {rate: 0}}',
    );
    await clock.advance(20n * SECOND);
    expect(Math.max(...taken.traces.map(countSpans))).toBeLessThanOrEqual(10_000);
    expect(totals()[0]).toBe(15_000);
  });

  test('serves only the pipelines there are', async () => {
    const { context } = testContext({ id: 'telemetry_generator', clock: new ManualClock(START) });
    const receiver = createTelemetryGenerator(decoded('{}'), context, {});
    await receiver.start?.();
    await (context.clock as ManualClock).advance(5n * SECOND);
    expect(context.telemetry.values()).toEqual([]);
  });
});

describe('its configuration', () => {
  test.each([
    ['{interval: 0s}', 'interval must be at least 1ms', ['interval']],
    ['{services: []}', 'services must not be empty', ['services']],
    ['{operations: []}', 'operations must not be empty', ['operations']],
    ['{traces: {rate: -1}}', 'traces: rate must be between 0 and 1000000', ['traces', 'rate']],
    ['{logs: {rate: 1e9}}', 'logs: rate must be between 0 and 1000000', ['logs', 'rate']],
    ['{metrics: {count: -1}}', 'metrics: count must not be negative', ['metrics', 'count']],
    ['{logs: {error_ratio: 1.5}}', 'logs: error_ratio must be between 0 and 1', ['logs', 'error_ratio']],
    [
      '{traces: {latency: {mean: -1s}}}',
      'traces: latency::mean must not be negative',
      ['traces', 'latency', 'mean'],
    ],
    ['{traces: {depth: 0}}', 'traces: depth must be at least 1', ['traces', 'depth']],
    [
      '{traces: {depth: 12, breadth: 3}}',
      'traces: depth and breadth make traces of more than 1000 spans',
      ['traces', 'depth'],
    ],
    [
      '{traces: {attributes: {a: {b: 1}}}}',
      'traces::attributes::a must be a text, a number, a boolean, or a list of these',
      ['traces', 'attributes', 'a'],
    ],
    [
      '{resource_attributes: {a: []}}',
      'resource_attributes::a must not be an empty list',
      ['resource_attributes', 'a'],
    ],
  ])('%s is refused', (text, message, at) => {
    expect(telemetryGeneratorSchema.validate?.(decoded(text))).toEqual([{ message, at }]);
  });

  test('is good as it stands', () => {
    expect(telemetryGeneratorSchema.validate?.(decoded('{}'))).toEqual([]);
  });

  test('names the distributions there are', () => {
    const { problems } = decodeStruct(
      telemetryGeneratorSchema,
      parseYaml('{traces: {latency: {distribution: pareto}}}'),
    );
    expect(
      JSON.stringify(problems, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).toContain('use one of: constant, uniform, normal, exponential');
  });
});
