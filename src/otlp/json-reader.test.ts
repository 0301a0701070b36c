import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from './decode-limits.ts';
import { decodeTraces } from './export-request.ts';
import type { AnyValue, Span } from './model.ts';
import { utf8 } from './testing/bytes.ts';
import { decodeFailure } from './testing/decode-failure.ts';

function requestOf(span: string): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;
}

function decodeSpan(span: string): Span {
  return decodeTraces(utf8(requestOf(span)), 'json').resourceSpans[0]!.scopeSpans[0]!.spans[0]!;
}

function spanFailure(span: string) {
  const { code, path, offset } = decodeFailure(() => decodeTraces(utf8(requestOf(span)), 'json'));
  return {
    code,
    path: path.replace('resourceSpans[0].scopeSpans[0].spans[0]', 'span'),
    offset: offset - requestOf('').indexOf(']}]}]}'),
  };
}

function bodyFailure(text: string) {
  const { code, path, offset } = decodeFailure(() => decodeTraces(utf8(text), 'json'));
  return { code, path, offset };
}

function decodeValue(anyValue: string): AnyValue | undefined {
  return decodeSpan(`{"attributes":[{"key":"a","value":${anyValue}}]}`).attributes.get('a');
}

function valueFailure(anyValue: string): string {
  return spanFailure(`{"attributes":[{"key":"a","value":${anyValue}}]}`).code;
}

