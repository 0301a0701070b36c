import fc from 'fast-check';
import { gunzipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';
import { startNodeCollector } from '../../../hosts/node/node-collector.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testContext } from '../../../testing/test-context.ts';
import { prometheusSchema } from './config.ts';
import { createPrometheusExporter } from './prometheus-exporter.ts';
import recorded from './recorded-protobuf.json' with { type: 'json' };

const SECOND = 1_000_000_000n;
const START = 1_767_225_600n * SECOND;
const utf8 = new TextEncoder();
const ENDPOINT = "endpoint: 'localhost:9464'";

const running: { shutdown?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.shutdown?.();
});

async function exporter(config: string = `{${ENDPOINT}}`) {
  const clock = new ManualClock(START);
  const network = new VirtualNetwork();
  const { context, lines } = testContext({ id: 'prometheus', clock, network });
  const { config: decoded, problems } = decodeStruct(prometheusSchema, parseYaml(config));
  expect(problems).toEqual([]);
  const made = createPrometheusExporter(decoded, context);
  const { metrics } = made;
  await made.start?.();
  running.push(made);
  const send = async (request: unknown) => {
    const data = decodeRequest('metrics', utf8.encode(JSON.stringify(request)), 'json');
    await metrics?.consume(data, emptyContext);
  };
  const get = async (headers: Record<string, string> = {}, path = '/metrics') => {
    const response = await network.deliver(9464, { method: 'GET', path, headers, body: new Uint8Array() });
    return { ...response!, text: new TextDecoder().decode(response!.body) };
  };
  const logged = (level: string) =>
    lines.map((line) => line.split('\t')).flatMap(([, each, text = '']) => (each === level ? [text] : []));
  return { clock, lines, logged, made, send, get };
}

function request(...metrics: readonly object[]) {
  return { resourceMetrics: [{ scopeMetrics: [{ scope: { name: 's' }, metrics }] }] };
}

function gauge(name: string, value: number, more: object = {}) {
  return { name, gauge: { dataPoints: [{ timeUnixNano: String(START), asDouble: value }] }, ...more };
}

const SCOPE = 'otel_scope_name="s",otel_scope_schema_url="",otel_scope_version=""';

