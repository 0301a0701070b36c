// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of that form are part of what is tested
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { components } from '../components/components.ts';
import { loadConfig } from './load-config.ts';

/** A valid file, with parts replaced. */
function config(
  parts: Partial<Record<'receivers' | 'processors' | 'exporters' | 'service' | 'more', string>> = {},
): string {
  const {
    receivers = 'otlp: {protocols: {http: }}',
    processors = 'batch:',
    exporters = 'debug:',
    service = 'pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug]}}',
    more = '',
  } = parts;
  return `receivers:\n  ${receivers}\nprocessors:\n  ${processors}\nexporters:\n  ${exporters}\nservice:\n  ${service}\n${more}`;
}

function failure(text: string, environment: Record<string, string> = {}) {
  const result = loadConfig(text, components, environment);
  if (result.ok) throw new Error('the configuration is valid');
  return result;
}

/** Lists of components as they are today. */
const withTypes = (text: string): string =>
  text
    .replaceAll('RECEIVERS', components.types('receiver').join(' '))
    .replaceAll('EXPORTERS', components.types('exporter').join(' '));

const pipeline = (body: string): string => config({ service: `pipelines: {${body}}` });
const UNMARSHAL =
  'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n';
const DECODING = 'decoding failed due to the following error(s):\n\n';

/** As hosts do for the types a file names; with one nobody has, the list of those contrib has is there. */
beforeAll(async () => {
  await components.loadAll();
  await components.load([{ kind: 'receiver', type: 'nobody_has_this' }]);
});

