/** Generators of OTLP data for property tests. What they make is in the form that decoding gives: ids in lower case and not zero, text well-formed. */
import * as fc from 'fast-check';
import type {
  AnyValue,
  Attributes,
  InstrumentationScope,
  Resource,
  ResourceSpans,
  ScopeSpans,
  Span,
  SpanEvent,
  SpanLink,
  TracesData,
} from '../model.ts';

const uint32 = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const uint64 = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

/** Any Unicode text, with what JSON and UTF-8 make hard well represented. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'http.request.method', '"\\/\b\f\n\r\t\u0000\u001f\u007f', 'é中😀\u2028\uffff\ufffd'),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
);

export const arbitraryTraceId: fc.Arbitrary<string> = arbitraryHex(16);
export const arbitrarySpanId: fc.Arbitrary<string> = arbitraryHex(8);

function arbitraryHex(size: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength: size, maxLength: size })
    .filter((bytes) => bytes.some((byte) => byte !== 0))
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

const { value: anyValue, attributes } = fc.letrec<{ value: AnyValue; attributes: Attributes }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'any-value' },
    arbitraryText,
    fc.boolean(),
    int64,
    fc.double(),
    fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => new Uint8Array(bytes)),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'any-value' }),
    tie('attributes'),
  ),
  attributes: fc
    .array(fc.tuple(arbitraryText, tie('value')), { maxLength: 5, depthIdentifier: 'any-value' })
    .map((entries) => new Map(entries)),
}));

export const arbitraryAnyValue: fc.Arbitrary<AnyValue> = anyValue;
export const arbitraryAttributes: fc.Arbitrary<Attributes> = attributes;

export const arbitrarySpanEvent: fc.Arbitrary<SpanEvent> = fc.record({
  timeUnixNano: uint64,
  name: arbitraryText,
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
});

export const arbitrarySpanLink: fc.Arbitrary<SpanLink> = fc.record({
  traceId: arbitraryTraceId,
  spanId: arbitrarySpanId,
  traceState: arbitraryText,
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
  flags: uint32,
});

export const arbitrarySpan: fc.Arbitrary<Span> = fc.record({
  traceId: arbitraryTraceId,
  spanId: arbitrarySpanId,
  traceState: arbitraryText,
  parentSpanId: fc.oneof(fc.constant(''), arbitrarySpanId),
  flags: uint32,
  name: arbitraryText,
  kind: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer()),
  startTimeUnixNano: uint64,
  endTimeUnixNano: uint64,
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
  events: fc.array(arbitrarySpanEvent, { maxLength: 3 }),
  droppedEventsCount: uint32,
  links: fc.array(arbitrarySpanLink, { maxLength: 3 }),
  droppedLinksCount: uint32,
  status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: arbitraryText }),
});

export const arbitraryResource: fc.Arbitrary<Resource> = fc.record({
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
});

export const arbitraryScope: fc.Arbitrary<InstrumentationScope> = fc.record({
  name: arbitraryText,
  version: arbitraryText,
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
});

const arbitraryScopeSpans: fc.Arbitrary<ScopeSpans> = fc.record({
  scope: arbitraryScope,
  spans: fc.array(arbitrarySpan, { maxLength: 4 }),
  schemaUrl: arbitraryText,
});

const arbitraryResourceSpans: fc.Arbitrary<ResourceSpans> = fc.record({
  resource: arbitraryResource,
  scopeSpans: fc.array(arbitraryScopeSpans, { maxLength: 3 }),
  schemaUrl: arbitraryText,
});

export const arbitraryTraces: fc.Arbitrary<TracesData> = fc.record({
  resourceSpans: fc.array(arbitraryResourceSpans, { maxLength: 3 }),
});
