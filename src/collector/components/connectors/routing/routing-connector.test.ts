import { describe, expect, test } from 'vitest';
import type { LogsData, MetricsData, TracesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import type { ConsumeContext, SignalData } from '../../../pipeline/consumer.ts';
import { collecting, decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { routingSchema } from './config.ts';
import { createRoutingConnector } from './routing-connector.ts';
import type { RoutedSignal } from './signal-routing.ts';

function configOf(value: unknown) {
  const { config, problems } = decodeStruct(routingSchema, parseYaml(JSON.stringify(value)));
  expect(problems).toEqual([]);
  return config;
}

const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([key, stringValue]) => ({ key, value: { stringValue } }));

const traces = {
  resourceSpans: ['shop', 'cart'].map((name) => ({
    resource: { attributes: attributes({ name }) },
    scopeSpans: [{ scope: { name: 'lib' }, spans: [{ name: 'GET' }, { name: 'POST' }] }],
  })),
};

const metrics = {
  resourceMetrics: [
    {
      resource: { attributes: attributes({ name: 'shop' }) },
      scopeMetrics: [
        {
          scope: { name: 'lib' },
          metrics: [
            { name: 'a', sum: { dataPoints: [{ asInt: '1' }, { asInt: '2' }], isMonotonic: true } },
            { name: 'b', gauge: { dataPoints: [{ asInt: '2' }] } },
          ],
        },
      ],
    },
  ],
};

const logs = {
  resourceLogs: [
    {
      resource: { attributes: attributes({ name: 'shop' }) },
      scopeLogs: [
        { scope: { name: 'lib' }, logRecords: ['x', 'y'].map((stringValue) => ({ body: { stringValue } })) },
      ],
    },
  ],
};

/** Where the items end up: the requests of each pipeline, each as "resource/scope: items". */
async function routed<S extends RoutedSignal>(
  signal: S,
  config: unknown,
  request: unknown,
  metadata: ConsumeContext['metadata'] = new Map(),
) {
  const sent: Record<string, unknown[]> = { one: [], two: [], rest: [] };
  const pipelines = new Map(
    Object.entries(sent).map(([name, list]) => [`${signal}/${name}`, collecting<S>(list)] as const),
  );
  const { context, lines } = testContext({ id: 'routing' });
  const outputs = { ...collecting<S>([]), pipelines };
  const connector = createRoutingConnector(signal, configOf(config), context, outputs);
  await connector.consume(decoded(signal, request) as SignalData[S], { metadata });
  const shown = Object.entries(sent).flatMap(([name, list]) =>
    list.length === 0
      ? []
      : [[name, list.map((data) => show(data as TracesData & MetricsData & LogsData))] as const],
  );
  return { sent: Object.fromEntries(shown), lines };
}

function show({
  resourceSpans = [],
  resourceMetrics = [],
  resourceLogs = [],
}: Partial<TracesData & MetricsData & LogsData>) {
  const groups = [
    ...resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.map(({ scope, spans }) => [resource, scope, spans.map(({ name }) => name)] as const),
    ),
    ...resourceMetrics.flatMap(({ resource, scopeMetrics }) =>
      scopeMetrics.map((each) => {
        const items = each.metrics.map(({ name, sum, gauge }) => {
          const points = (sum ?? gauge)?.dataPoints.map(({ asInt }) => asInt) ?? [];
          return `${name}[${points.join(' ')}]${sum?.isMonotonic ? '+' : ''}`;
        });
        return [resource, each.scope, items] as const;
      }),
    ),
    ...resourceLogs.flatMap(({ resource, scopeLogs }) =>
      scopeLogs.map(
        ({ scope, logRecords }) => [resource, scope, logRecords.map(({ body }) => String(body))] as const,
      ),
    ),
  ];
  return groups
    .map(([resource, scope, items]) => `${resource.attributes.get('name')}/${scope.name}: ${items.join(' ')}`)
    .join('; ');
}