describe('a configuration', () => {
  test('that is valid has its defaults', () => {
    const result = loadConfig(config(), components, {});
    expect(result).toMatchObject({ ok: true, warnings: [] });
    if (!result.ok) return;
    expect(result.config.processors.get('batch')?.config).toEqual({
      timeout: 200_000_000n,
      send_batch_size: 8192,
      send_batch_max_size: 0,
      metadata_keys: undefined,
      metadata_cardinality_limit: 1000,
    });
    expect(result.config.receivers.get('otlp')?.config).toMatchObject({
      protocols: { grpc: undefined, http: { endpoint: 'localhost:4318', traces_url_path: '/v1/traces' } },
    });
  });

  /** Texts recorded from the collector itself. */
  test.each<[string, string, string]>([
    [
      'no section at all',
      '',
      'empty configuration file\nservice::pipelines: service must have at least one pipeline',
    ],
    [
      'an empty map',
      '{}',
      'empty configuration file\nservice::pipelines: service must have at least one pipeline',
    ],
    [
      'no receivers',
      'exporters: {debug: }',
      'no receiver configuration specified in config\nservice::pipelines: service must have at least one pipeline',
    ],
    [
      'no exporters',
      'receivers: {otlp: {protocols: {http: }}}',
      'no exporter configuration specified in config\nservice::pipelines: service must have at least one pipeline',
    ],
    [
      'no pipelines',
      config({ service: 'pipelines:' }),
      'service::pipelines: service must have at least one pipeline',
    ],
    [
      'a receiver that is missing',
      pipeline('traces: {receivers: [otlp/2], exporters: [debug]}'),
      'service::pipelines::traces: references receiver "otlp/2" which is not configured',
    ],
    [
      'a processor that is missing',
      pipeline('traces: {receivers: [otlp], processors: [batch/2], exporters: [debug]}'),
      'service::pipelines::traces: references processor "batch/2" which is not configured',
    ],
    [
      'an exporter that is missing',
      pipeline('traces: {receivers: [otlp], exporters: [debug/2]}'),
      'service::pipelines::traces: references exporter "debug/2" which is not configured',
    ],
    [
      'an extension that is missing',
      config({ service: 'extensions: [zpages]' }),
      'service::extensions: references extension "zpages" which is not configured\nservice::pipelines: service must have at least one pipeline',
    ],
    [
      'a pipeline without anything',
      pipeline('traces: '),
      'service::pipelines::traces: must have at least one receiver',
    ],
    [
      'a pipeline without exporters',
      pipeline('traces: {receivers: [otlp], exporters: []}'),
      'service::pipelines::traces: must have at least one exporter',
    ],
    [
      'a processor twice',
      pipeline('traces: {receivers: [otlp], processors: [batch, batch], exporters: [debug]}'),
      'service::pipelines::traces: references processor "batch" multiple times',
    ],
    [
      'profiles',
      pipeline('profiles: {receivers: [otlp], exporters: [debug]}'),
      'service::pipelines: pipeline "profiles": profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate',
    ],
    [
      'no protocol',
      config({ receivers: 'otlp:' }),
      'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
    ],
    [
      'a protocol that is disabled',
      config({ receivers: 'otlp: {protocols: {http: {enabled: false}}}' }),
      'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
    ],
    [
      'a batch that is too small',
      config({ processors: 'batch: {send_batch_max_size: 5}' }),
      'processors::batch: send_batch_max_size must be greater or equal to send_batch_size',
    ],
    [
      'a negative timeout',
      config({ processors: 'batch: {timeout: -1s}' }),
      'processors::batch: timeout must be greater or equal to 0',
    ],
    [
      'a metadata key twice',
      config({ processors: 'batch: {metadata_keys: [A, a]}' }),
      'processors::batch: duplicate entry in metadata_keys: "a" (case-insensitive)',
    ],
    [
      'a verbosity that is not supported',
      config({ exporters: 'debug: {verbosity: none}' }),
      'exporters::debug: verbosity level "None" is not supported',
    ],
    [
      'output paths beside the internal logger',
      config({ exporters: 'debug: {output_paths: [stdout]}' }),
      'exporters::debug: output_paths is not supported when use_internal_logger is true',
    ],
    [
      'no output paths',
      config({ exporters: 'debug: {use_internal_logger: false, output_paths: []}' }),
      'exporters::debug: output_paths must not be empty when use_internal_logger is false',
    ],
    [
      'a gRPC message size below zero',
      config({ receivers: 'otlp: {protocols: {grpc: {max_recv_msg_size_mib: -1}}}' }),
      'receivers::otlp::protocols::grpc: invalid max_recv_msg_size_mib value, must be between 1 and 8796093022207: -1',
    ],

    [
      'an unknown section',
      'recievers:\n  otlp:\n',
      `${UNMARSHAL}'otelcol.configSettings' has invalid keys: recievers`,
    ],
    [
      'an unknown key of service',
      config({ service: 'pipeline: {}' }),
      `${UNMARSHAL}'service' has invalid keys: pipeline`,
    ],
    [
      'an unknown key of a pipeline',
      pipeline('traces: {receiver: [otlp]}'),
      `${UNMARSHAL}'service.pipelines[traces]' has invalid keys: receiver`,
    ],
    [
      'an unknown key of telemetry',
      config({ service: 'telemetry: {unknown: 1}' }),
      `${UNMARSHAL}'service.telemetry' has invalid keys: unknown`,
    ],
    [
      'an unknown log level',
      config({ service: 'telemetry: {logs: {level: foo}}' }),
      `${UNMARSHAL}'service.telemetry.logs' ${DECODING}'level' unrecognized level: "foo"`,
    ],
    [
      'an unknown protocol',
      config({ receivers: 'otlp: {protocols: {htttp: }}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols' has invalid keys: htttp`,
    ],
    [
      'unknown keys of a component',
      config({ processors: 'batch: {foo: 1, bar: 2}' }),
      `${UNMARSHAL}'processors' error reading configuration for "batch": ${DECODING}'batchprocessor.Config' has invalid keys: bar, foo`,
    ],
    [
      'an unknown key of gRPC',
      config({ receivers: 'otlp: {protocols: {grpc: {foo: 1}}}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.grpc' ${DECODING}'configgrpc.ServerConfig' has invalid keys: foo`,
    ],
    [
      'wrong types in HTTP',
      config({
        receivers:
          'otlp: {protocols: {http: {endpoint: [a], max_request_body_size: abc, include_metadata: "yes", cors: 5}}}',
      }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.http' ${DECODING}'' ${DECODING}'cors' '' expected a map or struct, got "int"\n'max_request_body_size' expected type 'int64', got unconvertible type 'string'\n'include_metadata' expected type 'bool', got unconvertible type 'string'\n'endpoint' expected type 'string', got unconvertible type '[]interface {}'`,
    ],
    [
      'wrong types in batch',
      config({ processors: 'batch: {timeout: [1], send_batch_size: true, metadata_keys: {a: b}}' }),
      `${UNMARSHAL}'processors' error reading configuration for "batch": ${DECODING}'timeout' expected type 'time.Duration', got unconvertible type '[]interface {}'\n'send_batch_size' expected type 'uint32', got unconvertible type 'bool'\n'metadata_keys' source data must be an array or slice, got map`,
    ],
    [
      'a negative size',
      config({ processors: 'batch: {send_batch_size: -4}' }),
      `${UNMARSHAL}'processors' error reading configuration for "batch": ${DECODING}'send_batch_size' cannot parse value as 'uint32': -4 overflows uint`,
    ],
    [
      'a wrong duration',
      config({ processors: 'batch: {timeout: 5 minutes}' }),
      `${UNMARSHAL}'processors' error reading configuration for "batch": ${DECODING}'timeout' time: unknown unit`,
    ],
    [
      'a wrong enabled',
      config({ receivers: 'otlp: {protocols: {http: {enabled: 5}}}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.http' unexpected type int for 'enabled': got '5' value expected 'true' or 'false'`,
    ],
    [
      'a wrong transport',
      config({ receivers: 'otlp: {protocols: {http: {transport: bar}}}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.http' ${DECODING}'' ${DECODING}'transport' unsupported transport type "bar"`,
    ],
    [
      'a wrong path',
      config({ receivers: 'otlp: {protocols: {http: {traces_url_path: "%zz"}}}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.http' ${DECODING}'' ${DECODING}'traces_url_path' invalid HTTP URL path set for signal: parse "%zz": invalid URL escape "%zz"`,
    ],
    [
      'a wrong header',
      config({ receivers: 'otlp: {protocols: {http: {response_headers: {a: 5}}}}' }),
      `${UNMARSHAL}'receivers' error reading configuration for "otlp": ${DECODING}'protocols.http' ${DECODING}'' ${DECODING}'response_headers' ${DECODING}'[a]' expected type 'configopaque.String', got unconvertible type 'int'`,
    ],
    [
      'a verbosity that is none',
      config({ exporters: 'debug: {verbosity: foo}' }),
      `${UNMARSHAL}'exporters' error reading configuration for "debug": ${DECODING}'verbosity' unknown metrics level "foo"`,
    ],
    [
      'sections that are no maps',
      'receivers: 5\nprocessors: [a]\nexporters: foo\nservice: bar\n',
      `${UNMARSHAL}'receivers' expected a map or struct, got "int"\n'processors' expected a map or struct, got "slice"\n'exporters' expected a map or struct, got "string"\n'service' expected a map or struct, got "string"`,
    ],
    [
      'a component that is no map',
      config({ processors: 'batch: 7' }),
      `${UNMARSHAL}'processors' ${DECODING}'[batch]' expected type 'map[string]interface {}', got unconvertible type 'int'`,
    ],
    [
      'pipelines that are no maps',
      pipeline('traces: foo, logs: [a], metrics: {receivers: {a: b}, exporters: otlp, processors: [1]}'),
      `${UNMARSHAL}'service.pipelines[traces]' expected a map or struct, got "string"\n'service.pipelines[logs]' expected a map or struct, got "slice"\n'service.pipelines[metrics].receivers' source data must be an array or slice, got map\n'service.pipelines[metrics].processors[0]' expected a map or struct, got "int"\n'service.pipelines[metrics].exporters' source data must be an array or slice, got string`,
    ],
    [
      'an id without a name',
      config({ receivers: 'otlp/: {}' }),
      `${UNMARSHAL}'receivers' '' in "otlp/" id: the part after / should not be empty`,
    ],
    [
      'an id without a type',
      config({ receivers: '/otlp: {}' }),
      `${UNMARSHAL}'receivers' '' in "/otlp" id: the part before / should not be empty`,
    ],
    ['an empty id', config({ receivers: '"": {}' }), `${UNMARSHAL}'receivers' '' id must not be empty`],
    [
      'an id twice',
      config({ receivers: 'otlp/1: {}\n  " otlp /1": {}' }),
      `${UNMARSHAL}'receivers' '' duplicate name " otlp /1" after unmarshaling otlp/1`,
    ],
    [
      'a wrong reference',
      pipeline('traces: {receivers: [otlp/], exporters: [debug]}'),
      `${UNMARSHAL}'service.pipelines[traces].receivers[0]' in "otlp/" id: the part after / should not be empty`,
    ],
    [
      'an unknown signal',
      pipeline('trace: {receivers: [otlp]}'),
      `${UNMARSHAL}'service.pipelines' in "trace" id: unknown pipeline signal: "trace"`,
    ],
    [
      'unknown types',
      config({ receivers: 'foo:', exporters: 'bar/1:' }),
      `${UNMARSHAL}'receivers' unknown type: "foo" for id: "foo" (valid values: [RECEIVERS])\n'exporters' unknown type: "bar" for id: "bar/1" (valid values: [EXPORTERS])`,
    ],
    [
      'an exporter that was removed',
      config({ exporters: 'logging:' }),
      `${UNMARSHAL}'exporters' the logging exporter has been deprecated, use the debug exporter instead`,
    ],

    [
      'a text',
      'hello',
      'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf',
    ],
    [
      'a list',
      '- a',
      'failed to get config: cannot resolve the configuration: retrieved value (type=[]interface {}) cannot be used as a Conf',
    ],
    [
      'a key twice',
      'a: 1\na: 2\n',
      'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unmarshal errors:\n  line 2: mapping key "a" already defined at line 1',
    ],
    [
      'a wrong reference to the environment',
      'a: ${env:1X}\n',
      'failed to get config: cannot resolve the configuration: environment variable "1X" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$',
    ],
  ])('with %s gets the collector’s answer', (_name, text, expected) => {
    expect(failure(text).text).toBe(withTypes(expected));
  });

  test('that several validations object to gets all of them, parents before children, sections in the collector’s order', () => {
    const text = `receivers:
  otlp: {protocols: }
processors:
  batch: {send_batch_max_size: 5, timeout: -1s}
exporters:
  debug: {output_paths: []}
service:
  pipelines:
    traces: {receivers: [], exporters: []}
    traces/2: {receivers: [otlp], exporters: []}
`;
    expect(failure(text).errors.map((error) => error.message)).toEqual([
      'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
      'exporters::debug: output_paths is not supported when use_internal_logger is true',
      'processors::batch: send_batch_max_size must be greater or equal to send_batch_size',
      'service::pipelines::traces: must have at least one receiver',
      'service::pipelines::traces/2: must have at least one exporter',
    ]);
  });

  test('with decoding errors isn’t validated', () => {
    const { errors } = failure(config({ receivers: 'otlp:', processors: 'batch: {foo: 1}' }));
    expect(errors).toHaveLength(1);
  });

  test('has one line for each decoding error, with the paths joined', () => {
    const { errors } = failure(
      config({
        receivers: 'otlp: {protocols: {http: {cors: {max_age: x}, endpoint: 5}}, foo: 1}',
        processors: 'batch: {foo: 1}',
      }),
    );
    expect(errors.map((error) => error.message)).toEqual([
      `'receivers' error reading configuration for "otlp": 'protocols.http.cors.max_age' expected type 'int', got unconvertible type 'string'`,
      `'receivers' error reading configuration for "otlp": 'protocols.http.endpoint' expected type 'string', got unconvertible type 'int'`,
      `'receivers' error reading configuration for "otlp": 'otlpreceiver.Config' has invalid keys: foo`,
      `'processors' error reading configuration for "batch": 'batchprocessor.Config' has invalid keys: foo`,
    ]);
  });

  test.each<[string, string, { line: number; column: number; endLine: number; endColumn: number }]>([
    [
      'an unknown key',
      'receivers:\n  otlp:\n    protocols:\n      htttp:\n',
      { line: 4, column: 7, endLine: 4, endColumn: 12 },
    ],
    ['an unknown type', 'receivers:\n  oltp:\n', { line: 2, column: 3, endLine: 2, endColumn: 7 }],
    [
      'a wrong value',
      'processors:\n  batch:\n    timeout: abc\n',
      { line: 3, column: 14, endLine: 3, endColumn: 17 },
    ],
    [
      'a wrong combination',
      `${config({ processors: 'batch:\n    send_batch_max_size: 5' })}`,
      { line: 5, column: 5, endLine: 5, endColumn: 24 },
    ],
    [
      'a reference',
      'receivers:\n  otlp: {protocols: {http: }}\nexporters:\n  debug:\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [debug, debug/2]\n',
      { line: 9, column: 26, endLine: 9, endColumn: 33 },
    ],
    [
      'a component as a whole',
      config({ receivers: 'otlp:' }),
      { line: 2, column: 3, endLine: 2, endColumn: 7 },
    ],
    ['a key twice', 'a: 1\n"a": 2\n', { line: 2, column: 1, endLine: 2, endColumn: 4 }],
    ['broken YAML', 'a: 1\nb: [1\n', { line: 3, column: 1, endLine: 3, endColumn: 2 }],
    ['the environment', 'a:\n  b: ${env:1X}\n', { line: 2, column: 6, endLine: 2, endColumn: 15 }],
  ])('underlines %s', (_name, text, location) => {
    expect(failure(text).errors[0]?.location).toEqual(location);
  });

  test('takes variables by the type of the field', () => {
    const text = config({
      receivers: 'otlp: {protocols: {http: "${MAP}"}}',
      processors: 'batch: {send_batch_size: "${ONE}", timeout: "${TIMEOUT}", metadata_keys: ["${ONE}"]}',
      exporters: 'debug: {verbosity: "${UNSET}", sampling_initial: "${UNSET}"}',
    });
    const environment = { MAP: '{endpoint: "localhost:1234"}', ONE: '1', TIMEOUT: '5s' };
    const result = loadConfig(text, components, environment);
    if (!result.ok) throw new Error(result.text);
    expect(result.config.receivers.get('otlp')?.config).toMatchObject({
      protocols: { http: { endpoint: 'localhost:1234' } },
    });
    expect(result.config.processors.get('batch')?.config).toMatchObject({
      send_batch_size: 1,
      timeout: 5_000_000_000n,
      metadata_keys: ['1'],
    });
    // An unset variable is Go's zero value, not the default.
    expect(result.config.exporters.get('debug')?.config).toMatchObject({
      verbosity: 'Basic',
      sampling_initial: 0,
    });
    expect(result.warnings).toHaveLength(2);
    expect(result.warnings[0]).toMatchObject({
      message: 'Configuration references unset environment variable "UNSET"',
      location: { line: 6 },
    });
  });

  test('says what is known but not implemented here', () => {
    const { errors } = failure(config({ exporters: 'kafka/x:' }));
    expect(errors[0]?.message).toBe(
      withTypes(
        `'exporters' exporter type "kafka" (id "kafka/x") is known in collector contrib v0.162, but not implemented here (implemented: [EXPORTERS])`,
      ),
    );
    expect(failure(config({ exporters: 'nats:' })).errors[0]?.message).toContain('not implemented here');
    const tls = failure(config({ receivers: 'otlp: {protocols: {http: {tls: {cert_file: a}}}}' }));
    expect(tls.errors[0]).toMatchObject({ location: { line: 2, column: 29 } });
    expect(tls.text).toContain("receivers::otlp: 'tls' is known, but not implemented here");
  });

  test('warns of keys without effect, and of those the collector overlooks', () => {
    const result = loadConfig(
      config({ receivers: 'otlp: {protocols: {http: {read_timeout: 5s, foo: 1}}}' }),
      components,
      {},
    );
    expect(result.ok).toBe(true);
    expect(result.warnings.map((warning) => warning.message)).toEqual([
      'unknown key "foo": the collector ignores it here without a word',
      expect.stringContaining("'read_timeout' is known, but not implemented here"),
    ]);
    expect(result.warnings[0]?.location).toMatchObject({ line: 2 });
  });

  test('of any shape never throws', () => {
    const key = fc.constantFrom(
      'receivers',
      'processors',
      'exporters',
      'connectors',
      'extensions',
      'service',
      'pipelines',
      'traces',
      'otlp',
      'otlp/1',
      'batch',
      'debug',
      'protocols',
      'http',
      'cors',
      'telemetry',
      'logs',
      'level',
      'timeout',
      'verbosity',
      'response_headers',
      'enabled',
      '__proto__',
      'constructor',
      'toString',
      '',
    );
    const leaf = fc.oneof(
      fc.constantFrom(null, true, 0, -1, 1.5, 1e30, 'otlp', '${X}', '$${', '${', '5s', ''),
      fc.string(),
      fc.double(),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6, depthSize: 'medium' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie('node')), { maxLength: 5 }).map((entries) => new Map(entries)),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 6 }), (entries) => {
        const result = loadConfig(stringify(new Map(entries)), components, { X: '{a: ${Y}}', Y: 'b' });
        if (!result.ok) expect(result.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });
});
