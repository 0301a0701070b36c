import { describe, expect, test } from 'vitest';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import {
  collecting,
  decoded,
  outcomeOf,
  type Recorded,
  recordedOutcome,
} from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type CountConfig, countSchema } from './config.ts';
import { createCountConnector } from './count-connector.ts';
import { countLogs, countMetrics, countProfiles, countTraces } from './count-signals.ts';
// What the count connector of contrib v0.162 does with these configurations and requests.
import json from './recorded-results.json' with { type: 'json' };

const recorded = json as unknown as Recorded;
const counts = { traces: countTraces, metrics: countMetrics, logs: countLogs, profiles: countProfiles };

describe('the count connector does as the collector’s', () => {
  test.each(recorded.results)('$config $signal', async (run) => {
    const signal = run.signal as keyof typeof counts | undefined;
    const outcome = await outcomeOf(
      { schema: countSchema, type: 'count' },
      run,
      async (config, context, sent) => {
        if (signal === undefined) return;
        const connector = createCountConnector(
          counts[signal]() as never,
          config as CountConfig,
          context,
          collecting<'metrics'>(sent),
        );
        const request = decoded(signal, JSON.parse(recorded.requests[signal]!));
        await connector.consume(request as never, emptyContext);
      },
    );
    expect(outcome).toEqual(recordedOutcome({ ...run, ...(signal && { signal: 'metrics' }) }, recorded));
  });
});

test('profiles are counted by their attributes', async () => {
  const text = 'profiles: {by.kind: {attributes: [{key: kind, default_value: none}]}}';
  const { config } = decodeStruct(countSchema, parseYaml(text));
  const { context } = testContext({ id: 'count' });
  const sent: MetricsData[] = [];
  const connector = createCountConnector(countProfiles(), config, context, collecting<'metrics'>(sent));
  const profiles = decoded('profiles', {
    resourceProfiles: [
      {
        resource: {},
        scopeProfiles: [
          {
            scope: {},
            profiles: [
              { timeUnixNano: '7', attributeIndices: [1] },
              { timeUnixNano: '5', attributeIndices: [1] },
              { timeUnixNano: '6' },
            ],
          },
        ],
      },
    ],
    dictionary: {
      stringTable: ['', 'kind'],
      attributeTable: [{}, { keyStrindex: 1, value: { stringValue: 'cpu' } }],
    },
  });
  await connector.consume(profiles, emptyContext);
  const [metric] = sent[0]!.resourceMetrics[0]!.scopeMetrics[0]!.metrics;
  expect(metric!.name).toBe('by.kind');
  expect(
    metric!.sum!.dataPoints.map((each) => [
      each.attributes.get('kind'),
      each.asInt,
      each.startTimeUnixNano,
      each.timeUnixNano,
    ]),
  ).toEqual([
    ['cpu', 2n, 5n, 7n],
    ['none', 1n, 5n, 7n],
  ]);
});

test('the time is now where no item has one', async () => {
  const { config } = decodeStruct(countSchema, parseYaml('{}'));
  const { context } = testContext({ id: 'count' });
  const sent: MetricsData[] = [];
  const connector = createCountConnector(countLogs(), config, context, collecting<'metrics'>(sent));
  const request = { resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [{}] }] }] };
  await connector.consume(decoded('logs', request), emptyContext);
  const [point] = sent[0]!.resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.sum!.dataPoints;
  expect(point!.timeUnixNano).toBe(context.clock.now());
});