describe('reading JSON', () => {
  it('takes names in lowerCamelCase and snake_case', () => {
    const snake = `{"resource_spans":[{"scope_spans":[{"schema_url":"u","spans":[{"trace_id":"${'ab'.repeat(16)}",
      "start_time_unix_nano":"1","dropped_attributes_count":2,
      "attributes":[{"key":"k","value":{"array_value":{"values":[{"int_value":"3"},{"kvlist_value":{}}]}}}]}]}]}]}`;
    const scopeSpans = decodeTraces(utf8(snake), 'json').resourceSpans[0]!.scopeSpans[0]!;
    expect(scopeSpans.schemaUrl).toBe('u');
    expect(scopeSpans.spans[0]).toMatchObject({
      traceId: 'ab'.repeat(16),
      startTimeUnixNano: 1n,
      droppedAttributesCount: 2,
      attributes: new Map([['k', [3n, new Map()]]]),
    });
  });

  it('takes ids in either case and writes them in lower case', () => {
    const span = decodeSpan('{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19B7EC3c1b174"}');
    expect([span.traceId, span.spanId]).toEqual(['5b8efff798038103d269b633813fc60c', 'eee19b7ec3c1b174']);
  });

  it('takes an empty id and an id of zeros for none', () => {
    const span = decodeSpan('{"traceId":"","parentSpanId":"0000000000000000"}');
    expect([span.traceId, span.parentSpanId]).toEqual(['', '']);
  });

  it('reads 64-bit integers exactly, from strings and numbers', () => {
    expect(
      decodeSpan('{"startTimeUnixNano":18446744073709551615,"endTimeUnixNano":"18446744073709551615"}'),
    ).toMatchObject({ startTimeUnixNano: 2n ** 64n - 1n, endTimeUnixNano: 2n ** 64n - 1n });
    expect(decodeValue('{"intValue":-9223372036854775808}')).toBe(-(2n ** 63n));
    expect(decodeValue('{"intValue":"9223372036854775807"}')).toBe(2n ** 63n - 1n);
    expect(decodeValue('{"intValue":9007199254740993}')).toBe(9007199254740993n);
    expect(decodeValue(`{"intValue":"${'0'.repeat(50)}7"}`)).toBe(7n);
  });

  it('takes 32-bit integers as strings too', () => {
    expect(decodeSpan('{"flags":"769","droppedLinksCount":4294967295}')).toMatchObject({
      flags: 769,
      droppedLinksCount: 4294967295,
    });
  });

  it('takes enums as integers, also unknown ones, and by name as the Collector does', () => {
    expect(decodeSpan('{"kind":2,"status":{"code":2}}')).toMatchObject({ kind: 2, status: { code: 2 } });
    expect(decodeSpan('{"kind":99}').kind).toBe(99);
    expect(decodeSpan('{"kind":"SPAN_KIND_CLIENT","status":{"code":"STATUS_CODE_OK"}}')).toMatchObject({
      kind: 3,
      status: { code: 1 },
    });
  });

  it('reads every kind of value', () => {
    expect(decodeValue('{"stringValue":"x"}')).toBe('x');
    expect(decodeValue('{"boolValue":true}')).toBe(true);
    expect(decodeValue('{"doubleValue":1.5e-3}')).toBe(0.0015);
    expect(decodeValue('{"doubleValue":3}')).toBe(3);
    expect(decodeValue('{"doubleValue":-0}')).toBe(-0);
    expect(decodeValue('{"doubleValue":"2.5"}')).toBe(2.5);
    expect(decodeValue('{"bytesValue":"+/8="}')).toEqual(Uint8Array.of(0xfb, 0xff));
    expect(decodeValue('{"bytesValue":"\\u002b\\/8="}')).toEqual(Uint8Array.of(0xfb, 0xff));
    expect(decodeValue('{"arrayValue":{}}')).toEqual([]);
    expect(decodeValue('{"kvlistValue":{"values":[{"key":"k"}]}}')).toEqual(new Map([['k', null]]));
    expect(decodeValue('{}')).toBe(null);
  });

  it.each([
    ['"NaN"', Number.NaN],
    ['"Infinity"', Number.POSITIVE_INFINITY],
    ['"-Infinity"', Number.NEGATIVE_INFINITY],
    ['"+Inf"', Number.POSITIVE_INFINITY],
    ['"-Inf"', Number.NEGATIVE_INFINITY],
  ])('reads the double %s', (text, value) => {
    expect(decodeValue(`{"doubleValue":${text}}`)).toBe(value);
  });

  it('takes the last member of a value and the last value of a key', () => {
    expect(decodeValue('{"intValue":1,"stringValue":"b"}')).toBe('b');
    const span = decodeSpan(
      '{"attributes":[{"key":"a","value":{"intValue":1}},{"key":"a","value":{"intValue":2}}]}',
    );
    expect([...span.attributes]).toEqual([['a', 2n]]);
  });

  it('treats a repeated name as protobuf treats a repeated field', () => {
    const span = decodeSpan(
      '{"name":"a","name":"b","status":{"message":"m"},"status":{"code":2},"events":[{"name":"1"}],"events":[{"name":"2"}]}',
    );
    expect(span.name).toBe('b');
    expect(span.status).toEqual({ code: 2, message: 'm' });
    expect(span.events.map((event) => event.name)).toEqual(['1', '2']);
  });

  it('skips unknown names, whatever they hold', () => {
    const span = decodeSpan(
      '{"x":{"a":[1,-2.5e+3,"\\"]}",null,true,false,{},[]],"b":{}},"":1,"__proto__":{"name":"no"},"name":"n","y":[]}',
    );
    expect(span.name).toBe('n');
    expect(decodeSpan(`{"x":${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)},"name":"n"}`).name).toBe('n');
  });

  it('takes null for messages, lists and strings', () => {
    expect(decodeTraces(utf8('null'), 'json')).toEqual({ resourceSpans: [] });
    expect(decodeSpan('{"name":null,"status":null,"events":null,"attributes":null}')).toEqual(
      decodeSpan('{}'),
    );
    expect(decodeSpan('null')).toEqual(decodeSpan('{}'));
    expect(decodeSpan('{"attributes":[null,{"key":"a","value":null}]}').attributes).toEqual(
      new Map([
        ['', null],
        ['a', null],
      ]),
    );
  });

  it('undoes escapes', () => {
    expect(decodeSpan('{"na\\u006de":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00E9é\\ud83d\\ude00"}').name).toBe(
      '"\\/\b\f\n\r\t\u0000éé😀',
    );
  });

  it('replaces surrogates without their other half', () => {
    expect(decodeSpan('{"name":"a\\ud800b"}').name).toBe('a\ufffdb');
    expect(decodeSpan('{"name":"\\ude00\\ud83d"}').name).toBe('\ufffd\ufffd');
    expect(decodeSpan('{"name":"\\ud800\\ud83d\\ude00"}').name).toBe('\ufffd😀');
  });

  it('takes white space of every kind and a byte order mark', () => {
    expect(decodeTraces(utf8('\ufeff \t\r\n{ "resourceSpans" : [ ] } \n'), 'json')).toEqual({
      resourceSpans: [],
    });
  });
});

