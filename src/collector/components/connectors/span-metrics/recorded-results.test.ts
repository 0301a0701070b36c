/** What the real connector made of the same spans at the same times, recorded from contrib v0.162. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Attributes, Metric, MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { flushesOf, type RecordedSteps } from '../../../testing/recorded-connector.ts';
import { decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { spanMetricsSchema } from './config.ts';
import { canonicalAttributes } from './resource-key.ts';
import { createSpanMetricsConnector } from './span-metrics-connector.ts';

interface Recorded {
  readonly name: string;
  readonly config: object;
  readonly steps?: RecordedSteps;
  readonly error?: string;
  readonly flushes?: readonly object[];
}

const START = 1_700_000_000_000_000_000n;
const EVERYTHING: ReadonlySet<string> = new Set();
/** A case a line. */
const recorded = readFileSync(new URL('./recorded-results.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function configOf(config: object) {
  const { config: value, problems } = decodeStruct(spanMetricsSchema, parseYaml(JSON.stringify(config)));
  const [problem] = problems;
  const [finding] = problem === undefined ? (spanMetricsSchema.validate?.(value) ?? []) : [];
  return { config: value, problem, finding };
}

/** The collector goes through maps in any order; the instance's id is its own. */
function comparable(data: MetricsData): unknown {
  const sorted = <T extends { readonly attributes: Attributes }>(points: readonly T[]): T[] =>
    points
      .map((point) => ({ ...point, attributes: withoutInstance(point.attributes) }))
      .toSorted((a, b) =>
        canonicalAttributes(a.attributes, EVERYTHING) < canonicalAttributes(b.attributes, EVERYTHING)
          ? -1
          : 1,
      );
  const metric = (each: Metric): Metric => ({
    ...each,
    sum: each.sum && { ...each.sum, dataPoints: sorted(each.sum.dataPoints) },
    histogram: each.histogram && { ...each.histogram, dataPoints: sorted(each.histogram.dataPoints) },
    exponentialHistogram: each.exponentialHistogram && {
      ...each.exponentialHistogram,
      dataPoints: sorted(each.exponentialHistogram.dataPoints),
    },
  });
  return data.resourceMetrics
    .map(({ resource, scopeMetrics }) => ({
      key: canonicalAttributes(resource.attributes, EVERYTHING),
      scopes: scopeMetrics.map(({ scope, metrics }) => ({ name: scope.name, metrics: metrics.map(metric) })),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function withoutInstance(attributes: Attributes): Attributes {
  const known = attributes.get('collector.instance.id');
  if (known === undefined) return attributes;
  expect(known === 'INSTANCE' || /^[0-9a-f-]{36}$/.test(String(known))).toBe(true);
  return new Map([...attributes].map(([key, value]) => [key, key === 'collector.instance.id' ? '' : value]));
}

function outcomeOf({ config, steps = [] }: Recorded): Promise<MetricsData[]> {
  const clock = new ManualClock(START);
  const { context } = testContext({ id: 'span_metrics', clock });
  return flushesOf(
    (next) => createSpanMetricsConnector(configOf(config).config, context, next),
    clock,
    steps,
  );
}

describe('span_metrics makes what the real one made', () => {
  test.each(recorded.filter(({ steps, error }) => steps !== undefined && error === undefined))(
    '$name',
    async (each) => {
      const expected = (each.flushes ?? []).map((flush) => decoded('metrics', flush));
      const { problem, finding } = configOf(each.config);
      expect([problem, finding]).toEqual([undefined, undefined]);
      expect((await outcomeOf(each)).map(comparable)).toEqual(expected.map(comparable));
    },
  );
});

describe('span_metrics objects to what the real one objects to', () => {
  test.each(recorded.filter(({ steps }) => steps === undefined))('$name', ({ config, error }) => {
    const { problem, finding } = configOf(config);
    if (error === undefined) expect([problem, finding]).toEqual([undefined, undefined]);
    else if (problem === undefined) expect(finding?.message).toBe(error);
    else expect(error).toContain(problem.cause);
  });
});

describe('span_metrics can’t be made', () => {
  test.each(recorded.filter(({ steps, error }) => steps !== undefined && error !== undefined))(
    '$name',
    async (each) => {
      await expect(outcomeOf(each)).rejects.toThrow(each.error?.replace('panic: ', ''));
    },
  );
});
