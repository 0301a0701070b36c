import { describe, expect, test } from 'vitest';
import type { AnyValue, Metric, MetricsData, TracesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { type CarriedSignal, emptyContext, type SignalData } from '../../../pipeline/consumer.ts';
import { collecting } from '../../../testing/recorded-runs.ts';
import { testSpan } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { groupByAttrsFactory } from './factory.ts';

async function grouped<S extends CarriedSignal>(signal: S, config: string, data: SignalData[S]) {
  if (groupByAttrsFactory.kind !== 'processor') throw new Error('not a processor');
  const { context, lines } = testContext();
  const sent: SignalData[S][] = [];
  const decoded = decodeStruct(groupByAttrsFactory.schema, parseYaml(config));
  expect(decoded.problems).toEqual([]);
  const create = groupByAttrsFactory.create[signal]!;
  const processor = create(decoded.config, context, collecting(sent) as never);
  await processor.consume(data as never, emptyContext);
  const counters = Object.fromEntries(context.telemetry.values().map(({ name, value }) => [name, value]));
  return { data: sent[0]!, counters, lines };
}

type Described = readonly [
  resource: Record<string, AnyValue>,
  scope: string,
  spans: Record<string, AnyValue>[],
];

function traces(...described: readonly Described[]): TracesData {
  return {
    resourceSpans: described.map(([resource, scope, spans]) => ({
      resource: { attributes: new Map(Object.entries(resource)), droppedAttributesCount: 3 },
      scopeSpans: [
        {
          scope: { name: scope, version: '1', attributes: new Map(), droppedAttributesCount: 0 },
          spans: spans.map((attributes, index) => ({
            ...testSpan(index),
            attributes: new Map(Object.entries(attributes)),
          })),
          schemaUrl: 'https://opentelemetry.io/schemas/1.30.0',
        },
      ],
      schemaUrl: 'https://opentelemetry.io/schemas/1.30.0',
    })),
  };
}

/** Resource, and for each scope the attributes of its spans. */
function shown({ resourceSpans }: TracesData) {
  return resourceSpans.map(({ resource, scopeSpans }) => [
    Object.fromEntries(resource.attributes),
    ...scopeSpans.map(({ scope, spans }) => [
      scope.name,
      ...spans.map(({ attributes }) => Object.fromEntries(attributes)),
    ]),
  ]);
}

describe('items move to the resource of their values', () => {
  test('those without the attributes stay', async () => {
    const { data, counters } = await grouped(
      'traces',
      'keys: [host, zone]',
      traces([
        { a: 1n },
        's',
        [{ host: 'x', b: 1n }, { b: 2n }, { host: 'x', zone: 'y' }, { host: 'x', b: 3n }],
      ]),
    );
    expect(shown(data)).toEqual([
      [{ a: 1n, host: 'x' }, ['s', { b: 1n }, { b: 3n }]],
      [{ a: 1n }, ['s', { b: 2n }]],
      [{ a: 1n, host: 'x', zone: 'y' }, ['s', {}]],
    ]);
    expect(counters).toEqual({
      otelcol_processor_groupbyattrs_num_grouped_spans: 3,
      otelcol_processor_groupbyattrs_num_non_grouped_spans: 1,
      otelcol_processor_groupbyattrs_span_groups_sum: 3,
      otelcol_processor_groupbyattrs_span_groups_count: 1,
    });
  });

  test('the value of the item replaces that of the resource', async () => {
    const { data } = await grouped('traces', 'keys: [a]', traces([{ a: 1n, b: 2n }, 's', [{ a: 'new' }]]));
    expect(shown(data)).toEqual([[{ a: 'new', b: 2n }, ['s', {}]]]);
  });

  test.each<[string, AnyValue, AnyValue, number]>([
    ['a text and a number', '1', 1n, 2],
    ['an int and a double', 1n, 1, 2],
    ['an int and a double in a list', [1n], [1], 2],
    ['equal lists', ['a', 'b'], ['a', 'b'], 1],
    ['zeros of both signs', 0, -0, 2],
    [
      'maps in another order',
      new Map([
        ['x', 1n],
        ['y', 2n],
      ]),
      new Map([
        ['y', 2n],
        ['x', 1n],
      ]),
      1,
    ],
  ])('%s: a group for each value', async (_, first, second, groups) => {
    const { data } = await grouped('traces', 'keys: [k]', traces([{}, 's', [{ k: first }, { k: second }]]));
    expect(data.resourceSpans).toHaveLength(groups);
  });

  test('equal resources of several origins become one, whatever their order', async () => {
    const { data } = await grouped(
      'traces',
      '',
      traces(
        [{ a: 1n, b: 2n }, 's', [{ n: 1n }]],
        [{ b: 2n, a: 1n }, 's', [{ n: 2n }]],
        [{ a: 1n, b: 2n }, 't', [{}]],
      ),
    );
    expect(shown(data)).toEqual([[{ a: 1n, b: 2n }, ['s', { n: 1n }, { n: 2n }], ['t', {}]]]);
  });

  test('schema URLs, counts of dropped attributes and empty scopes are lost', async () => {
    const { data } = await grouped('traces', '', traces([{ a: 1n }, 's', [{}]], [{ b: 1n }, 's', []]));
    expect(data.resourceSpans).toHaveLength(1);
    expect(data.resourceSpans[0]).toMatchObject({
      schemaUrl: '',
      resource: { droppedAttributesCount: 0 },
      scopeSpans: [{ schemaUrl: '' }],
    });
  });

  test('groups share no attributes of resource and scope', async () => {
    const { data } = await grouped(
      'traces',
      'keys: [k]',
      traces([{ a: ['x'] }, 's', [{ k: 1n }, { k: 2n }]]),
    );
    (data.resourceSpans[0]!.resource.attributes.get('a') as AnyValue[]).push('y');
    data.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.set('new', 1n);
    expect(data.resourceSpans[1]!.resource.attributes.get('a')).toEqual(['x']);
    expect(data.resourceSpans[1]!.scopeSpans[0]!.scope.attributes.size).toBe(0);
  });
});

test('a key given twice is said, empty ones are left out', async () => {
  const { data, lines } = await grouped(
    'traces',
    'keys: [a, "", a, b]',
    traces([{}, 's', [{ a: 1n, '': 2n }]]),
  );
  expect(lines.map((line) => line.slice(line.indexOf('\t') + 1))).toEqual([
    'warn\tA grouping key is already present\t{"key": "a"}',
  ]);
  expect(shown(data)).toEqual([[{ a: 1n }, ['s', { '': 2n }]]]);
});

describe('metrics', () => {
  const point = (attributes: Record<string, AnyValue>, asInt: bigint) => ({
    attributes: new Map(Object.entries(attributes)),
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    asDouble: undefined,
    asInt,
    exemplars: [],
    flags: 0,
  });
  const empty: Metric = {
    name: 'm',
    description: 'd',
    unit: '1',
    gauge: undefined,
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map(),
  };
  const metrics = (...all: Metric[]): MetricsData => ({
    resourceMetrics: [
      {
        resource: { attributes: new Map(), droppedAttributesCount: 0 },
        scopeMetrics: [
          {
            scope: { name: 's', version: '', attributes: new Map(), droppedAttributesCount: 0 },
            metrics: all,
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  });

  test('of the same name and kind become one, with the properties of the first', async () => {
    const sum = { aggregationTemporality: 2, isMonotonic: true };
    const { data, counters } = await grouped(
      'metrics',
      'keys: [k]',
      metrics(
        { ...empty, sum: { ...sum, dataPoints: [point({ k: 1n, x: 1n }, 1n), point({ k: 2n }, 2n)] } },
        { ...empty, unit: 'By', sum: { ...sum, dataPoints: [point({ k: 1n }, 3n)] } },
        { ...empty, gauge: { dataPoints: [point({ k: 1n }, 4n)] } },
        { ...empty, name: 'without points', gauge: { dataPoints: [] } },
        { ...empty, name: 'without data' },
      ),
    );
    const result = data.resourceMetrics.map(({ resource, scopeMetrics }) => [
      resource.attributes.get('k'),
      scopeMetrics[0]!.metrics.map(({ unit, sum: ofSum, gauge }) => [
        unit,
        ofSum?.isMonotonic,
        (ofSum ?? gauge)?.dataPoints.map(({ asInt, attributes }) => [asInt, attributes.size]),
      ]),
    ]);
    expect(result).toEqual([
      [
        1n,
        [
          [
            '1',
            true,
            [
              [1n, 1],
              [3n, 0],
            ],
          ],
          ['1', undefined, [[4n, 0]]],
        ],
      ],
      [2n, [['1', true, [[2n, 0]]]]],
    ]);
    expect(counters).toMatchObject({
      otelcol_processor_groupbyattrs_num_grouped_metrics: 4,
      otelcol_processor_groupbyattrs_metric_groups_sum: 2,
    });
  });
});