describe('a decode error in JSON', () => {
  it('names the field, its place and what was expected', () => {
    const text = requestOf('{"name":"订单"},{"traceId": "xyz"}');
    const error = decodeFailure(() => decodeTraces(utf8(text), 'json'));
    expect(error.path).toBe('resourceSpans[0].scopeSpans[0].spans[1].traceId');
    expect(error.offset).toBe(utf8(text.slice(0, text.indexOf('"xyz"'))).length);
    expect(error.message).toBe(
      `${error.path}: a trace id has 32 hex digits, this one has 3 (at byte ${error.offset})`,
    );
  });

  it.each([
    ['a hex id with another character', `{"spanId":"00f067aa0ba902bg"}`, 'invalid-id', 'span.spanId', 26],
    ['an id of another length', `{"traceId":"abcd"}`, 'invalid-id', 'span.traceId', 11],
    ['a base64 id', '{"spanId":"W47/95gDgQM="}', 'invalid-id', 'span.spanId', 10],
    ['a link with a bad id', '{"links":[{},{"spanId":"1"}]}', 'invalid-id', 'span.links[1].spanId', 23],
    ['an id that is null', '{"traceId":null}', 'wrong-type', 'span.traceId', 11],
    ['a number for a string', '{"name": 5}', 'wrong-type', 'span.name', 9],
    ['an object for a list', '{"events":{}}', 'wrong-type', 'span.events', 10],
    ['a list for an object', '{"status":[]}', 'wrong-type', 'span.status', 10],
    ['a string for an object', '{"events":["x"]}', 'wrong-type', 'span.events[0]', 11],
    ['null for a number', '{"startTimeUnixNano":null}', 'wrong-type', 'span.startTimeUnixNano', 21],
    ['a fraction for an integer', '{"flags":1.0}', 'wrong-type', 'span.flags', 9],
    ['an exponent for an integer', '{"startTimeUnixNano":1e3}', 'wrong-type', 'span.startTimeUnixNano', 21],
    ['words for an integer', '{"startTimeUnixNano":"soon"}', 'wrong-type', 'span.startTimeUnixNano', 21],
    ['a negative time', '{"startTimeUnixNano":-1}', 'out-of-range', 'span.startTimeUnixNano', 21],
    [
      'a time over 64 bits',
      '{"endTimeUnixNano":"18446744073709551616"}',
      'out-of-range',
      'span.endTimeUnixNano',
      19,
    ],
    ['a count over 32 bits', '{"flags":4294967296}', 'out-of-range', 'span.flags', 9],
    ['an enum over 32 bits', '{"kind":2147483648}', 'out-of-range', 'span.kind', 8],
    ['an unknown enum name', '{"kind":"SERVER"}', 'wrong-type', 'span.kind', 8],
    ['an enum digit as a string', '{"kind":"2"}', 'wrong-type', 'span.kind', 8],
    ['a bad escape', '{"name":"a\\x"}', 'syntax', 'span.name', 10],
    ['a bad \\u', '{"name":"\\u12g4"}', 'syntax', 'span.name', 9],
    ['a control character', '{"name":"a\nb"}', 'syntax', 'span.name', 10],
    ['a control character after an escape', '{"name":"\\n\tb"}', 'syntax', 'span.name', 11],
    ['a leading zero', '{"flags":01}', 'syntax', 'span.flags', 9],
    ['a number that is none', '{"x":-}', 'syntax', 'span', 5],
    ['a bare word', '{"x":nope}', 'syntax', 'span', 5],
    ['NaN without quotes', '{"x":NaN}', 'syntax', 'span', 5],
    ['a missing comma', '{"name":"a" "kind":1}', 'syntax', 'span', 12],
    ['a trailing comma', '{"name":"a",}', 'syntax', 'span', 12],
    ['a trailing comma in a list', '{"events":[{},]}', 'syntax', 'span.events[1]', 14],
    ['a missing colon', '{"name" "a"}', 'syntax', 'span', 8],
    ['a name without quotes', '{name:"a"}', 'syntax', 'span', 1],
    ['a single quote', "{'name':1}", 'syntax', 'span', 1],
  ] as const)('is given for %s', (_, span, code, path, offset) => {
    expect(spanFailure(span)).toEqual({ code, path, offset });
  });

  it.each([
    ['an empty body', '', 'truncated', 0],
    ['white space only', '  ', 'truncated', 2],
    ['an open object', '{', 'truncated', 1],
    ['an open list', '{"resourceSpans":[', 'truncated', 18],
    ['an open string', '{"resourceSp', 'truncated', 1],
    ['an open escape', '{"x":"\\', 'syntax', 6],
    ['text behind the value', '{} x', 'syntax', 3],
    ['a second value', '{}{}', 'syntax', 2],
    ['a list as the body', '[]', 'wrong-type', 0],
    ['protobuf', '\n\u0002', 'syntax', 1],
  ] as const)('is given for %s', (_, text, code, offset) => {
    expect(bodyFailure(text)).toMatchObject({ code, offset });
  });

  it('is given for bytes that are not UTF-8, at the first of them', () => {
    const text = utf8('{"resourceSpans":[{"schemaUrl":"é?"}]}');
    const at = text.indexOf('?'.charCodeAt(0));
    const error = decodeFailure(() => decodeTraces(text.with(at, 0xff), 'json'));
    expect([error.code, error.offset, error.path]).toEqual([
      'invalid-utf8',
      at,
      'resourceSpans[0].schemaUrl',
    ]);
  });

  it.each([
    ['{"boolValue":"true"}', 'wrong-type'],
    ['{"boolValue":1}', 'wrong-type'],
    ['{"intValue":true}', 'wrong-type'],
    ['{"intValue":1e21}', 'wrong-type'],
    ['{"intValue":9223372036854775808}', 'out-of-range'],
    [`{"intValue":"${'9'.repeat(100_000)}"}`, 'out-of-range'],
    ['{"doubleValue":null}', 'wrong-type'],
    ['{"doubleValue":"many"}', 'wrong-type'],
    ['{"doubleValue":""}', 'wrong-type'],
    ['{"doubleValue":"1e999"}', 'wrong-type'],
    ['{"doubleValue":1e999}', 'out-of-range'],
    ['{"bytesValue":"A"}', 'invalid-base64'],
    ['{"bytesValue":"A*=="}', 'invalid-base64'],
    ['{"bytesValue":"AQI=="}', 'invalid-base64'],
    ['{"arrayValue":[]}', 'wrong-type'],
    ['"x"', 'wrong-type'],
  ])('is given for the value %.40s', (value, code) => {
    expect(valueFailure(value)).toBe(code);
  });
});

