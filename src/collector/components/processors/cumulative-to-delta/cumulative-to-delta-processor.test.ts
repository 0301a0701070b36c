import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  AnyValue,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  Metric,
  MetricsData,
  NumberDataPoint,
} from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { collecting } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { cumulativeToDeltaSchema } from './config.ts';
import { createCumulativeToDeltaProcessor } from './cumulative-to-delta-processor.ts';

const SECOND = 1_000_000_000n;
const START = 1_700_000_000n * SECOND;

function processorWith(config: string) {
  const clock = new ManualClock(START);
  const { context, lines } = testContext({ clock });
  const sent: MetricsData[] = [];
  const { config: settings, problems } = decodeStruct(cumulativeToDeltaSchema, parseYaml(config));
  expect(problems).toEqual([]);
  const processor = createCumulativeToDeltaProcessor(settings, context, collecting(sent));
  const counters = () =>
    Object.fromEntries(
      context.telemetry
        .values()
        .map(({ name, attributes, value }) => [
          [name.replace('otelcol_cumulativetodelta_', ''), ...Object.values(attributes)].join(' '),
          value,
        ]),
    );
  return { processor, clock, lines, sent, counters };
}

function sumPoint(value: bigint | number, parts: Partial<NumberDataPoint> = {}): NumberDataPoint {
  return {
    attributes: new Map(),
    startTimeUnixNano: 1n,
    timeUnixNano: 0n,
    asInt: typeof value === 'bigint' ? value : undefined,
    asDouble: typeof value === 'bigint' ? undefined : value,
    exemplars: [],
    flags: 0,
    ...parts,
  };
}

const NOTHING: Metric = {
  name: 'm',
  description: '',
  unit: '',
  gauge: undefined,
  sum: undefined,
  histogram: undefined,
  exponentialHistogram: undefined,
  summary: undefined,
  metadata: new Map(),
};

function sum(...dataPoints: NumberDataPoint[]): Metric {
  return { ...NOTHING, sum: { dataPoints, aggregationTemporality: 2, isMonotonic: true } };
}

function metrics(...all: Metric[]): MetricsData {
  const scope = { name: 's', version: '', attributes: new Map(), droppedAttributesCount: 0 };
  return {
    resourceMetrics: [
      {
        resource: { attributes: new Map(), droppedAttributesCount: 0 },
        scopeMetrics: [{ scope, metrics: all, schemaUrl: '' }],
        schemaUrl: '',
      },
    ],
  };
}

function allMetrics(sent: readonly MetricsData[]): Metric[] {
  return sent.flatMap(({ resourceMetrics }) =>
    resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics)),
  );
}

function values(sent: readonly MetricsData[]): (bigint | number | undefined)[] {
  return allMetrics(sent).flatMap((metric) =>
    (metric.sum?.dataPoints ?? []).map((point) => point.asInt ?? point.asDouble),
  );
}

async function deltas(config: string, ...points: NumberDataPoint[][]) {
  const { processor, sent, ...rest } = processorWith(config);
  for (const each of points) await processor.consume(metrics(sum(...each)), emptyContext);
  return { values: values(sent), sent, ...rest };
}

