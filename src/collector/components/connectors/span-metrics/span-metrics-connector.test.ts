/** What flushes don't show: the log, failures of what comes next, and memory of what was handed over. */
import { describe, expect, test } from 'vitest';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { spanMetricsSchema } from './config.ts';
import { createSpanMetricsConnector } from './span-metrics-connector.ts';

const MINUTE = 60_000_000_000n;

async function started(config = '{}', fail?: Error) {
  const clock = new ManualClock();
  const { context, lines } = testContext({ id: 'span_metrics', clock });
  const flushes: MetricsData[] = [];
  const { config: value } = decodeStruct(spanMetricsSchema, parseYaml(config));
  const connector = createSpanMetricsConnector(value, context, {
    mutatesData: false,
    async consume(data) {
      flushes.push(data);
      if (fail !== undefined) throw fail;
      return undefined;
    },
  });
  await connector.start?.();
  return { clock, connector, flushes, lines };
}

const counts = (data: MetricsData | undefined): (bigint | undefined)[] =>
  data?.resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) => metrics[0]?.sum?.dataPoints.map(({ asInt }) => asInt) ?? []),
  ) ?? [];

describe('span_metrics', () => {
  test('goes on counting when what comes next fails, and says so', async () => {
    const { clock, connector, flushes, lines } = await started('{}', new Error('full'));
    await connector.consume(testTraces(1), emptyContext);
    await clock.advance(MINUTE);
    await clock.advance(MINUTE);
    expect(flushes.map(counts)).toEqual([[0n], [1n]]);
    expect(lines.filter((line) => line.includes('Failed ConsumeMetrics\t{"error": "full"}'))).toHaveLength(2);
  });

  test('hands over metrics of their own each time', async () => {
    const { clock, connector, flushes } = await started();
    await connector.consume(testTraces(3), emptyContext);
    await clock.advance(MINUTE);
    for (const { resource, scopeMetrics } of flushes[0]!.resourceMetrics) {
      resource.attributes.clear();
      for (const point of scopeMetrics[0]!.metrics[0]!.sum!.dataPoints) point.attributes.clear();
      for (const point of scopeMetrics[0]!.metrics[1]!.histogram!.dataPoints) point.bucketCounts.fill(9n);
    }
    await clock.advance(MINUTE);
    const [again] = flushes[1]!.resourceMetrics;
    expect(again!.resource.attributes.get('service.name')).toBe('test');
    const [calls, duration] = again!.scopeMetrics[0]!.metrics;
    expect(calls!.sum!.dataPoints.map(({ attributes }) => attributes.get('span.name'))).toEqual([
      'span 1',
      'span 2',
      'span 3',
    ]);
    for (const point of duration!.histogram!.dataPoints) {
      expect(point.bucketCounts.reduce((sum, each) => sum + each, 0n)).toBe(1n);
    }
  });

  test('leaves the spans as they are', async () => {
    const { clock, connector } = await started('{dimensions: [{name: number}], exemplars: {enabled: true}}');
    const data = testTraces(2);
    await connector.consume(data, emptyContext);
    await clock.advance(MINUTE);
    expect(data).toEqual(testTraces(2));
    expect(connector.mutatesData).toBe(false);
  });

  test('loses what was counted since the last flush when it is shut down', async () => {
    const { clock, connector, flushes, lines } = await started();
    await connector.consume(testTraces(1), emptyContext);
    await connector.shutdown?.();
    await clock.advance(5n * MINUTE);
    expect(flushes).toEqual([]);
    expect(lines.map((line) => line.split('\t')[2])).toEqual([
      'Building spanmetrics connector',
      'Starting spanmetrics connector',
      'Shutting down spanmetrics connector',
      'Stopping ticker',
    ]);
  });

  test('warns of the cache that is no more', async () => {
    const { lines } = await started('{dimensions_cache_size: 500}');
    expect(lines.some((line) => line.includes('warn\tDimensionsCacheSize is deprecated'))).toBe(true);
  });

  test('says which times it forgets', async () => {
    const { clock, connector, lines } = await started(
      '{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA, metric_timestamp_cache_size: 1}',
    );
    await connector.consume(testTraces(2), emptyContext);
    await clock.advance(MINUTE);
    expect(lines.filter((line) => line.includes('Evicting cached delta timestamp'))).toHaveLength(1);
  });
});
