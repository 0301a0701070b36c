// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of that form are part of what is tested
import { describe, expect, test } from 'vitest';
import { components } from '../components/components.ts';
import type { ConfigNode } from './config-node.ts';
import { type FeatureGates, parseFeatureGates } from './feature-gates.ts';
import { loadConfig } from './load-config.ts';
import { resolveConfig } from './resolve-config.ts';

const FILES: Readonly<Record<string, string>> = {
  'a.yaml': `receivers:
  otlp: {protocols: {http: , grpc: }}
processors:
  batch: {timeout: 1s, send_batch_size: 5}
exporters: {debug: }
service:
  extensions: [one]
  pipelines:
    traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
`,
  'part.yaml': 'v: 1\n',
  'b.yaml': '\nprocessors:\n  batch:\n    timeout: soon\n    tiemout: 1s\n',
};

function readFile(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
  return text;
}

function resolved(
  uris: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  gates?: FeatureGates,
) {
  const result = resolveConfig({ uris, readFile }, environment, gates);
  return 'message' in result ? result.text : plain(result.root);
}

function plain(node: ConfigNode | undefined): unknown {
  if (node === undefined) return {};
  if (node.kind === 'scalar') return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

const UNRESOLVED = 'failed to get config: cannot resolve the configuration: ';

/** Results recorded from the collector's own resolver. */
describe('several sources', () => {
  test.each<[readonly string[], unknown]>([
    [['yaml:{p: {b: {t: 1, s: 5}}}', 'yaml:p::b::t: 2'], { p: { b: { t: 2, s: 5 } } }],
    [['yaml:{p: {b: {t: 1, s: 5}}}', 'yaml:{p: {b: {s: 9}}}'], { p: { b: { t: 1, s: 9 } } }],
    [['yaml:{p: {b: {t: 1}}}', 'yaml:{p: {b: }}'], { p: { b: null } }],
    [['yaml:{p: {b: {t: 1}}}', 'yaml:{p: {b: {}}}'], { p: { b: { t: 1 } } }],
    [['yaml:{p: {b: {t: 1}}}', 'yaml:{p: }'], { p: null }],
    [['yaml:{p: {b: {t: 1}}}', 'yaml:{p: {b: 5}}'], { p: { b: 5 } }],
    [['yaml:{p: {b: {t: 1}}}', 'yaml:{p: {b: 5}}', 'yaml:p::b::t: 3'], { p: { b: { t: 3 } } }],
    [
      ['yaml:{e: {debug: }}', 'yaml:e::debug::verbosity: detailed'],
      { e: { debug: { verbosity: 'detailed' } } },
    ],
    [['yaml:{l: [1, 2]}', 'yaml:{l: [3]}'], { l: [3] }],
    [['yaml:{l: [1, 2]}', 'yaml:l: []'], { l: [] }],
    [['yaml:{a: {b: 1}}', 'yaml:{a: []}'], { a: [] }],
    [['yaml:{a: {}}', 'yaml:{a: {b: 1}}'], { a: { b: 1 } }],
    [['yaml:a::b: 1', 'yaml:a: {b: {c: 2}}'], { a: { b: { c: 2 } } }],
    [['yaml:{a: 1}', 'yaml:'], { a: 1 }],
    [['yaml:null'], {}],
  ])('%j are joined', (uris, expected) => {
    expect(resolved(uris)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['{p: {b::t: 2, b::s: 3}}', { p: { b: { t: 2, s: 3 } } }],
    ['{p: {b: {t: 1}, b::s: 3}}', { p: { b: { t: 1, s: 3 } } }],
    ['{a::b: 1, a: {c: 2}}', { a: { b: 1, c: 2 } }],
    ['{a: 5, a::b: 1}', { a: { b: 1 } }],
    ['{a::b::c: 1, a::b: 2}', { a: { b: { c: 1 } } }],
    ['{a: {b::c: {d::e: 1}}}', { a: { b: { c: { d: { e: 1 } } } } }],
    ['{a: [{x::y: 1}]}', { a: [{ 'x::y': 1 }] }],
    ['a:: 5', { 'a:': 5 }],
    ["'::a': 5", { '': { a: 5 } }],
    ["'a::::b': 5", { a: { '': { b: 5 } } }],
    ['a.b: 5', { 'a.b': 5 }],
  ])('keys with "::" are paths: %s', (text, expected) => {
    expect(resolved([`yaml:${text}`])).toEqual(expected);
  });

  test.each<[readonly string[], Record<string, string>, unknown]>([
    [['yaml:{a: 1}', 'env:MORE'], { MORE: 'b: {c: 2}' }, { a: 1, b: { c: 2 } }],
    [['yaml:{a: 1}', 'env:MORE'], {}, { a: 1 }],
    [['yaml:{a: 1}', 'env:MORE:-b::c: 1'], {}, { a: 1, b: { c: 1 } }],
    [["yaml:{a: {b: 1}, x: '$${a}'}", "yaml:{a: '${env:E}'}"], {}, { a: null, x: '${a}' }],
    [["yaml:{a: '${env:M}'}", 'yaml:a::c: 3'], { M: '{b: 1}' }, { a: { c: 3 } }],
    [["yaml:{a: '${env:M}'}"], { M: "{b: '${env:Y}', c::d: 5}", Y: '7' }, { a: { b: 7, 'c::d': 5 } }],
    [["yaml:{a: '${file:part.yaml}', b: 'x${file:part.yaml}'}"], {}, { a: { v: 1 }, b: 'xv: 1\n' }],
    [["yaml:{a: '${yaml:[1]}'}"], {}, { a: [1] }],
  ])('%j with %j refer to variables and files', (uris, environment, expected) => {
    expect(resolved(uris, environment)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      'no-such.yaml',
      `${UNRESOLVED}cannot retrieve the configuration: unable to read the file file:no-such.yaml: open no-such.yaml: no such file or directory`,
    ],
    [
      'file:no-such.yaml',
      `${UNRESOLVED}cannot retrieve the configuration: unable to read the file file:no-such.yaml: open no-such.yaml: no such file or directory`,
    ],
    [
      'c:x.yaml',
      `${UNRESOLVED}cannot retrieve the configuration: unable to read the file file:c:x.yaml: open c:x.yaml: no such file or directory`,
    ],
    [
      'env:9X',
      `${UNRESOLVED}cannot retrieve the configuration: environment variable "9X" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$`,
    ],
    ['env:MORE:-', `${UNRESOLVED}retrieved value (type=string) cannot be used as a Conf`],
    ['yaml:5', `${UNRESOLVED}retrieved value (type=int) cannot be used as a Conf`],
    ['yaml:[1]', `${UNRESOLVED}retrieved value (type=[]interface {}) cannot be used as a Conf`],
    [
      "yaml:{a: '${file:none.yaml}'}",
      `${UNRESOLVED}unable to read the file file:none.yaml: open none.yaml: no such file or directory`,
    ],
    ['foo:bar', 'unsupported scheme on URI "foo:bar"'],
    [':bar', 'invalid uri: ":bar"'],
    ['1:bar', 'invalid uri: "1:bar"'],
  ])('%s is refused in the collector’s words', (uri, text) => {
    expect(resolved([uri])).toBe(text);
  });

  test('addresses are known and not followed', () => {
    expect(resolved(['https://example.com/c.yaml'])).toContain('"https" is known, but not implemented here');
  });

  test('the lists of a service are joined behind their gate', () => {
    const gates = parseFeatureGates(['confmap.enableMergeAppendOption']);
    const more =
      'service: {extensions: [two, one], pipelines: {traces: {receivers: [x], processors: [y], exporters: [debug, z]}}}';
    expect(resolved(['a.yaml', `yaml:${more}`], {}, gates)).toMatchObject({
      service: {
        extensions: ['one', 'two'],
        pipelines: { traces: { receivers: ['otlp', 'x'], processors: ['y'], exporters: ['debug', 'z'] } },
      },
    });
    expect(resolved(['a.yaml', `yaml:${more}`])).toMatchObject({ service: { extensions: ['two', 'one'] } });
  });

  test('errors name the source, the line and the column', () => {
    const result = loadConfig({ uris: ['a.yaml', 'file:b.yaml'], readFile }, components, {});
    if (result.ok) throw new Error('the configuration is valid');
    expect(result.errors.map(({ location }) => [location?.source, location?.line, location?.column])).toEqual(
      [
        ['b.yaml', 4, 14],
        ['b.yaml', 5, 5],
      ],
    );
    const set = loadConfig(
      { uris: ['a.yaml', 'yaml:service::extensions: []', 'yaml:processors::batch::timeout: -1s'], readFile },
      components,
      {},
    );
    if (set.ok) throw new Error('the configuration is valid');
    expect(set.errors).toMatchObject([
      {
        message: 'processors::batch: timeout must be greater or equal to 0',
        location: { source: 'yaml:processors::batch::timeout: -1s', line: 1, column: 1 },
      },
    ]);
  });

  test('a text that is no YAML names its source', () => {
    const result = resolveConfig({ uris: ['a.yaml', 'yaml:{a'], readFile }, {});
    expect(result).toMatchObject({ range: { source: 'yaml:{a', line: 1 } });
  });
});
