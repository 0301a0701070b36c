/** What the real connector made of the same spans at the same times, recorded from contrib. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataPointsOf } from '../../../../otlp/items.ts';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { renderProblems } from '../../../config/decode-problem.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { flushesOf, type RecordedSteps } from '../../../testing/recorded-connector.ts';
import { decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { canonicalAttributes } from '../span-metrics/resource-key.ts';
import { serviceGraphSchema } from './config.ts';
import { createServiceGraphConnector } from './service-graph-connector.ts';

interface Recorded {
  readonly name: string;
  readonly config: object;
  readonly steps?: RecordedSteps;
  readonly error?: string;
  readonly flushes?: readonly object[];
  readonly logs?: readonly string[];
  readonly counters?: Readonly<Record<string, number>>;
}

const START = 1_700_000_000_000_000_000n;
const ALL: ReadonlySet<string> = new Set();
/** Of the component's life, which the recording didn't take part in. */
const LIFE = ['info\tStarted servicegraphconnector', 'info\tShutting down servicegraphconnector'];
/** A case a line. */
const recorded = readFileSync(new URL('./recorded-results.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function configOf(config: object) {
  const { config: value, problems } = decodeStruct(serviceGraphSchema, parseYaml(JSON.stringify(config)));
  const [finding] = serviceGraphSchema.validate?.(value) ?? [];
  return { config: value, error: problems.length > 0 ? renderProblems(problems) : finding?.message };
}

/** The collector goes through maps in any order. */
function comparable(data: MetricsData): unknown {
  for (const { scopeMetrics } of data.resourceMetrics) {
    for (const { metrics } of scopeMetrics) {
      for (const metric of metrics) {
        const points = dataPointsOf(metric);
        const keys = new Map<object, string>(
          points.map((point) => [point, canonicalAttributes(point.attributes, ALL)]),
        );
        points.sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
        for (const histogram of metric.histogram?.dataPoints ?? []) {
          // The sum of calls in another order.
          histogram.sum = Number(histogram.sum?.toPrecision(12));
        }
      }
    }
  }
  return data;
}

/** A line of the log with its fields as data, as the recording has them in the order of their names. */
function logEntry(line: string): unknown {
  const [level, message, fields] = line.split('\t');
  return [level, message, fields === undefined ? {} : JSON.parse(fields)];
}

async function outcomeOf({ config, steps = [] }: Recorded) {
  const clock = new ManualClock(START);
  const { context, lines } = testContext({ id: 'service_graph', clock });
  const flushes = await flushesOf(
    (next) => createServiceGraphConnector(configOf(config).config, context, next),
    clock,
    steps,
  );
  expect(context.memory.used).toBe(0);
  const logs = lines.map((line) => line.slice(line.indexOf('\t') + 1));
  const counters = context.telemetry.values().map(({ name, value }) => [name, value] as const);
  return { flushes, logs, counters: Object.fromEntries(counters) };
}

describe('service_graph makes what the real one made', () => {
  test.each(recorded.filter(({ steps }) => steps !== undefined))('$name', async (each) => {
    const expected = (each.flushes ?? []).map((flush) => decoded('metrics', flush));
    expect(configOf(each.config).error).toBeUndefined();
    const { flushes, logs, counters } = await outcomeOf(each);
    expect(flushes.map(comparable)).toEqual(expected.map(comparable));
    const said = logs.filter((line) => !LIFE.includes(line)).map(logEntry);
    expect(said).toEqual((each.logs ?? []).map(logEntry));
    expect(counters).toEqual(each.counters);
  });
});

describe('service_graph objects to what the real one objects to', () => {
  test.each(recorded.filter(({ steps }) => steps === undefined))('$name', ({ config, error }) => {
    expect(configOf(config).error).toBe(error);
  });
});
