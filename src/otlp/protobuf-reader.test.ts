import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from './decode-limits.ts';
import { decodeTraces } from './export-request.ts';
import type { AnyValue, Span } from './model.ts';
import { fromHex, lengthDelimited, utf8 } from './testing/bytes.ts';
import { decodeFailure } from './testing/decode-failure.ts';

const EMPTY = new Uint8Array();

/** A request with one span of these fields. */
function requestOf(spanFields: Uint8Array): Uint8Array {
  return lengthDelimited(1, lengthDelimited(2, lengthDelimited(2, spanFields)));
}

function decodeSpan(spanFields: Uint8Array | string): Span {
  const fields = typeof spanFields === 'string' ? fromHex(spanFields) : spanFields;
  return decodeTraces(requestOf(fields), 'protobuf').resourceSpans[0]!.scopeSpans[0]!.spans[0]!;
}

function spanFailure(spanFields: Uint8Array | string) {
  const fields = typeof spanFields === 'string' ? fromHex(spanFields) : spanFields;
  const error = decodeFailure(() => decodeTraces(requestOf(fields), 'protobuf'));
  const offset = error.offset - (requestOf(fields).length - fields.length);
  return {
    code: error.code,
    path: error.path.replace('resourceSpans[0].scopeSpans[0].spans[0]', 'span'),
    offset,
  };
}

/** An attribute `a` with this AnyValue. */
function attribute(anyValue: Uint8Array | string): Uint8Array {
  const value = typeof anyValue === 'string' ? fromHex(anyValue) : anyValue;
  return lengthDelimited(9, Uint8Array.from([...fromHex('0a0161'), ...lengthDelimited(2, value)]));
}

function decodeValue(anyValue: Uint8Array | string): AnyValue | undefined {
  return decodeSpan(attribute(anyValue)).attributes.get('a');
}

