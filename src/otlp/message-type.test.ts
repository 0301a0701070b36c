import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloneMessage } from './clone-message.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { equalMessages } from './equal-messages.ts';
import { defineMessage, field, list } from './message-type.ts';
import type { AnyValue } from './model.ts';
import { OtlpEncodeError } from './otlp-encode-error.ts';
import { arbitraryAnyValue, arbitrarySpanId, arbitraryText } from './testing/arbitrary-traces.ts';
import { fromHex, textOf, toHex, utf8 } from './testing/bytes.ts';
import { decodeFailure } from './testing/decode-failure.ts';

/** Shaped like what metrics, logs and profiles need beyond traces: packed lists, presence, oneofs, every number type. */
interface Point {
  count: bigint;
  counts: bigint[];
  bounds: number[];
  scale: number;
  offsets: number[];
  delta: number;
  total: bigint;
  body: AnyValue;
  bodies: AnyValue[];
  raw: Uint8Array;
  ids: string[];
  names: string[];
  monotonic: boolean;
  min: number | undefined;
  asDouble: number | undefined;
  asInt: bigint | undefined;
  inner: Point | undefined;
}

const ENCODINGS: Encoding[] = ['json', 'protobuf'];

function emptyPoint(): Point {
  return {
    count: 0n,
    counts: [],
    bounds: [],
    scale: 0,
    offsets: [],
    delta: 0,
    total: 0n,
    body: null,
    bodies: [],
    raw: new Uint8Array(),
    ids: [],
    names: [],
    monotonic: false,
    min: undefined,
    asDouble: undefined,
    asInt: undefined,
    inner: undefined,
  };
}

const innerType = defineMessage<Pick<Point, 'scale'>>('Inner', () => ({ scale: 0 }), {
  scale: field(1, 'sint32'),
});

const pointType = defineMessage<Omit<Point, 'inner'> & { inner: Pick<Point, 'scale'> | undefined }>(
  'Point',
  emptyPoint,
  {
    count: field(1, 'uint64'),
    counts: list(2, 'fixed64'),
    bounds: list(3, 'double'),
    scale: field(4, 'sint32'),
    offsets: list(5, 'sint32'),
    delta: field(6, 'int32'),
    total: field(7, 'sfixed64'),
    body: field(8, 'anyValue'),
    bodies: list(9, 'anyValue'),
    raw: field(10, 'bytes'),
    ids: list(11, 'spanId'),
    names: list(12, 'string'),
    monotonic: field(13, 'bool'),
    min: field(14, 'double', { optional: true }),
    asDouble: field(15, 'double', { oneof: 'value' }),
    asInt: field(16, 'int64', { oneof: 'value' }),
    inner: field(17, innerType, { optional: true }),
  },
);

const int32 = fc.integer();
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

const arbitraryPoint = fc
  .record({
    count: uint64,
    counts: fc.array(uint64),
    bounds: fc.array(fc.double()),
    scale: int32,
    offsets: fc.array(int32),
    delta: int32,
    total: int64,
    body: arbitraryAnyValue,
    bodies: fc.array(arbitraryAnyValue, { maxLength: 3 }),
    raw: fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
    ids: fc.array(fc.oneof(fc.constant(''), arbitrarySpanId), { maxLength: 3 }),
    names: fc.array(arbitraryText, { maxLength: 3 }),
    monotonic: fc.boolean(),
    min: fc.option(fc.double(), { nil: undefined }),
    inner: fc.option(fc.record({ scale: int32 }), { nil: undefined }),
  })
  .chain((rest) =>
    fc
      .oneof(
        fc.constant({ asDouble: undefined, asInt: undefined }),
        fc.record({ asDouble: fc.double(), asInt: fc.constant(undefined) }),
        fc.record({ asDouble: fc.constant(undefined), asInt: int64 }),
      )
      .map((value) => ({ ...rest, ...value })),
  );

