import { describe, expect, test } from 'vitest';
import type { AnyValue, Attributes, LogRecord, LogsData, Span, TracesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { collecting } from '../../../testing/recorded-runs.ts';
import { testSpan } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { redactionSchema } from './config.ts';
import { redactLogs, redactTraces } from './redaction-processor.ts';

type Values = Readonly<Record<string, AnyValue>>;

function settings(text: string) {
  const { config, problems } = decodeStruct(redactionSchema, parseYaml(text));
  expect(problems).toEqual([]);
  return config;
}

const around = () => ({ name: '', version: '', attributes: new Map(), droppedAttributesCount: 0 });

async function redactedSpans(config: string, ...spans: Partial<Span>[]): Promise<Span[]> {
  const data: TracesData = {
    resourceSpans: [
      {
        resource: around(),
        scopeSpans: [
          { scope: around(), spans: spans.map((span) => ({ ...testSpan(1), ...span })), schemaUrl: '' },
        ],
        schemaUrl: '',
      },
    ],
  };
  const sent: TracesData[] = [];
  await redactTraces(settings(config), testContext().context, collecting(sent)).consume(data, emptyContext);
  return sent[0]!.resourceSpans[0]!.scopeSpans[0]!.spans;
}

async function redacted(config: string, values: Values): Promise<Values> {
  const [span] = await redactedSpans(config, { attributes: new Map(Object.entries(values)) });
  return Object.fromEntries(span!.attributes);
}

async function redactedLog(config: string, body: AnyValue, attributes: Attributes = new Map()) {
  const record: LogRecord = {
    timeUnixNano: 0n,
    observedTimeUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    body,
    attributes,
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: '',
  };
  const data: LogsData = {
    resourceLogs: [
      {
        resource: around(),
        scopeLogs: [{ scope: around(), logRecords: [record], schemaUrl: '' }],
        schemaUrl: '',
      },
    ],
  };
  const { context, lines } = testContext();
  const sent: LogsData[] = [];
  await redactLogs(settings(config), context, collecting(sent)).consume(data, emptyContext);
  const result = sent[0]!.resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!;
  return { body: result.body, attributes: Object.fromEntries(result.attributes), lines };
}

describe('keys', () => {
  test('without a list all attributes go', async () => {
    expect(await redacted('', { a: 1n, b: 'x' })).toEqual({});
  });

  test('allowed, ignored and blocked ones, told with their names', async () => {
    const config = `
      allowed_keys: [card, token, note]
      ignored_keys: [ignored]
      ignored_key_patterns: ['^keep\\.']
      blocked_key_patterns: [token]
      blocked_values: ['4\\d{3}']
      summary: debug`;
    const values = {
      card: 'no. 4111',
      token: 'two\nlines',
      note: 'x',
      ignored: '4111',
      'keep.it': 4111n,
      z: 1n,
      y: 1n,
    };
    expect(await redacted(config, values)).toEqual({
      card: 'no. ****',
      token: '****\n****',
      note: 'x',
      ignored: '4111',
      'keep.it': 4111n,
      'redaction.redacted.keys': 'y,z',
      'redaction.redacted.count': 2n,
      'redaction.masked.keys': 'card,token',
      'redaction.masked.count': 2n,
      'redaction.ignored.count': 2n,
    });
  });

  test('what a processor before told is added to, in the order of UTF-8', async () => {
    const config = '{allow_all_keys: true, blocked_values: [secret], summary: debug}';
    const values = {
      '\u{1f511}': 'secret',
      '\uffee': 'secret',
      'redaction.masked.keys': 'z,a',
      'redaction.masked.count': 2n,
    };
    expect(await redacted(config, values)).toMatchObject({
      'redaction.masked.keys': 'a,z,\uffee,\u{1f511}',
      'redaction.masked.count': 4n,
    });
  });

  test('silent tells nothing, info only numbers', async () => {
    const config = (summary: string) => `{blocked_values: [x], allowed_keys: [a], summary: ${summary}}`;
    expect(await redacted(config('silent'), { a: 'x', b: '' })).toEqual({ a: '****' });
    expect(await redacted(config('info'), { a: 'x', b: '' })).toEqual({
      a: '****',
      'redaction.redacted.count': 1n,
      'redaction.masked.count': 1n,
    });
  });
});

describe('values', () => {
  test('of other types than text count as empty texts, unless all types are redacted', async () => {
    const values = { int: 42n, list: ['a', 42n], map: new Map([['k', 42n]]), bool: true };
    expect(await redacted("{allow_all_keys: true, blocked_values: ['42']}", values)).toEqual(values);
    expect(
      await redacted("{allow_all_keys: true, redact_all_types: true, blocked_values: ['42']}", values),
    ).toEqual({ int: '****', list: '["a",****]', map: '{"k":****}', bool: true });
    expect(await redacted("{allow_all_keys: true, blocked_values: ['^$']}", { int: 42n })).toEqual({
      int: '****',
    });
  });

  test('that are allowed aren’t masked', async () => {
    const config =
      "{allow_all_keys: true, blocked_values: ['@'], allowed_values: ['@example\\.com$'], blocked_key_patterns: [mail], summary: debug}";
    expect(await redacted(config, { mail: 'a@example.com', other: 'a@b' })).toEqual({
      mail: 'a@example.com',
      other: 'a****b',
      'redaction.allowed.keys': 'mail',
      'redaction.allowed.count': 1n,
      'redaction.masked.keys': 'other',
      'redaction.masked.count': 1n,
    });
  });

  test.each([
    ['md5', '5ebe2294ecd0e0f08eab7690d2a6ee69'],
    ['SHA1', 'e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4'],
    ['sha3', 'f5a5207a8729b1f709cb710311751eb2fc8acad5a1fb8ac991b736e69b6529a3'],
    ['hmac-sha256', '0ad814968caefdecab8a6c0c55414688fdcad02f100ee7ac5def2352aaff36e5'],
  ])('are hashed with %s', async (name, hash) => {
    const key = '0123456789abcdef0123456789abcdef';
    const config = `{allow_all_keys: true, blocked_values: [secret], hash_function: ${name}, hmac_key: ${key}}`;
    expect(await redacted(config, { a: 'a secret' })).toEqual({ a: `a ${hash}` });
  });
});

describe('log bodies', () => {
  const config = `
    allowed_keys: [user, name, mail, items]
    ignored_keys: [kept]
    blocked_key_patterns: ['^mail$']
    blocked_values: ['\\d+']
    allowed_values: ['^7$']
    summary: debug`;

  test('are gone through to the last part', async () => {
    const body = new Map<string, AnyValue>([
      [
        'user',
        new Map<string, AnyValue>([
          ['name', 'n 12'],
          ['mail', 5n],
          ['age', 3n],
          ['kept', 9n],
        ]),
      ],
      ['items', [1n, 'a', new Map([['name', 'x2']]), 7n]],
      ['secret', 'x'],
    ]);
    const result = await redactedLog(config, body);
    expect(result.body).toEqual(
      new Map<string, AnyValue>([
        [
          'user',
          new Map<string, AnyValue>([
            ['name', 'n ****'],
            ['mail', '****'],
            ['kept', 9n],
          ]),
        ],
        ['items', ['****', 'a', new Map([['name', 'x****']]), 7n]],
      ]),
    );
    expect(result.attributes).toEqual({
      'redaction.body.redacted.keys': 'secret,user.age',
      'redaction.body.redacted.count': 2n,
      'redaction.body.masked.keys': 'items.[0],items.[2].name,user.mail,user.name',
      'redaction.body.masked.count': 4n,
      'redaction.body.allowed.keys': 'items.[3]',
      'redaction.body.allowed.count': 1n,
      'redaction.body.ignored.count': 1n,
    });
  });

  test.each<[AnyValue, AnyValue, string | undefined]>([
    ['id 12', 'id ****', 'body'],
    [12.5, '****.****', 'body'],
    [7n, 7n, undefined],
    [null, null, undefined],
    [[12n], ['****'], '[0]'],
  ])('%o becomes %o', async (body, expected, key) => {
    const result = await redactedLog(config, body);
    expect(result.body).toEqual(expected);
    expect(result.attributes['redaction.body.masked.keys']).toBe(key);
  });
});

describe('URLs', () => {
  const config = 'url_sanitizer: {enabled: true, attributes: [url.path]}\nallow_all_keys: true';

  test('lose their ids in the attributes listed, in names and in log bodies', async () => {
    const attributes = new Map<string, AnyValue>([
      ['url.path', '/users/42?x=1'],
      ['other', '/users/42'],
    ]);
    const [span] = await redactedSpans(config, { kind: 2, name: 'GET /users/42', attributes });
    expect([span!.name, ...span!.attributes.values()]).toEqual(['GET /users/*', '/users/*', '/users/42']);
    expect((await redactedLog(config, '/users/42')).body).toBe('/users/*');
  });

  test.each<[string, Partial<Span>, string]>([
    ['of internal spans', { kind: 1, name: '/users/42' }, '/users/42'],
    ['without a path or an attribute of HTTP', { kind: 3, name: 'user 42' }, 'user 42'],
    ['with an attribute of HTTP', { kind: 3, name: 'x?42', attributes: new Map([['http.route', '']]) }, 'x'],
    ['of which nothing is left', { kind: 3, name: '/42/43' }, '/42/43'],
  ])('names %s', async (_, span, name) => {
    expect((await redactedSpans(config, span))[0]!.name).toBe(name);
  });

  test('names stay where it is said so, and where they are allowed values', async () => {
    const span = { kind: 2, name: '/users/42' };
    const off = 'url_sanitizer: {enabled: true, sanitize_span_name: false}';
    expect((await redactedSpans(off, span))[0]!.name).toBe('/users/42');
    expect((await redactedSpans(`${config}\nallowed_values: [users]`, span))[0]!.name).toBe('/users/42');
  });
});

describe('database queries', () => {
  const config =
    'allow_all_keys: true\ndb_sanitizer: {sql: {enabled: true, attributes: [q]}, redis: {enabled: true, attributes: [q]}}';

  test.each([
    ['PostgreSQL', 'GET k WHERE a = 1', 'GET k WHERE a = ?'],
    ['redis', 'SET k 1', 'SET k ?'],
    ['oracle', 'SET k 1', 'SET k 1'],
  ])('are those of the system told: %s', async (system, query, expected) => {
    const values = await redacted(config, { 'db.system.name': system, q: query, r: query });
    expect(values).toMatchObject({ q: expected, r: query });
  });

  test('without a system they stay in spans, and are those of any in logs', async () => {
    expect(await redacted(config, { q: 'SET k 1' })).toEqual({ q: 'SET k 1' });
    const { attributes, body } = await redactedLog(config, 'SET k1 x', new Map([['q', 'SET k1 x']]));
    expect([attributes['q'], body]).toEqual(['SET k? ?', 'SET k? ?']);
  });

  test('statements without a system are read as those of the last', async () => {
    const name = (text: string, system: string): Partial<Span> => ({
      kind: 3,
      name: text,
      attributes: new Map([
        ['db.system', system],
        ['q', 'a = "x"'],
      ]),
    });
    const spans = await redactedSpans(
      config,
      name('a = "x"', 'mysql'),
      name('b = "x"', 'sqlite'),
      name('', 'sqlite'),
    );
    expect(spans.map((span) => span.name)).toEqual(['a = ?', 'b = "x"', '']);
    expect(spans.map((span) => span.attributes.get('q'))).toEqual(['a = "x"', 'a = ?', 'a = "x"']);
  });

  test('JSON that isn’t JSON stays, and is said', async () => {
    const mongo = 'allow_all_keys: true\ndb_sanitizer: {mongo: {enabled: true}}';
    const { body, lines } = await redactedLog(mongo, '{"a":');
    expect(body).toBe('{"a":');
    expect(lines).toEqual([
      expect.stringContaining('debug\tmongo span name not obfuscated due to invalid JSON input'),
    ]);
    expect((await redactedLog(mongo, '{"a": 1}')).body).toBe('{"a":"?"}');
  });
});

describe('configurations', () => {
  test.each([
    ['{hash_function: hmac-sha256}', 'hmac_key must not be empty when hash_function is "hmac-sha256"'],
    [
      '{hash_function: HMAC-SHA512, hmac_key: ü}',
      'hmac_key must be at least 64 bytes long for "hmac-sha512", got 2 bytes',
    ],
  ])('%s', (text, message) => {
    expect(validateStruct(redactionSchema, settings(text)).map((finding) => finding.message)).toEqual([
      message,
    ]);
  });

  test('expressions that can’t be compiled', () => {
    const build = () =>
      redactLogs(settings('blocked_values: [a, "(?=b)"]'), testContext().context, collecting([]));
    expect(build).toThrow(
      expect.objectContaining({
        message:
          'error creating a redaction processor: failed to process block list: error compiling regex in list: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
        at: ['blocked_values', '1'],
      }),
    );
  });
});