describe('reading protobuf', () => {
  it('takes no bytes for an empty message', () => {
    expect(decodeTraces(EMPTY, 'protobuf')).toEqual({ resourceSpans: [] });
  });

  it('skips unknown fields of every wire type', () => {
    const unknown = [
      '98 06 ff ff ff ff ff ff ff ff ff 01', // 99: varint
      '99 06 00 01 02 03 04 05 06 07', // 99: 64-bit
      '9a 06 03 61 62 63', // 99: bytes
      '9b 06 08 01 9b 06 12 00 9c 06 9c 06', // 99: group in a group
      '9d 06 00 00 00 00', // 99: 32-bit
    ].join('');
    expect(decodeSpan(`${unknown} 2a 01 78 ${unknown}`).name).toBe('x');
    expect(decodeValue(`${unknown} 18 05`)).toBe(5n);
    expect(decodeValue(lengthDelimited(5, fromHex(`${unknown} 0a 02 18 05 ${unknown}`)))).toEqual([5n]);
  });

  it('takes the last of a singular field', () => {
    expect(decodeSpan('2a 01 61 2a 01 62 30 01 30 03')).toMatchObject({ name: 'b', kind: 3 });
  });

  it('merges a message that occurs twice', () => {
    expect(decodeSpan('7a 05 12 01 61 18 02 7a 02 18 01').status).toEqual({ code: 1, message: 'a' });
  });

  it('takes the last member of AnyValue and the last value of a key', () => {
    expect(decodeValue('18 05 0a 01 62')).toBe('b');
    expect(decodeValue('2a 04 0a 02 18 01 2a 04 0a 02 18 02')).toEqual([2n]);
    const twice = Uint8Array.from([...attribute('18 01'), ...attribute('18 02')]);
    expect([...decodeSpan(twice).attributes]).toEqual([['a', 2n]]);
  });

  it('takes attributes without key, without value, and with an empty value', () => {
    expect([...decodeSpan('4a 00').attributes]).toEqual([['', null]]);
    expect([...decodeSpan('4a 03 0a 01 61').attributes]).toEqual([['a', null]]);
    expect(decodeValue('')).toBe(null);
  });

  it('reads 64-bit integers exactly', () => {
    expect(decodeValue('18 ff ff ff ff ff ff ff ff 7f')).toBe(2n ** 63n - 1n);
    expect(decodeValue('18 80 80 80 80 80 80 80 80 80 01')).toBe(-(2n ** 63n));
    expect(decodeValue('18 80 80 80 80 10')).toBe(2n ** 32n);
    expect(decodeSpan('39 ff ff ff ff ff ff ff ff').startTimeUnixNano).toBe(2n ** 64n - 1n);
  });

  it('truncates 32-bit integers as protobuf does', () => {
    expect(decodeSpan('50 ff ff ff ff ff ff ff ff ff 01').droppedAttributesCount).toBe(2 ** 32 - 1);
    expect(decodeSpan('30 ff ff ff ff ff ff ff ff ff 01').kind).toBe(-1);
  });

  it('reads doubles bit for bit', () => {
    expect(decodeValue('21 00 00 00 00 00 00 00 80')).toBe(-0);
    expect(decodeValue('21 00 00 00 00 00 00 f8 7f')).toBe(Number.NaN);
    expect(decodeValue('21 00 00 00 00 00 00 f0 ff')).toBe(Number.NEGATIVE_INFINITY);
  });

  it('copies bytes out of the body', () => {
    const body = requestOf(attribute('3a 02 01 02'));
    const span = decodeTraces(body, 'protobuf').resourceSpans[0]!.scopeSpans[0]!.spans[0]!;
    body.fill(0);
    expect(span.attributes.get('a')).toEqual(Uint8Array.of(1, 2));
  });

  it('reads a body that is a part of a larger buffer', () => {
    const body = requestOf(fromHex('2a 01 78 39 01 00 00 00 00 00 00 00'));
    const larger = new Uint8Array(body.length + 20);
    larger.set(body, 7);
    const data = decodeTraces(larger.subarray(7, 7 + body.length), 'protobuf');
    expect(data.resourceSpans[0]!.scopeSpans[0]!.spans[0]).toMatchObject({
      name: 'x',
      startTimeUnixNano: 1n,
    });
  });

  it('takes an empty id and an id of zeros for none', () => {
    expect(decodeSpan('0a 00 22 08 00 00 00 00 00 00 00 00')).toMatchObject({
      traceId: '',
      parentSpanId: '',
    });
  });

  it('keeps text of every length and script', () => {
    for (const text of ['é', 'a'.repeat(33), 'é'.repeat(40), '\ufeffx', 'ab'.repeat(500)]) {
      expect(decodeSpan(lengthDelimited(5, utf8(text))).name).toBe(text);
    }
  });
});