const to = (condition: string, more: Record<string, unknown> = {}, pipeline = 'traces/one') => ({
  condition,
  pipelines: [pipeline],
  ...more,
});

describe('traces', () => {
  const all = ['shop/lib: GET POST; cart/lib: GET POST'];
  test.each([
    [
      'by resource',
      [to('resource.attributes["name"] == "shop"')],
      { one: ['shop/lib: GET POST'], rest: ['cart/lib: GET POST'] },
    ],
    [
      'by resource, without the context in the path',
      [to('attributes["name"] == "shop"')],
      {
        one: ['shop/lib: GET POST'],
        rest: ['cart/lib: GET POST'],
      },
    ],
    [
      'by span',
      [to('span.name == "GET"')],
      {
        one: ['shop/lib: GET; cart/lib: GET'],
        rest: ['shop/lib: POST; cart/lib: POST'],
      },
    ],
    [
      'by span, in its context',
      [to('name == "GET"', { context: 'span' })],
      {
        one: ['shop/lib: GET; cart/lib: GET'],
        rest: ['shop/lib: POST; cart/lib: POST'],
      },
    ],
    [
      'by a copy',
      [to('span.name == "GET"', { action: 'copy' })],
      {
        one: ['shop/lib: GET; cart/lib: GET'],
        rest: all,
      },
    ],
    [
      'the first route wins',
      [to('span.name == "GET"'), to('true', { context: 'span' }, 'traces/two')],
      {
        one: ['shop/lib: GET; cart/lib: GET'],
        two: ['shop/lib: POST; cart/lib: POST'],
      },
    ],
    [
      'routes to one pipeline send together',
      [to('span.name == "GET"'), to('span.name == "POST"')],
      {
        one: ['shop/lib: GET; cart/lib: GET; shop/lib: POST; cart/lib: POST'],
      },
    ],
    ['contexts of other signals match nothing', [to('log.body == nil')], { rest: all }],
    [
      'by a statement',
      [{ statement: 'route() where name == "POST"', context: 'span', pipelines: ['traces/two'] }],
      {
        two: ['shop/lib: POST; cart/lib: POST'],
        rest: ['shop/lib: GET; cart/lib: GET'],
      },
    ],
    ['errors are no match', [to('span.name + 1 == 2')], { rest: all }],
  ])('%s', async (_, table, expected) => {
    const { sent } = await routed('traces', { table, default_pipelines: ['traces/rest'] }, traces);
    expect(sent).toEqual(expected);
  });

  test('what takes no route is dropped without default pipelines', async () => {
    const { sent } = await routed('traces', { table: [to('span.name == "GET"')] }, traces);
    expect(sent).toEqual({ one: ['shop/lib: GET; cart/lib: GET'] });
  });

  test('errors refuse the data where they are propagated', async () => {
    const config = { error_mode: 'propagate', table: [to('span.name + 1 == 2')] };
    await expect(routed('traces', config, traces)).rejects.toThrow('GET must be int64');
  });

  test('several pipelines get the same', async () => {
    const table = [{ condition: 'span.name == "GET"', pipelines: ['traces/one', 'traces/two'] }];
    const { sent } = await routed('traces', { table }, traces);
    expect(sent['one']).toEqual(sent['two']);
  });

  test('a second route of the same condition is left out with a warning', async () => {
    const table = [to('span.name == "GET"'), to('span.name == "GET"', {}, 'traces/two')];
    const { sent, lines } = await routed('traces', { table }, traces);
    expect(sent).toEqual({ one: ['shop/lib: GET; cart/lib: GET'] });
    expect(lines.join()).toContain(
      'Statement "route() where span.name == \\"GET\\"" already exists in the routing table, the route with target pipeline(s) "traces/two" will be ignored.',
    );
  });

  test.each([
    ['request["Tenant"] == "a"', 'request', { one: all }],
    ['request["tenant"] != "a"', 'request', { one: all }],
    ['request["tenant"] == "c"', 'request', { rest: all }],
    ['request["other"] != "a"', 'request', { rest: all }],
    ['otelcol.client.metadata["tenant"][0] == "a"', '', { one: all }],
  ])('by the request: %s', async (condition, context, expected) => {
    const config = { table: [to(condition, { context })], default_pipelines: ['traces/rest'] };
    const { sent, lines } = await routed('traces', config, traces, new Map([['tenant', ['a', 'b']]]));
    expect(sent).toEqual(expected);
    expect(lines.some((line) => line.includes("The 'request' context is deprecated"))).toBe(context !== '');
  });
});

