/** What the real processor made of random sequences of points, recorded from contrib v0.162. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { cumulativeToDeltaSchema } from './config.ts';
import { createCumulativeToDeltaProcessor } from './cumulative-to-delta-processor.ts';

interface Recorded {
  readonly config: object;
  readonly steps: readonly object[];
  readonly results: readonly object[];
  readonly logs: readonly string[] | null;
}

/** 2026-11-01: streams of 2023 began before the collector, those of 2096 didn't. */
const START = 1_793_491_200_000_000_000n;

/** A sequence a line. */
const recorded = readFileSync(new URL('./recorded-results.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

test.each(recorded.map((each, index) => [index, each] as const))(
  'sequence %i as the real processor',
  async (_, { config, steps, results, logs }) => {
    const { context, lines } = testContext({ clock: new ManualClock(START) });
    const sent: MetricsData[] = [];
    const settings = decodeStruct(cumulativeToDeltaSchema, parseYaml(JSON.stringify(config))).config;
    const processor = createCumulativeToDeltaProcessor(settings, context, {
      mutatesData: true,
      async consume(data) {
        sent.push(structuredClone(data));
        // Who is given data may change it; nothing of it may be remembered.
        spoil(data);
        return undefined;
      },
    });
    for (const step of steps) await processor.consume(decoded('metrics', step), emptyContext);
    expect(sent).toEqual(results.map((result) => decoded('metrics', result)));
    expect(lines.map((line) => line.slice(line.indexOf('\t') + 1))).toEqual(logs ?? []);
  },
);

function spoil({ resourceMetrics }: MetricsData): void {
  for (const { resource, scopeMetrics } of resourceMetrics) {
    resource.attributes.set('spoiled', true);
    for (const { histogram, exponentialHistogram } of scopeMetrics.flatMap(({ metrics }) => metrics)) {
      for (const point of histogram?.dataPoints ?? []) {
        point.bucketCounts.fill(99n);
        point.explicitBounds.push(1e9);
      }
      for (const { positive, negative } of exponentialHistogram?.dataPoints ?? []) {
        positive.bucketCounts.fill(99n);
        negative.bucketCounts.length = 0;
      }
    }
  }
}