describe('a decode error in protobuf', () => {
  it('names the field, its place and what was expected', () => {
    const spans = Uint8Array.from([
      ...lengthDelimited(2, fromHex('2a 01 61')),
      ...lengthDelimited(2, fromHex('0a 02 01 02')),
    ]);
    const body = lengthDelimited(1, lengthDelimited(2, spans));
    const error = decodeFailure(() => decodeTraces(body, 'protobuf'));
    expect(error.path).toBe('resourceSpans[0].scopeSpans[0].spans[1].traceId');
    expect(error.code).toBe('invalid-id');
    expect(body[error.offset]).toBe(2);
    expect(error.message).toBe(
      `resourceSpans[0].scopeSpans[0].spans[1].traceId: a trace id has 16 bytes, this one has 2 (at byte ${error.offset})`,
    );
  });

  it.each([
    ['a varint cut off', '30 80', 'truncated', 'span.kind', 1],
    ['a varint of 11 bytes', `30 ${'80'.repeat(10)} 01`, 'syntax', 'span.kind', 1],
    ['an endless varint in an unknown field', `98 06 ${'ff'.repeat(20)}`, 'syntax', 'span', 2],
    ['a fixed64 cut off', '39 00 00 00', 'truncated', 'span.startTimeUnixNano', 1],
    ['a length beyond the message', '2a 05 61', 'truncated', 'span.name', 1],
    ['a length of 4 GiB - 1', '2a ff ff ff ff 0f', 'truncated', 'span.name', 1],
    ['a length of 2^63', '2a 80 80 80 80 80 80 80 80 80 01 61', 'truncated', 'span.name', 1],
    ['an unknown field longer than the message', '9a 06 ff ff ff ff 07 61', 'truncated', 'span', 2],
    ['field number 0', '02 00', 'syntax', 'span', 0],
    ['a field number over 2^29', '80 80 80 80 10 00', 'syntax', 'span', 0],
    ['wire type 6', '9e 06', 'syntax', 'span', 0],
    ['wire type 7', '9f 06', 'syntax', 'span', 0],
    ['a name that is a varint', '28 01', 'wrong-type', 'span.name', 0],
    ['a status that is 32-bit', '7d 00 00 00 00', 'wrong-type', 'span.status', 0],
    ['a group that does not end', '9b 06 08 01', 'truncated', 'span', 0],
    ['a group end without a start', '9c 06', 'syntax', 'span', 0],
    ['a group ended by another number', '9b 06 a4 06', 'syntax', 'span', 2],
    ['a known field as a group', '2b 2c', 'wrong-type', 'span.name', 0],
    ['text cut inside a character', '2a 02 61 c3', 'invalid-utf8', 'span.name', 3],
    ['text with a surrogate', '2a 03 ed a0 80', 'invalid-utf8', 'span.name', 2],
    ['text that is overlong', '2a 02 c0 80', 'invalid-utf8', 'span.name', 2],
    ['long text with a bad byte', `2a 28 ${'61'.repeat(39)} ff`, 'invalid-utf8', 'span.name', 41],
    ['a span id of 16 bytes', `12 10 ${'01'.repeat(16)}`, 'invalid-id', 'span.spanId', 1],
    ['a link with a short id', '6a 03 12 01 01', 'invalid-id', 'span.links[0].spanId', 3],
  ] as const)('is given for %s', (_, fields, code, path, offset) => {
    expect(spanFailure(fields)).toEqual({ code, path, offset });
  });

  it('names places inside values', () => {
    // kvlist { "k": array [ 1, string cut off ] }
    const array = fromHex('2a 09 0a 02 18 01 0a 03 0a 05 61');
    const entry = lengthDelimited(1, Uint8Array.from([...fromHex('0a 01 6b'), ...lengthDelimited(2, array)]));
    expect(spanFailure(attribute(lengthDelimited(6, entry))).path).toBe(
      'span.attributes[0].value.kvlistValue.values[0].value.arrayValue.values[1].stringValue',
    );
  });

  it('ends a message at its own end, not at that of the body', () => {
    const body = Uint8Array.from([...requestOf(fromHex('2a 03 61')), ...fromHex('62 63 64')]);
    expect(decodeFailure(() => decodeTraces(body, 'protobuf')).code).toBe('truncated');
  });
});

describe('hostile protobuf', () => {
  function nestedValue(levels: number): Uint8Array {
    let value = fromHex('18 07');
    for (let i = 1; i < levels; i++) value = lengthDelimited(5, lengthDelimited(1, value));
    return value;
  }

  it(`is read ${MAX_DEPTH} values deep and refused deeper`, () => {
    let value = decodeValue(nestedValue(MAX_DEPTH));
    for (let i = 1; i < MAX_DEPTH; i++) value = (value as AnyValue[])[0];
    expect(value).toBe(7n);
    expect(spanFailure(attribute(nestedValue(MAX_DEPTH + 1))).code).toBe('too-deep');
    expect(spanFailure(attribute(nestedValue(1_000))).code).toBe('too-deep');
  });

  it('is refused when groups nest without end', () => {
    expect(
      spanFailure(new Uint8Array(100_000).fill(0x9b).map((byte, i) => (i % 2 === 0 ? byte : 0x06))).code,
    ).toBe('too-deep');
  });

  it('is refused before a small body becomes a large model', () => {
    const spans = new Uint8Array(400_000).map((_, i) => (i % 2 === 0 ? 0x12 : 0));
    const body = lengthDelimited(1, lengthDelimited(2, spans));
    expect(decodeFailure(() => decodeTraces(body, 'protobuf')).code).toBe('too-many');
    const emptyMaps = new Uint8Array(400_000).map((_, i) => [0x0a, 0x02, 0x32, 0x00][i % 4]!);
    expect(spanFailure(attribute(lengthDelimited(5, emptyMaps))).code).toBe('too-many');
  });
});
