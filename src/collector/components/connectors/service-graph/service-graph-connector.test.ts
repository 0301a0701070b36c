import { describe, expect, test } from 'vitest';
import type { MetricsData, Span, TracesData } from '../../../../otlp/model.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testSpan } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type ServiceGraphConfig, serviceGraphSchema } from './config.ts';
import { createServiceGraphConnector } from './service-graph-connector.ts';

const SECOND = 1_000_000_000n;

function spansOf(service: string, spans: Span[]): TracesData {
  const scope = { name: '', version: '', attributes: new Map(), droppedAttributesCount: 0 };
  const resource = { attributes: new Map([['service.name', service]]), droppedAttributesCount: 0 };
  return {
    resourceSpans: [{ resource, scopeSpans: [{ scope, spans, schemaUrl: '' }], schemaUrl: '' }],
  };
}

const client = (number: number): Span => ({ ...testSpan(number), kind: 3 });
const server = (number: number): Span => ({
  ...testSpan(number),
  kind: 2,
  spanId: 'ffffffffffffffff',
  parentSpanId: testSpan(number).spanId,
});

function connector(config: Partial<ServiceGraphConfig>, take: (data: MetricsData) => Promise<undefined>) {
  const clock = new ManualClock(1_767_225_600n * SECOND);
  const { context, lines } = testContext({ id: 'service_graph', clock });
  const graph = createServiceGraphConnector({ ...defaultConfig(serviceGraphSchema), ...config }, context, {
    mutatesData: false,
    consume: take,
  });
  return { clock, graph, lines };
}

describe('service_graph and what comes after it', () => {
  test('logs what refuses its metrics, and goes on; spans are taken all the same', async () => {
    const { clock, graph, lines } = connector({ metrics_flush_interval: 0n }, async () => {
      throw new Error('no room');
    });
    await graph.start?.();
    await graph.consume(spansOf('shop', [client(1)]), emptyContext);
    await expect(graph.consume(spansOf('stock', [server(1)]), emptyContext)).resolves.toBeUndefined();
    await clock.advance(SECOND);
    const errors = lines.filter((line) => line.includes('\terror\t'));
    expect(errors.map((line) => line.slice(line.indexOf('\terror')))).toEqual([
      '\terror\tfailed to flush metrics\t{"error": "no room"}',
    ]);
  });

  test('waits for a flush that takes long, as the real one’s loop does', async () => {
    let flushes = 0;
    let finish: () => void = () => undefined;
    const { clock, graph } = connector({ metrics_flush_interval: SECOND }, () => {
      flushes += 1;
      return new Promise((resolve) => {
        finish = () => resolve(undefined);
      });
    });
    await graph.start?.();
    await graph.consume(spansOf('shop', [client(1)]), emptyContext);
    await graph.consume(spansOf('stock', [server(1)]), emptyContext);
    await clock.advance(5n * SECOND);
    expect(flushes).toBe(1);
    finish();
    await clock.advance(SECOND);
    expect(flushes).toBe(2);
    await graph.shutdown?.();
    finish();
    await clock.advance(10n * SECOND);
    expect(flushes).toBe(2);
  });

  test('gives the same metrics in the same order each time', async () => {
    const run = async (): Promise<MetricsData[]> => {
      const flushes: MetricsData[] = [];
      const { clock, graph } = connector({}, async (data) => {
        flushes.push(data);
        return undefined;
      });
      await graph.start?.();
      for (let number = 1; number < 40; number += 1) {
        await graph.consume(spansOf(`service ${number % 7}`, [client(number)]), emptyContext);
        if (number % 3 > 0) {
          await graph.consume(spansOf(`service ${number % 5}`, [server(number)]), emptyContext);
        }
      }
      await clock.advance(120n * SECOND);
      await graph.shutdown?.();
      return flushes;
    };
    const first = await run();
    expect(first).toHaveLength(2);
    expect(await run()).toEqual(first);
  });

  test('hands over metrics that are the next one’s to change', async () => {
    const flushes: MetricsData[] = [];
    const { clock, graph } = connector({}, async (data) => {
      const copy = structuredClone(data);
      flushes.push(copy);
      for (const { scopeMetrics } of data.resourceMetrics) {
        for (const { metrics } of scopeMetrics) {
          for (const { sum, histogram } of metrics) {
            for (const point of [...(sum?.dataPoints ?? []), ...(histogram?.dataPoints ?? [])]) {
              point.attributes.clear();
            }
            for (const point of histogram?.dataPoints ?? []) point.bucketCounts.fill(7n);
          }
        }
      }
      return undefined;
    });
    await graph.start?.();
    await graph.consume(spansOf('shop', [client(1)]), emptyContext);
    await graph.consume(spansOf('stock', [server(1)]), emptyContext);
    await clock.advance(120n * SECOND);
    const [first, second] = flushes.map(({ resourceMetrics }) =>
      JSON.stringify(resourceMetrics, (key, value) => {
        if (key === 'timeUnixNano') return '';
        return typeof value === 'bigint' ? String(value) : value instanceof Map ? [...value] : value;
      }),
    );
    expect(first).toContain('shop');
    expect(second).toBe(first);
  });
});