describe('the page of metrics', () => {
  test('is the text format for whoever asks for nothing else', async () => {
    const { send, get } = await exporter();
    await send(request(gauge('room.temperature', 21.5, { unit: 'Cel', description: 'How warm.' })));
    const page = await get();
    expect(page).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores' },
      text: `# HELP room_temperature_celsius How warm.\n# TYPE room_temperature_celsius gauge\nroom_temperature_celsius{${SCOPE}} 21.5\n`,
    });
  });

  test('is compressed for whoever takes gzip', async () => {
    const { send, get } = await exporter();
    await send(request(gauge('g', 1)));
    const plain = await get();
    const packed = await get({ 'accept-encoding': 'deflate, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body)).toEqual(plain.body);
  });

  test.each(recorded.pages)('is protobuf, byte for byte the collector’s: $config', async (each) => {
    const { send, get } = await exporter(each.config);
    await send(recorded.request);
    const page = await get({ accept: each.accept });
    expect(page.headers['content-type']).toBe(each.contentType);
    expect(Buffer.from(page.body).toString('base64')).toBe(each.base64);
  });

  test('says why it is empty, and logs what it leaves out', async () => {
    const { send, get, logged } = await exporter(`{${ENDPOINT}, without_scope_info: true}`);
    const quantile = [{ key: 'quantile', value: { stringValue: 'x' } }];
    await send(
      request({ name: 's', summary: { dataPoints: [{ attributes: quantile, count: '1', sum: 2 }] } }),
    );
    const page = await get();
    expect(page.status).toBe(500);
    const reason = 'must not have an explicit "quantile" label';
    expect(page.text).toMatch(
      /^An error has occurred while serving metrics:\n\ncollected metric "s" \{ label:/,
    );
    expect(page.text.trimEnd().endsWith(reason)).toBe(true);
    expect(logged('error').map((text) => text.trimEnd())).toEqual([expect.stringContaining(reason)]);
    // Once there is anything to show, it is shown.
    await send(request(gauge('g', 1)));
    expect(await get()).toMatchObject({ status: 200, text: '# HELP g \n# TYPE g gauge\ng 1\n' });
  });

  test('shows each of two series with the same labels once', async () => {
    const { send, get, logged } = await exporter();
    await send(request(gauge('a.b', 1), gauge('a_b', 2)));
    expect((await get()).text).toBe(`# HELP a_b \n# TYPE a_b gauge\na_b{${SCOPE}} 1\n`);
    expect(logged('error')[0]).toContain('was collected before with the same name and label values');
  });

  test.each([
    [
      'h',
      'h.count',
      'collected metric named "h_count" collides with previously collected histogram named "h"',
    ],
    [
      'h',
      'h.bucket',
      'collected metric named "h_bucket" collides with previously collected histogram named "h"',
    ],
    [
      'h.sum',
      'h',
      'collected histogram or summary named "h" collides with previously collected metric named "h_sum"',
    ],
    [
      'h.bucket',
      'h',
      'collected histogram named "h" collides with previously collected metric named "h_bucket"',
    ],
  ])('has no %s besides %s', async (first, second, reason) => {
    const { send, get, logged } = await exporter();
    const dataPoints = [{ count: '1', sum: 1 }];
    const histogram = { name: 'h', histogram: { aggregationTemporality: 2, dataPoints } };
    await send(request(...[first, second].map((name) => (name === 'h' ? histogram : gauge(name, 1)))));
    const types = (await get()).text.match(/^# TYPE .*$/gm);
    expect(types).toEqual([`# TYPE ${first.replace('.', '_')} ${first === 'h' ? 'histogram' : 'gauge'}`]);
    expect(logged('error').map((text) => text.trimEnd())).toEqual([`error gathering metrics: ${reason}`]);
  });

  test('keeps the help text and the type a name had first, and says so', async () => {
    const { send, get, logged } = await exporter();
    await send(request(gauge('h', 1, { description: 'one' })));
    await get();
    const sum = { aggregationTemporality: 2, isMonotonic: false, dataPoints: [{ asInt: '2' }] };
    const histogram = { aggregationTemporality: 2, dataPoints: [{ count: '1', sum: 1 }] };
    await send(
      request({ name: 'h', description: 'two', sum }, { name: 'h', description: 'three', histogram }),
    );
    await get();
    expect(logged('info')).toEqual(['Instrument description conflict, using existing']);
    expect(logged('error')).toContain(
      'failed to convert metric h: instrument type conflict, using existing type definition. instrument: h, existing: GAUGE, dropped: HISTOGRAM',
    );
  });
});

describe('series', () => {
  test('are forgotten when they get no points for the time that is set', async () => {
    const { clock, send, get } = await exporter(`{${ENDPOINT}, metric_expiration: 60s}`);
    await send(request(gauge('a', 1), gauge('b', 1)));
    await clock.advance(40n * SECOND);
    await send(request(gauge('a', 2)));
    await clock.advance(20n * SECOND);
    expect((await get()).text).toMatch(/^a\{.*^b\{/ms);
    await clock.advance(1n);
    expect((await get()).text).toMatch(/^a\{.*\} 2$/m);
    expect((await get()).text).not.toMatch(/^b/m);
  });

  test('are forgotten even when nobody asks', async () => {
    const { clock, lines, send } = await exporter(`{${ENDPOINT}, metric_expiration: 60s}`);
    await send(request(gauge('a', 1)));
    await clock.advance(200n * SECOND);
    expect(lines.some((line) => line.endsWith('debug\tmetric expired: a'))).toBe(true);
  });

  test('of deltas that leave a gap begin anew, and those from before are dropped with a warning', async () => {
    const { send, get, logged } = await exporter();
    const histogram = (start: bigint, end: bigint, count: number) =>
      request({
        name: 'h',
        histogram: {
          aggregationTemporality: 1,
          dataPoints: [
            {
              startTimeUnixNano: String(START + start * SECOND),
              timeUnixNano: String(START + end * SECOND),
              count: String(count),
              sum: count,
              explicitBounds: [1],
              bucketCounts: [String(count), '0'],
            },
          ],
        },
      });
    const count = async () => /^h_count\{.*\} (\d+)$/m.exec((await get()).text)?.[1];
    await send(histogram(0n, 10n, 3));
    await send(histogram(10n, 20n, 4));
    expect(await count()).toBe('7');
    await send(histogram(5n, 25n, 9));
    expect(await count()).toBe('7');
    expect(logged('warn')).toEqual([
      'Misaligned starting timestamps',
      'Dropped misaligned histogram datapoint',
    ]);
    await send(histogram(30n, 40n, 2));
    expect(await count()).toBe('2');
  });

  test('hold no more buckets than there can be', async () => {
    const { send } = await exporter();
    const far = (offset: number, start: bigint, end: bigint) =>
      request({
        name: 'e',
        exponentialHistogram: {
          aggregationTemporality: 1,
          dataPoints: [
            {
              startTimeUnixNano: String(START + start),
              timeUnixNano: String(START + end),
              count: '1',
              positive: { offset, bucketCounts: ['1'] },
            },
          ],
        },
      });
    await send(far(-2_000_000_000, 0n, 1n));
    await expect(send(far(2_000_000_000, 1n, 2n))).rejects.toThrow('more than can be held');
  });

  test('have labels that can be read back, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        async (values) => {
          const { send, get, made } = await exporter(`{${ENDPOINT}, without_scope_info: true}`);
          const unique = [...new Set(values)];
          const dataPoints = unique.map((value) => ({
            asInt: '1',
            attributes: [{ key: 'k', value: { stringValue: value } }],
          }));
          await send(request({ name: 'g', gauge: { dataPoints } }));
          const lines = (await get()).text.split('\n').filter((line) => line.startsWith('g{'));
          const shown = lines.map((line) =>
            /^g\{k="(.*)"\} 1$/
              .exec(line)?.[1]
              ?.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char)),
          );
          expect(shown.toSorted()).toEqual(unique.toSorted());
          await made.shutdown?.();
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the exporter', () => {
  const yaml = `receivers: {otlp: {protocols: {http: }}}
exporters: {prometheus: {endpoint: 'localhost:9464', resource_to_telemetry_conversion: {enabled: true}}}
service: {pipelines: {metrics: {receivers: [otlp], exporters: [prometheus]}}}
`;
  const body = utf8.encode(JSON.stringify(request(gauge('g', 1))));
  const post = { method: 'POST', path: '/v1/metrics', headers: { 'content-type': 'application/json' }, body };

  test('shows what a collector received, counts it, and warns of keys that are deprecated', async () => {
    const lines: string[] = [];
    const collector = new InProcessCollector();
    running.push(collector);
    const events = { log: (line: string) => void lines.push(line), traces: () => undefined };
    expect(await collector.start(yaml, events)).toMatchObject({ ok: true });
    await collector.request(4318, post);
    const page = await collector.request(9464, { ...post, method: 'GET', path: '/metrics', headers: {} });
    expect(new TextDecoder().decode(page?.body)).toContain(`g{${SCOPE}} 1`);
    expect(await collector.counters()).toContainEqual({
      name: 'otelcol_exporter_sent_metric_points',
      attributes: { exporter: 'prometheus' },
      value: 1,
    });
    const warning = 'resource_to_telemetry_conversion is deprecated; use resource_constant_labels instead';
    expect(lines.some((line) => line.includes(`warn\t${warning}`))).toBe(true);
    await collector.shutdown();
    expect(await collector.request(9464, { ...post, method: 'GET' })).toBeUndefined();
  });

  test('is there on a real port', async () => {
    const events = { log: () => undefined, traces: () => undefined };
    const collector = await startNodeCollector(yaml, events, { ports: 'ephemeral' });
    running.push(collector);
    await fetch(`http://127.0.0.1:${collector.portOf(4318)}/v1/metrics`, { ...post, body });
    const page = await fetch(`http://127.0.0.1:${collector.portOf(9464)}/metrics`);
    expect(page.headers.get('content-type')).toContain('version=0.0.4');
    expect(await page.text()).toBe(`# HELP g \n# TYPE g gauge\ng{${SCOPE}} 1\n`);
    const head = await fetch(`http://127.0.0.1:${collector.portOf(9464)}/`, { method: 'HEAD' });
    expect(head.status).toBe(404);
  });
});