describe('sums', () => {
  test('become what came since the point before, which tells the start', async () => {
    const { sent } = await deltas(
      'initial_value: drop',
      [sumPoint(5n, { timeUnixNano: 10n })],
      [sumPoint(9n, { timeUnixNano: 20n })],
      [sumPoint(9n, { timeUnixNano: 30n })],
    );
    expect(sent[0]!.resourceMetrics).toEqual([]);
    const points = allMetrics(sent).map(({ sum: each }) => [
      each!.aggregationTemporality,
      each!.dataPoints[0],
    ]);
    expect(points).toMatchObject([
      [1, { asInt: 4n, startTimeUnixNano: 10n, timeUnixNano: 20n }],
      [1, { asInt: 0n, startTimeUnixNano: 20n, timeUnixNano: 30n }],
    ]);
  });

  test('that fall began anew: that point is dropped, said and counted, and the next is compared with it', async () => {
    const attributes = new Map<string, AnyValue>([
      ['b', 2n],
      ['a', 'x'],
    ]);
    const {
      values: all,
      lines,
      counters,
    } = await deltas(
      'initial_value: keep',
      ...[10n, 3n, 4n].map((value) => [sumPoint(value, { attributes })]),
    );
    expect(all).toEqual([10n, 1n]);
    expect(lines.map((line) => line.slice(line.indexOf('\t') + 1))).toEqual([
      'debug\treset detected during cumulative-to-delta conversion\t{"metric_name": "m", "metric_type": "Sum", "attributes": {"a":"x","b":2}}',
    ]);
    expect(counters()).toEqual({
      'datapoints sum': 2,
      'datapoints_dropped sum reset': 1,
      streams_tracked: 1,
    });
  });

  test('of delta temporality, and those that may fall, stay', async () => {
    const { processor, sent } = processorWith('initial_value: drop');
    const falling = sum(sumPoint(1n));
    falling.sum!.isMonotonic = false;
    const delta = sum(sumPoint(2n));
    delta.sum!.aggregationTemporality = 1;
    const gauge = { ...NOTHING, gauge: { dataPoints: [sumPoint(3n)] } };
    const data = metrics(falling, delta, gauge);
    const before = structuredClone(data);
    await processor.consume(data, emptyContext);
    expect(sent).toEqual([before]);
  });

  test('NaN passes, a point without a value goes', async () => {
    const { values: all, counters } = await deltas('initial_value: keep', [
      sumPoint(Number.NaN),
      sumPoint(1n, { flags: 1 }),
    ]);
    expect(all).toEqual([Number.NaN]);
    expect(counters()).toEqual({ streams_tracked: 0 });
  });

  test.each<[string, Partial<NumberDataPoint>, Partial<NumberDataPoint>, boolean]>([
    ['another start', { startTimeUnixNano: 1n }, { startTimeUnixNano: 2n }, false],
    ['an int and a double', { attributes: new Map([['a', 1n]]) }, { attributes: new Map([['a', 1]]) }, false],
    [
      'an int and a double in a list',
      { attributes: new Map([['a', [1n]]]) },
      { attributes: new Map([['a', [1]]]) },
      false,
    ],
    [
      'another order of attributes',
      {
        attributes: new Map([
          ['a', '1'],
          ['b', '2'],
        ]),
      },
      {
        attributes: new Map([
          ['b', '2'],
          ['a', '1'],
        ]),
      },
      true,
    ],
    [
      'keys and values divided otherwise',
      {
        attributes: new Map([
          ['ab', 'c'],
          ['d', ''],
        ]),
      },
      {
        attributes: new Map([
          ['a', 'bc'],
          ['d', ''],
        ]),
      },
      false,
    ],
  ])('%s: the same stream or another', async (_, first, second, same) => {
    const { values: all } = await deltas(
      'initial_value: keep',
      [sumPoint(5n, first)],
      [sumPoint(7n, second)],
    );
    expect(all).toEqual(same ? [5n, 2n] : [5n, 7n]);
  });

  test('without resets the deltas of a stream add up to its last value', async () => {
    const increments = fc.array(fc.tuple(fc.nat(3), fc.bigInt(0n, 2n ** 40n)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(increments, async (steps) => {
        const totals = new Map<number, bigint>();
        const points = steps.map(([stream, increment]) => {
          totals.set(stream, (totals.get(stream) ?? 0n) + increment);
          return [sumPoint(totals.get(stream)!, { attributes: new Map([['stream', BigInt(stream)]]) })];
        });
        const { sent } = await deltas('initial_value: keep', ...points);
        const sums = new Map<number, bigint>();
        for (const { sum: each } of allMetrics(sent)) {
          const { attributes, asInt } = each!.dataPoints[0]!;
          const stream = Number(attributes.get('stream'));
          sums.set(stream, (sums.get(stream) ?? 0n) + asInt!);
        }
        expect(sums).toEqual(totals);
      }),
    );
  });
});

describe('the first point', () => {
  const times = { startTimeUnixNano: START + SECOND, timeUnixNano: START + 2n * SECOND };

  test.each<[string, Partial<NumberDataPoint>, boolean]>([
    ['of a stream that began after the collector', times, true],
    ['at the moment the stream began', { ...times, timeUnixNano: times.startTimeUnixNano }, false],
    ['of a stream that began before the collector', { ...times, startTimeUnixNano: START - 1n }, false],
    ['of a stream whose start isn’t known', { ...times, startTimeUnixNano: 0n }, false],
  ])('auto, %s', async (_, parts, sentOn) => {
    const { sent, counters } = await deltas('', [sumPoint(7n, parts)]);
    expect(values(sent)).toEqual(sentOn ? [7n] : []);
    if (sentOn)
      expect(allMetrics(sent)[0]!.sum!.dataPoints[0]!.startTimeUnixNano).toBe(parts.startTimeUnixNano);
    else expect(counters()['datapoints_dropped sum initial']).toBe(1);
  });

  test('keep loses the start, as in the collector', async () => {
    const { sent } = await deltas('initial_value: keep', [sumPoint(7n, times)]);
    expect(allMetrics(sent)[0]!.sum!.dataPoints[0]!.startTimeUnixNano).toBe(0n);
  });
});

test('streams are forgotten max_staleness after the time of their last point', async () => {
  const { processor, clock, sent, counters, lines } = processorWith(
    '{max_staleness: 10s, initial_value: keep}',
  );
  await processor.start?.();
  const at = (seconds: bigint) => ({ timeUnixNano: START + seconds * SECOND });
  const consume = (value: bigint, seconds: bigint) =>
    processor.consume(metrics(sum(sumPoint(value, at(seconds)))), emptyContext);
  await consume(1n, 5n);
  // Looked at every 10 s: at 10 s the point is 5 s old, at 20 s it is too old.
  await clock.advance(11n * SECOND);
  expect(counters()['streams_tracked']).toBe(1);
  await clock.advance(10n * SECOND);
  expect(counters()['streams_tracked']).toBe(0);
  expect(lines.at(-1)).toContain('removing stale state key');
  await consume(3n, 21n);
  expect(values(sent)).toEqual([1n, 3n]);
  await processor.shutdown?.();
});

test('max_staleness 0: for ever', async () => {
  const { processor, clock, counters } = processorWith('{max_staleness: 0s, initial_value: keep}');
  await processor.start?.();
  await processor.consume(metrics(sum(sumPoint(1n))), emptyContext);
  await clock.advance(1_000_000n * SECOND);
  expect(counters()['streams_tracked']).toBe(1);
});

test('an expression that can’t be compiled is told when data comes, as the collector fails only then', async () => {
  const { processor } = processorWith('include: {match_type: regexp, metrics: ["("]}');
  await expect(processor.consume(metrics(sum(sumPoint(1n))), emptyContext)).rejects.toThrow(
    "include::metrics can't be used: error parsing regexp: missing closing ): `(`",
  );
});

describe('histograms', () => {
  const histogram = (parts: Partial<HistogramDataPoint>): Metric => ({
    ...NOTHING,
    histogram: {
      aggregationTemporality: 2,
      dataPoints: [
        {
          attributes: new Map(),
          startTimeUnixNano: 1n,
          timeUnixNano: 2n,
          count: 0n,
          sum: 0,
          bucketCounts: [0n, 0n],
          explicitBounds: [1],
          exemplars: [],
          flags: 0,
          min: 1,
          max: 2,
          ...parts,
        },
      ],
    },
  });

  async function histogramDeltas(...points: Partial<HistogramDataPoint>[]) {
    const { processor, sent, ...rest } = processorWith('initial_value: drop');
    for (const point of points) await processor.consume(metrics(histogram(point)), emptyContext);
    return { points: allMetrics(sent).map((metric) => metric.histogram!.dataPoints[0]!), ...rest };
  }

  test('lose minimum and maximum, as those since the point before aren’t known', async () => {
    const { points } = await histogramDeltas(
      { count: 3n, sum: 4, bucketCounts: [1n, 2n] },
      { count: 6n, sum: 9, bucketCounts: [3n, 3n] },
    );
    expect(points).toMatchObject([
      { count: 3n, sum: 5, bucketCounts: [2n, 1n], explicitBounds: [1], min: undefined, max: undefined },
    ]);
  });

  test.each([
    ['numbers of buckets', { bucketCounts: [1n], explicitBounds: [] }],
    ['bucket boundaries', { bucketCounts: [1n, 1n], explicitBounds: [2] }],
  ])('with different %s can’t be subtracted', async (what, changed) => {
    const { points, lines, counters } = await histogramDeltas({ count: 1n }, { count: 2n, ...changed });
    expect(points).toEqual([]);
    expect(lines).toEqual([
      expect.stringContaining(
        `warn\tPoints in histogram series have different ${what}; some data will be dropped`,
      ),
    ]);
    expect(counters()['datapoints_dropped histogram bucket_mismatch']).toBe(1);
  });

  test('a sum that isn’t told, or is NaN, stays so; the next is compared with the one before', async () => {
    const { points } = await histogramDeltas(
      { count: 1n, sum: 10 },
      { count: 2n, sum: Number.NaN },
      { count: 3n, sum: 17 },
      { count: 4n, sum: undefined },
    );
    expect(points.map((point) => point.sum)).toEqual([Number.NaN, 7, undefined]);
  });
});

test('exponential histograms are made as coarse as they are now', async () => {
  const { processor, sent } = processorWith('initial_value: drop');
  const point: ExponentialHistogramDataPoint = {
    attributes: new Map(),
    startTimeUnixNano: 1n,
    timeUnixNano: 2n,
    count: 10n,
    sum: 20,
    scale: 1,
    zeroCount: 0n,
    positive: { offset: -1, bucketCounts: [1n, 2n, 3n, 4n] },
    negative: { offset: 0, bucketCounts: [] },
    flags: 0,
    exemplars: [],
    min: undefined,
    max: undefined,
    zeroThreshold: 0,
  };
  const coarse = { ...point, count: 13n, scale: 0, positive: { offset: -1, bucketCounts: [2n, 5n, 6n] } };
  for (const dataPoints of [[point], [coarse]]) {
    const metric = { ...NOTHING, exponentialHistogram: { aggregationTemporality: 2, dataPoints } };
    await processor.consume(metrics(metric), emptyContext);
  }
  // Buckets -1 | 0 1 | 2 become -1, 0 and 1 with 1, 5 and 4.
  const [{ exponentialHistogram } = NOTHING] = allMetrics(sent);
  expect(exponentialHistogram!.dataPoints[0]).toMatchObject({
    count: 3n,
    positive: { offset: -1, bucketCounts: [1n, 0n, 2n] },
  });
});

test.each([
  [
    '{include: {metrics: [a]}, exclude: {match_type: strict}}',
    'match_type must be set if metrics are supplied',
  ],
  ['exclude: {match_type: strict}', 'metrics must be supplied if match_type is set'],
  [
    '{include: {metric_types: [x]}, exclude: {metric_types: [Sum, gauge]}}',
    'found invalid metric type in exclude.metric_types: gauge. Valid values are [exponentialhistogram histogram sum]',
  ],
])('objects to %s', (text, message) => {
  const { config } = decodeStruct(cumulativeToDeltaSchema, parseYaml(text));
  expect(validateStruct(cumulativeToDeltaSchema, config).map((finding) => finding.message)).toEqual([
    message,
  ]);
});
