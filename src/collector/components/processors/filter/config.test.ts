import { describe, expect, test } from 'vitest';
import type { ProfilesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { collecting, decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type FilterConfig, filterSchema } from './config.ts';
import { filterFactory } from './factory.ts';
import recorded from './recorded-results.json' with { type: 'json' };

function configOf(text: string): FilterConfig {
  const { config, problems } = decodeStruct(filterSchema, parseYaml(text));
  expect(problems).toEqual([]);
  return config;
}

function processorFor<S extends 'traces' | 'metrics' | 'logs' | 'profiles'>(signal: S, text: string) {
  if (filterFactory.kind !== 'processor') throw new Error('not a processor');
  const { context } = testContext({ id: 'filter/mine' });
  const sent: unknown[] = [];
  const create = filterFactory.create[signal]!;
  const processor = create(configOf(text) as never, context, collecting(sent) as never);
  return { processor, sent, context };
}

describe('objections point to the condition', () => {
  const places = (text: string) => validateStruct(filterSchema, configOf(text)).map(({ at }) => at.join('.'));

  test.each([
    ['trace_conditions: ["span.name == 1", "span.a == 1"]', ['trace_conditions.1']],
    ['trace_conditions: [{conditions: ["span.name == 1", "a =="]}]', ['trace_conditions.0.conditions.1']],
    [
      'trace_conditions: [{}, {context: span, conditions: ["a == 1", "name == 1", "b == 1"]}]',
      ['trace_conditions.1.conditions.0', 'trace_conditions.1.conditions.2'],
    ],
    [
      'trace_conditions: [{context: span, conditions: ["name == 1", "a =="]}]',
      ['trace_conditions.0.conditions.1'],
    ],
    ['trace_conditions: [{context: log, conditions: ["body == 1"]}]', ['trace_conditions.0.conditions']],
    [
      'traces: {span: ["a == 1"]}\nlogs: {log_record: ["body == 1", "b == 1"]}',
      ['traces.span.0', 'logs.log_record.1'],
    ],
    ['traces: {span: []}\ntrace_conditions: []', ['trace_conditions']],
  ])('%s', (text, expected) => {
    expect(places(text)).toEqual(expected);
  });
});

test('properties to filter by are known, and refused', () => {
  const { unsupported } = decodeStruct(filterSchema, parseYaml('spans: {include: {match_type: strict}}'));
  expect(unsupported).toEqual([
    expect.objectContaining({ level: 'refused', message: expect.stringContaining("'include' is known") }),
  ]);
});

describe('what is dropped is counted', () => {
  test.each([
    ['traces', 'trace_conditions: [span.name == "GET"]', 'spans', 2],
    ['metrics', 'metric_conditions: [metric.name == "requests"]', 'datapoints', 3],
    ['logs', 'log_conditions: [log.body == "hello"]', 'logs', 1],
    ['traces', 'trace_conditions: [span.name == "none"]', 'spans', 0],
  ] as const)('%s: %s', async (signal, text, items, dropped) => {
    const { processor, context } = processorFor(signal, text);
    await processor.consume(decoded(signal, JSON.parse(recorded.requests[signal])) as never, emptyContext);
    expect(context.telemetry.values()).toEqual([
      {
        name: `otelcol_processor_filter_${items}.filtered`,
        attributes: { filter: 'filter/mine' },
        value: dropped,
      },
    ]);
  });
});

describe('profiles', () => {
  const request = () =>
    decoded('profiles', {
      resourceProfiles: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeProfiles: [
            {
              scope: { name: 'lib' },
              profiles: [
                { durationNano: '5', samples: [{}] },
                { durationNano: '9', samples: [{}, {}] },
              ],
            },
          ],
        },
      ],
      dictionary: {},
    });

  test.each([
    ['profile_conditions: [profile.duration_unix_nano > 6]', ['5'], 2],
    ['profiles: {profile: [duration_unix_nano < 6]}', ['9'], 1],
    ['profile_conditions: [scope.name == "lib"]', undefined, 3],
    ['profile_conditions: [\'resource.attributes["service.name"] == "other"\']', ['5', '9'], 0],
  ])('%s', async (text, left, dropped) => {
    const { processor, sent, context } = processorFor('profiles', text);
    await processor.consume(request() as never, emptyContext);
    const durations = (sent as ProfilesData[]).map(({ resourceProfiles }) =>
      resourceProfiles[0]!.scopeProfiles[0]!.profiles.map((each) => String(each.durationNano)),
    );
    expect(durations).toEqual(left === undefined ? [] : [left]);
    expect(context.telemetry.values()[0]!.value).toBe(dropped);
  });
});
