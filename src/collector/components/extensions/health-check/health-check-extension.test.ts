import { afterEach, describe, expect, test } from 'vitest';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';
import { startNodeCollector } from '../../../hosts/node/node-collector.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import type { ExtensionContext } from '../../../pipeline/component.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testContext } from '../../../testing/test-context.ts';
import { healthCheckFactory } from './factory.ts';

const START = 1_767_225_600_123_000_000n;
const MS = 1_000_000n;

const collector = {
  status: () => [],
  counters: () => [],
  extensions: [],
  pipelines: [],
} satisfies ExtensionContext['collector'];

const yaml = (config: string) => `extensions: {health_check: ${config}}
receivers: {otlp: {protocols: {http: }}}
exporters: {nop: }
service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [nop]}}}
`;

const running: { shutdown(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.shutdown();
});

function healthCheck(config: string) {
  const clock = new ManualClock(START);
  const network = new VirtualNetwork();
  const { context, lines } = testContext({ id: 'health_check', clock, network });
  const { config: decoded } = decodeStruct(healthCheckFactory.schema, parseYaml(config));
  const extension = healthCheckFactory.create(decoded as never, { ...context, collector });
  const get = async (path = '/') => {
    const response = await network.deliver(13133, {
      method: 'GET',
      path,
      headers: {},
      body: new Uint8Array(),
    });
    return response && [response.status, new TextDecoder().decode(response.body)];
  };
  return { clock, extension, get, lines, network };
}

describe('health_check', () => {
  test('is unavailable until all pipelines run, and again when the collector is told to stop', async () => {
    const { clock, extension, get, lines } = healthCheck('{}');
    await extension.start?.();
    const unavailable = [
      503,
      '{"status":"Server not available","upSince":"0001-01-01T00:00:00Z","uptime":""}',
    ];
    expect(await get()).toEqual(unavailable);
    extension.ready?.();
    await clock.advance(1500n * MS);
    expect(await get('/whatever')).toEqual([
      200,
      '{"status":"Server available","upSince":"2026-01-01T00:00:00.123Z","uptime":"1.5s"}',
    ]);
    extension.notReady?.();
    expect(await get()).toEqual(unavailable);
    await extension.shutdown?.();
    expect(await get()).toBeUndefined();
    expect(lines.map((line) => line.split('\t').slice(1).join(' '))).toEqual([
      'info Starting health_check extension {"config": {"endpoint": "localhost:13133", "path": "/"}}',
      'info Health Check state change {"status": "ready"}',
      'info Health Check state change {"status": "unavailable"}',
    ]);
  });

  test('answers with the texts that are configured', async () => {
    const { extension, get } = healthCheck(
      '{path: /health, response_body: {healthy: fine, unhealthy: wait}}',
    );
    await extension.start?.();
    expect(await get('/health')).toEqual([503, 'wait']);
    extension.ready?.();
    expect(await get('/health')).toEqual([200, 'fine']);
    expect(await get('/')).toEqual([404, '404 page not found\n']);
    await extension.shutdown?.();
  });

  test('keeps the collector from starting where its port is taken', async () => {
    const machine = new VirtualNetwork();
    await machine.listen({ host: '', port: 13133 }, async () => ({
      status: 200,
      headers: {},
      body: new Uint8Array(),
    }));
    const instance = new InProcessCollector({ machine });
    const started = await instance.start(yaml('{}'), { log: () => undefined, traces: () => undefined });
    expect(started).toMatchObject({
      ok: false,
      errors: [
        {
          message:
            'failed to start extension "health_check": failed to bind to address localhost:13133: listen tcp 127.0.0.1:13133: bind: address already in use',
        },
      ],
    });
  });

  test('warns of keys that have no effect', async () => {
    const instance = new InProcessCollector();
    running.push(instance);
    const config = yaml('{response_headers: {a: b}, check_collector_pipeline: {enabled: true}}');
    const started = await instance.start(config, { log: () => undefined, traces: () => undefined });
    expect(
      started.ok &&
        started.warnings.map(({ message }) => /^extensions::health_check: '(\w+)'/.exec(message)?.[1]),
    ).toEqual(['response_headers', 'check_collector_pipeline']);
  });

  test('is there on a real port', async () => {
    const events = { log: () => undefined, traces: () => undefined };
    const instance = await startNodeCollector(yaml('{}'), events, { ports: 'ephemeral' });
    running.push(instance);
    const response = await fetch(`http://127.0.0.1:${instance.portOf(13133)}/`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'Server available' });
  });
});
