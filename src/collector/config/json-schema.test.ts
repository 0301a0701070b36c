// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of that form are part of what is tested
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { components } from '../components/components.ts';
import { configJsonSchema, type JsonSchema, type JsonValue } from './json-schema.ts';

const schema = configJsonSchema(await components.loadAll());

/** As much of JSON Schema as the derived one uses; an unknown keyword is an error, so that none goes unchecked. */
function errors(node: JsonValue | undefined, value: unknown, path: string): string[] {
  if (node === true || node === undefined) return [];
  if (node === false) return [`${path} is not allowed`];
  const rules = node as JsonSchema;
  const found: string[] = [];
  const check = (keyword: string, ok: boolean): void => {
    if (!ok) found.push(`${path} fails ${keyword}`);
  };
  for (const [keyword, rule] of Object.entries(rules)) {
    switch (keyword) {
      case '$ref': {
        const [, , name = ''] = String(rule).split('/');
        const target = (schema.$defs as JsonSchema)[name];
        if (target === undefined) throw new Error(`no definition ${name}`);
        found.push(...errors(target, value, path));
        break;
      }
      case 'type': {
        const types = Array.isArray(rule) ? rule : [rule];
        check(
          keyword,
          types.some((type) => isOfType(value, String(type))),
        );
        break;
      }
      case 'pattern':
        if (typeof value === 'string') check(keyword, new RegExp(String(rule), 'u').test(value));
        break;
      case 'minimum':
        if (typeof value === 'number') check(keyword, value >= Number(rule));
        break;
      case 'enum':
        check(keyword, (rule as JsonValue[]).includes(value as JsonValue));
        break;
      case 'anyOf':
        check(
          keyword,
          (rule as JsonValue[]).some((each) => errors(each, value, path).length === 0),
        );
        break;
      case 'items':
        if (Array.isArray(value))
          found.push(...value.flatMap((item, index) => errors(rule, item, `${path}[${index}]`)));
        break;
      case 'propertyNames':
        for (const key of keysOf(value)) found.push(...errors(rule, key, `${path} key ${key}`));
        break;
      case 'properties':
      case 'patternProperties':
      case 'additionalProperties':
        break;
      case '$schema':
      case '$defs':
      case 'title':
      case 'description':
      case 'default':
      case 'deprecated':
        break;
      default:
        throw new Error(`unknown keyword ${keyword}`);
    }
  }
  for (const key of keysOf(value)) {
    const item = (value as Record<string, unknown>)[key];
    const own = (rules.properties as JsonSchema | undefined)?.[key];
    const matching = Object.entries((rules.patternProperties ?? {}) as JsonSchema).filter(([pattern]) =>
      new RegExp(pattern, 'u').test(key),
    );
    const applying = [...(own === undefined ? [] : [own]), ...matching.map(([, each]) => each)];
    if (applying.length === 0) found.push(...errors(rules.additionalProperties, item, `${path}.${key}`));
    found.push(...applying.flatMap((each) => errors(each, item, `${path}.${key}`)));
  }
  return found;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

const check = (text: string): string[] => errors(schema, parse(text), '');

const GOOD = `
receivers:
  otlp:
    protocols:
      grpc:
      http: {endpoint: "localhost:\${env:PORT}", max_request_body_size: "\${env:SIZE}", cors: {max_age: 5}}
  "otlp / 2 ": {protocols: {grpc: {}}}
processors:
  batch:
  batch/big: {timeout: 1m30s, send_batch_size: 10, metadata_keys: [a]}
  batch/ns: {timeout: 500}
exporters:
  debug: {verbosity: DETAILED}
  debug/2: {verbosity: detailed, sampling_initial: }
connectors:
  span_metrics: {histogram: {unit: s}}
  spanmetrics/old:
service:
  telemetry: {logs: {level: DEBUG}, metrics: {level: none}}
  extensions: []
  pipelines:
    traces: {receivers: [otlp, otlp/2], processors: [batch, "\${env:MORE}"], exporters: [debug, span_metrics, spanmetrics/old]}
    metrics/own: {receivers: [span_metrics, spanmetrics/old], exporters: [debug]}
processors::batch::timeout: 2s
`;

describe('the JSON Schema of a configuration', () => {
  test('takes a good one', () => {
    expect(check(GOOD)).toEqual([]);
  });

  test.each([
    ['an unknown section', 'recievers: {}', '.recievers is not allowed'],
    ['an unknown type', 'receivers: {oltp: }', '.receivers.oltp is not allowed'],
    ['an id without a name', 'receivers: {otlp/: }', '.receivers.otlp/ is not allowed'],
    ['an unknown key', 'processors: {batch: {tiemout: 1s}}', '.processors.batch.tiemout is not allowed'],
    [
      'an unknown key far below',
      'receivers: {otlp: {protocols: {htttp: }}}',
      '.receivers.otlp.protocols.htttp is not allowed',
    ],
    [
      'a text for a number',
      'processors: {batch: {send_batch_size: many}}',
      '.processors.batch.send_batch_size fails pattern',
    ],
    [
      'a number below its type',
      'processors: {batch: {send_batch_size: -1}}',
      '.processors.batch.send_batch_size fails minimum',
    ],
    [
      'a duration without a unit',
      'processors: {batch: {timeout: "5"}}',
      '.processors.batch.timeout fails pattern',
    ],
    [
      'a duration that is none',
      'processors: {batch: {timeout: soon}}',
      '.processors.batch.timeout fails pattern',
    ],
    ['a list for a value', 'processors: {batch: {timeout: [1s]}}', '.processors.batch.timeout fails type'],
    [
      'a value outside its choices',
      'exporters: {debug: {verbosity: loud}}',
      '.exporters.debug.verbosity fails anyOf',
    ],
    [
      'a number for a text',
      'receivers: {otlp: {protocols: {http: {endpoint: 4318}}}}',
      '.receivers.otlp.protocols.http.endpoint fails type',
    ],
    ['a component that is a text', 'receivers: {otlp: yes please}', '.receivers.otlp fails pattern'],
    ['an unknown signal', 'service: {pipelines: {spans: {}}}', '.service.pipelines.spans is not allowed'],
    [
      'an unknown component in a pipeline',
      'service: {pipelines: {traces: {receivers: [zipkin]}}}',
      '.service.pipelines.traces.receivers[0] fails anyOf',
    ],
    [
      'an exporter as a processor',
      'service: {pipelines: {traces: {processors: [debug]}}}',
      '.service.pipelines.traces.processors[0] fails anyOf',
    ],
  ])('refuses %s', (_name, text, error) => {
    expect(check(text)).toContain(error);
  });

  test('tells what each key is and what it is by default', () => {
    const batch = (schema.$defs as JsonSchema)['processor.batch'] as { properties: JsonSchema };
    expect(batch.properties.timeout).toMatchObject({
      description: expect.stringContaining('A batch is sent at the latest'),
      default: '200ms',
    });
    expect(batch.properties.send_batch_size).toMatchObject({ default: 8192, minimum: 0 });
  });

  test('knows every component, its old names too', () => {
    const connectors = (schema.properties as JsonSchema).connectors as { patternProperties: JsonSchema };
    const old = Object.entries(connectors.patternProperties).find(([pattern]) =>
      pattern.includes('spanmetrics'),
    );
    expect(old?.[1]).toMatchObject({ $ref: '#/$defs/connector.span_metrics', deprecated: true });
    expect(Object.keys(schema.$defs as JsonSchema)).toEqual(
      expect.arrayContaining(['receiver.otlp', 'processor.batch', 'exporter.debug', 'connector.forward']),
    );
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});