describe('metrics', () => {
  const route = (condition: string, more = {}) => to(condition, more, 'metrics/one');
  test.each([
    [[route('metric.name == "a"')], { one: ['shop/lib: a[1 2]+'], rest: ['shop/lib: b[2]'] }],
    [[route('datapoint.value_int == 2')], { one: ['shop/lib: a[2]+ b[2]'], rest: ['shop/lib: a[1]+'] }],
    [
      [route('datapoint.value_int == 2', { action: 'copy' })],
      { one: ['shop/lib: a[2]+ b[2]'], rest: ['shop/lib: a[1 2]+ b[2]'] },
    ],
    [[route('resource.attributes["name"] == "shop"')], { one: ['shop/lib: a[1 2]+ b[2]'] }],
  ])('%j', async (table, expected) => {
    const { sent } = await routed('metrics', { table, default_pipelines: ['metrics/rest'] }, metrics);
    expect(sent).toEqual(expected);
  });
});

test('logs by their body', async () => {
  const table = [to('log.body == "x"', {}, 'logs/one')];
  const { sent } = await routed('logs', { table, default_pipelines: ['logs/rest'] }, logs);
  expect(sent).toEqual({ one: ['shop/lib: x'], rest: ['shop/lib: y'] });
});

describe('what can’t be built', () => {
  test.each([
    [{ table: [to('span.nope == 1')] }, 'segment "nope" from path "span.nope" is not a valid path'],
    [
      { table: [to('span.name == 1', {}, 'traces/none')] },
      'pipeline not found: missing consumer: "traces/none"',
    ],
    [
      { table: [to('span.name == 1')], default_pipelines: ['traces/none'] },
      'pipeline not found: missing consumer: "traces/none"',
    ],
  ])('%j', async (config, message) => {
    await expect(routed('traces', config, traces)).rejects.toThrow(message);
  });
});

describe('validation', () => {
  const pipelines = ['traces/one'];
  const cases: (readonly [unknown, string, string])[] = [
    [{}, 'table', 'invalid routing table: the routing table is empty'],
    [{ table: [{ pipelines }] }, 'table.0', 'invalid route: no condition or statement provided'],
    [
      { table: [{ pipelines, condition: 'a', statement: 'b' }] },
      'table.0.statement',
      'invalid route: both condition and statement provided',
    ],
    [{ table: [{ condition: 'a' }] }, 'table.0', 'invalid route: no pipelines defined'],
    [{ table: [to('a'), to('a', { context: 'spam' })] }, 'table.1.context', 'invalid context: spam'],
    [
      { table: [{ pipelines, context: 'request', statement: 'a' }] },
      'table.0.statement',
      '"request" context requires a \'condition\'',
    ],
    ...[
      ['attributes["a"] == "b"', 'condition must have format \'request["<name>"] <comparator> <value>\''],
      ['request["a"] == b', 'condition must have format \'request["<name>"] <comparator> "<value>"\''],
      ['request["a"]', 'condition does not contain a valid comparator'],
      ['request["a"] == "b" != "c"', 'condition contains multiple comparators'],
    ].map(
      ([condition = '', message = '']) =>
        [{ table: [to(condition, { context: 'request' })] }, 'table.0.condition', message] as const,
    ),
  ];

  test.each(cases)('%j', (config, at, message) => {
    const findings = validateStruct(routingSchema, configOf(config));
    expect(findings.map((each) => [each.at.join('.'), each.message])).toEqual([[at, message]]);
  });
});