describe('hostile JSON', () => {
  function nestedValue(levels: number): string {
    return `${'{"arrayValue":{"values":['.repeat(levels - 1)}{"intValue":7}${']}}'.repeat(levels - 1)}`;
  }

  it(`is read ${MAX_DEPTH} values deep and refused deeper`, () => {
    let value = decodeValue(nestedValue(MAX_DEPTH));
    for (let i = 1; i < MAX_DEPTH; i++) value = (value as AnyValue[])[0];
    expect(value).toBe(7n);
    expect(valueFailure(nestedValue(MAX_DEPTH + 1))).toBe('too-deep');
    expect(valueFailure(nestedValue(50_000))).toBe('too-deep');
  });

  it.each(['[', '{"x":', '{"x":['])('is refused when %s nests without end in a skipped field', (open) => {
    expect(bodyFailure(`{"x":${open.repeat(100_000)}`).code).toBe('too-deep');
  });

  it('is refused in time that grows with its length only', () => {
    const digits = '1'.repeat(1_000_000);
    expect(valueFailure(`{"doubleValue":"${digits}x"}`)).toBe('wrong-type');
    expect(valueFailure(`{"doubleValue":"${digits}.${digits}"}`)).toBe('wrong-type');
    expect(valueFailure(`{"intValue":${digits}}`)).toBe('out-of-range');
    expect(valueFailure(`{"bytesValue":"${'='.repeat(1_000_000)}"}`)).toBe('invalid-base64');
    expect(spanFailure(`{"x":${digits}e}`).code).toBe('syntax');
    expect(decodeSpan(`{"name":"${'\\n'.repeat(1_000_000)}"}`).name).toHaveLength(1_000_000);
  });

  it('is refused before a small body becomes a large model', () => {
    expect(spanFailure(Array(100_000).fill('{}').join()).code).toBe('too-many');
  });
});
