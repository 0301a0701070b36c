import { describe, expect, test } from 'vitest';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { collecting, decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { transformSchema } from './config.ts';
import { transformFactory } from './factory.ts';

function configOf(text: string) {
  const { config, problems } = decodeStruct(transformSchema, parseYaml(text));
  expect(problems).toEqual([]);
  return config;
}

/** What the metrics become. */
async function transformed(statement: string, metrics: unknown[], random = 0.5): Promise<MetricsData> {
  if (transformFactory.kind !== 'processor') throw new Error('not a processor');
  const { context } = testContext({ random: () => random });
  const sent: MetricsData[] = [];
  const config = configOf(
    JSON.stringify({
      error_mode: 'propagate',
      metric_statements: [{ context: 'metric', statements: [statement] }],
    }),
  );
  const processor = transformFactory.create.metrics!(config as never, context, collecting(sent));
  const request = { resourceMetrics: [{ resource: {}, scopeMetrics: [{ scope: {}, metrics }] }] };
  await processor.consume(decoded('metrics', request), emptyContext);
  return sent[0]!;
}

describe('objections point to the text', () => {
  test.each([
    ['trace_statements: ["set(span.name, 1)", "set(span.a, 1)"]', ['trace_statements.1']],
    [
      'trace_statements: [{context: span, statements: ["set(name, 1)"]}, "set(span.a, 1)", "set(span.b, 1)"]',
      ['trace_statements.1', 'trace_statements.2'],
    ],
    [
      'trace_statements: [{context: span, statements: ["set(name, 1)", "set(a, 1)"]}]',
      ['trace_statements.0.statements.1'],
    ],
    [
      'trace_statements: [{}, {conditions: ["span.name == 1", "span.a == 1"], statements: ["set(span.name, 1)"]}]',
      ['trace_statements.0.statements', 'trace_statements.1.conditions.1'],
    ],
    ['flatten_data: true', ['flatten_data']],
  ])('%s', (text, expected) => {
    const findings = validateStruct(transformSchema, configOf(text));
    expect(findings.map(({ at }) => at.join('.'))).toEqual(expected);
  });
});

test('statements that add metrics without end are stopped', async () => {
  await expect(transformed('copy_metric()', [{ name: 'a', gauge: {} }])).rejects.toThrow(
    /without end.*copy_metric\(\)/,
  );
});

describe('exponential histograms become explicit ones', () => {
  const exponential = (point: Record<string, unknown>) => [
    { name: 'e', exponentialHistogram: { aggregationTemporality: 1, dataPoints: [point] } },
  ];
  const counted = async (
    distribution: string,
    bounds: string,
    point: Record<string, unknown>,
    random = 0.5,
  ) => {
    const statement = `convert_exponential_histogram_to_histogram("${distribution}", [${bounds}])`;
    const data = await transformed(statement, exponential(point), random);
    const [metric] = data.resourceMetrics[0]!.scopeMetrics[0]!.metrics;
    expect(metric!.exponentialHistogram).toBeUndefined();
    return metric!.histogram!.dataPoints[0]!.bucketCounts.map(Number);
  };
  const wide = { count: 44, scale: 0, positive: { offset: 5, bucketCounts: [10, 22, 12] } };
  const tens = '10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0';

  // Cases of the collector's own tests.
  test.each([
    ['upper', '1.0, 2.0, 3.0', wide, [0, 0, 0, 44]],
    ['upper', '1000.0, 2000.0', wide, [44, 0, 0]],
    ['midpoint', '1.0, 2.0', wide, [0, 0, 44]],
    ['uniform', tens, wide, [0, 0, 0, 3, 3, 3, 4, 3, 3, 4, 21]],
    [
      'upper',
      '160.0, 170.0, 180.0, 190.0, 200.0',
      { count: 2, scale: 7, positive: { offset: 944, bucketCounts: [1, ...new Array(28).fill(0), 1] } },
      [0, 1, 0, 0, 1, 0],
    ],
    [
      'uniform',
      '0.0, 1.0, 2.0',
      {
        count: 16,
        scale: 0,
        zeroThreshold: 1,
        zeroCount: 8,
        negative: { bucketCounts: [4] },
        positive: { bucketCounts: [4] },
      },
      [8, 4, 4, 0],
    ],
  ] as const)('%s over %s', async (distribution, bounds, point, expected) => {
    expect(await counted(distribution, bounds, point)).toEqual(expected);
  });

  test('by chance, with the same total', async () => {
    for (const random of [0, 0.2, 0.7, 0.999]) {
      const counts = await counted('random', tens, wide, random);
      expect(counts.slice(0, 3)).toEqual([0, 0, 0]);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(44);
    }
    expect(await counted('random', tens, wide, 0)).not.toEqual(await counted('random', tens, wide, 0.999));
  });

  test.each([
    ['convert_exponential_histogram_to_histogram("upper", [])', 'explicit bounds cannot be empty'],
    [
      'convert_exponential_histogram_to_histogram("upper", [2.0, 1.0])',
      'explicit bounds are not strictly increasing at index 1: 1 <= 2',
    ],
    ['convert_exponential_histogram_to_histogram("most", [2.0])', 'invalid distribution "most"'],
  ])('%s is refused', (statement, message) => {
    const config = configOf(
      JSON.stringify({ metric_statements: [{ context: 'metric', statements: [statement] }] }),
    );
    expect(validateStruct(transformSchema, config)[0]!.message).toContain(message);
  });

  test('counts that don’t add up are an error, and nothing is changed', async () => {
    await expect(
      counted('upper', '1.0', { count: 2, scale: 0, positive: { bucketCounts: [1] } }),
    ).rejects.toThrow(
      'converting exponential histogram data point 0: source histogram count 2 does not match bucket count 1',
    );
  });
});