describe('a message described by a table', () => {
  it.each(ENCODINGS)('survives %s with every type of field', (encoding) => {
    fc.assert(
      fc.property(arbitraryPoint, (point) => {
        const decoded = decodeMessage(pointType, encodeMessage(pointType, point, encoding), encoding);
        expect(decoded).toEqual(point);
        expect(equalMessages(pointType, decoded, point)).toBe(true);
        expect(equalMessages(pointType, cloneMessage(pointType, point), point)).toBe(true);
      }),
    );
  });

  it('writes numbers packed and reads them packed or not', () => {
    const packed = encodeMessage(pointType, { ...emptyPoint(), counts: [1n, 2n] }, 'protobuf');
    expect(toHex(packed)).toBe('1210' + '0100000000000000' + '0200000000000000');
    const unpacked = fromHex('11 0100000000000000 11 0200000000000000 28 01 2a 02 02 03 28 04');
    expect(decodeMessage(pointType, unpacked, 'protobuf')).toMatchObject({
      counts: [1n, 2n],
      offsets: [-1, 1, -2, 2],
    });
  });

  it('fails when a packed list ends inside a number', () => {
    const error = decodeFailure(() =>
      decodeMessage(pointType, fromHex('12 0c 0100000000000000 02000000 18'), 'protobuf'),
    );
    expect([error.code, error.path, error.offset]).toEqual(['truncated', 'counts', 10]);
  });

  it('keeps a zero of an optional field apart from its absence', () => {
    for (const encoding of ENCODINGS) {
      const zero = encodeMessage(
        pointType,
        { ...emptyPoint(), min: 0, asInt: 0n, inner: { scale: 0 } },
        encoding,
      );
      expect(decodeMessage(pointType, zero, encoding)).toEqual({
        ...emptyPoint(),
        min: 0,
        asInt: 0n,
        inner: { scale: 0 },
      });
      const absent = encodeMessage(pointType, emptyPoint(), encoding);
      expect(decodeMessage(pointType, absent, encoding)).toEqual(emptyPoint());
    }
    expect(encodeMessage(pointType, emptyPoint(), 'protobuf')).toHaveLength(0);
  });

  it('takes the last member of a oneof', () => {
    const both = fromHex('79 000000000000f03f 80 01 07');
    expect(decodeMessage(pointType, both, 'protobuf')).toMatchObject({ asDouble: undefined, asInt: 7n });
    expect(decodeMessage(pointType, utf8('{"asInt":"7","asDouble":1}'), 'json')).toMatchObject({
      asDouble: 1,
      asInt: undefined,
    });
  });

  it('merges an optional message that occurs twice', () => {
    expect(decodeMessage(pointType, fromHex('8a 01 02 08 03 8a 01 00'), 'protobuf').inner).toEqual({
      scale: -2,
    });
  });

  it('writes negative integers as protobuf does', () => {
    expect(toHex(encodeMessage(pointType, { ...emptyPoint(), delta: -1 }, 'protobuf'))).toBe(
      '30ffffffffffffffffff01',
    );
    expect(toHex(encodeMessage(pointType, { ...emptyPoint(), scale: -1 }, 'protobuf'))).toBe('2001');
    expect(textOf(encodeMessage(pointType, { ...emptyPoint(), scale: -1, total: -1n }, 'json'))).toBe(
      '{"scale":-1,"total":"-1"}',
    );
  });
});

describe.each(ENCODINGS)('encoding what %s can not hold', (encoding) => {
  const endless: AnyValue[] = [];
  endless.push(endless);

  it.each<[string, Partial<Point>]>([
    ['an int64 over its range', { asInt: 2n ** 63n }],
    ['a negative uint64', { count: -1n }],
    ['a fraction as int32', { delta: 0.5 }],
    ['an int32 over its range', { delta: 2 ** 31 }],
    ['a value that contains itself', { body: endless }],
    ['an int value over its range', { body: -(2n ** 63n) - 1n }],
    ['an id of another length', { ids: ['abc'] }],
    ['an id that is not hex', { ids: ['xyzxyzxyzxyzxyzx'] }],
    ['an id with other characters', { ids: ['é123456789abcdef'] }],
  ])('fails for %s', (_, fields) => {
    expect(() => encodeMessage(pointType, { ...emptyPoint(), ...fields }, encoding)).toThrow(OtlpEncodeError);
  });

  it('replaces surrogates without their other half', () => {
    const bytes = encodeMessage(
      pointType,
      { ...emptyPoint(), names: ['\ud800x', 'x\udc00'.repeat(50)] },
      encoding,
    );
    expect(decodeMessage(pointType, bytes, encoding).names).toEqual(['\ufffdx', 'x\ufffd'.repeat(50)]);
  });
});
