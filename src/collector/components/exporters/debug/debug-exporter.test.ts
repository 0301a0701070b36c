import { describe, expect, test } from 'vitest';
import { decodeTraces } from '../../../../otlp/export-request.ts';
import type { TracesData } from '../../../../otlp/model.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type DebugConfig, debugSchema } from './config.ts';
import { createDebugExporter } from './debug-exporter.ts';
import { detailedTraces } from './detailed-traces.ts';
import { normalTraces } from './normal-traces.ts';
import { timeText } from './time-text.ts';
import { typedValueText } from './value-text.ts';

const ids = { traceId: '0102030405060708090a0b0c0d0e0f10', spanId: '0102030405060708' };

/** Every kind of value, an event, a link, numbers out of range, nothing at all. */
const request = {
  resourceSpans: [
    {
      schemaUrl: 'https://opentelemetry.io/schemas/1.1',
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'shop' } },
          { key: 'i', value: { intValue: '5' } },
          { key: 'd', value: { doubleValue: 1.5 } },
          { key: 'b', value: { boolValue: true } },
          { key: 'y', value: { bytesValue: 'AQID' } },
          {
            key: 'l',
            value: {
              arrayValue: {
                values: [
                  { intValue: 1 },
                  { stringValue: 'a<b"\n' },
                  { doubleValue: 2 },
                  { doubleValue: 1e21 },
                  { bytesValue: 'AQID' },
                  {},
                ],
              },
            },
          },
          {
            key: 'm',
            value: {
              kvlistValue: {
                values: [
                  { key: 'z', value: { intValue: '9007199254740993' } },
                  { key: 'a', value: {} },
                ],
              },
            },
          },
          { key: 'e', value: {} },
          { key: 'f', value: { doubleValue: 1e-7 } },
          { key: 'g', value: { doubleValue: 3 } },
        ],
      },
      scopeSpans: [
        {
          schemaUrl: 's2',
          scope: { name: 'lib', version: '1.2', attributes: [{ key: 'sa', value: { stringValue: 'x' } }] },
          spans: [
            {
              ...ids,
              parentSpanId: '1112131415161718',
              traceState: 'a=b',
              flags: 257,
              name: 'op',
              kind: 2,
              startTimeUnixNano: '1700000000123456789',
              endTimeUnixNano: '1700000001000000000',
              attributes: [{ key: 'http.method', value: { stringValue: 'GET' } }],
              events: [
                {
                  name: 'ev',
                  timeUnixNano: '1700000000500000000',
                  attributes: [{ key: 'k', value: { stringValue: 'v' } }],
                },
                { name: 'ev2', timeUnixNano: '0' },
              ],
              links: [{ ...ids, traceState: 'c=d', attributes: [{ key: 'lk', value: { intValue: 1 } }] }],
              status: { code: 2, message: 'bad' },
            },
            { name: '', kind: 77, status: { code: 7 } },
          ],
        },
        {
          spans: [
            { traceId: '0102030405060708090a0b0c0d0e0f11', spanId: '0102030405060701', name: 'p2', kind: 0 },
          ],
        },
      ],
    },
    { scopeSpans: [] },
  ],
};

const traces = (): TracesData => decodeTraces(new TextEncoder().encode(JSON.stringify(request)), 'json');

describe('the text of the debug exporter, as recorded from the collector', () => {
  test('normal', () => {
    expect(normalTraces(traces())).toBe(
      [
        String.raw`ResourceTraces #0 [https://opentelemetry.io/schemas/1.1] service.name=shop i=5 d=1.5 b=true y=AQID l=[1,"a<b\"\n",2,1e+21,"AQID",null] m={"a":null,"z":9007199254740993} e= f=1e-7 g=3`,
        'ScopeTraces #0 lib@1.2 [s2] sa=x',
        'op 0102030405060708090a0b0c0d0e0f10 0102030405060708 http.method=GET',
        '  ',
        'ScopeTraces #1',
        'p2 0102030405060708090a0b0c0d0e0f11 0102030405060701',
        'ResourceTraces #1',
        '',
      ].join('\n'),
    );
  });

  test('detailed', () => {
    expect(detailedTraces(traces())).toBe(String.raw`ResourceSpans #0
Resource SchemaURL: https://opentelemetry.io/schemas/1.1
Resource attributes:
     -> service.name: Str(shop)
     -> i: Int(5)
     -> d: Double(1.5)
     -> b: Bool(true)
     -> y: Bytes(AQID)
     -> l: Slice([1,"a<b\"\n",2,1e+21,"AQID",null])
     -> m: Map({"a":null,"z":9007199254740993})
     -> e: Empty()
     -> f: Double(1e-7)
     -> g: Double(3)
ScopeSpans #0
ScopeSpans SchemaURL: s2
InstrumentationScope lib 1.2
InstrumentationScope attributes:
     -> sa: Str(x)
Span #0
    Trace ID       : 0102030405060708090a0b0c0d0e0f10
    Parent ID      : 1112131415161718
    ID             : 0102030405060708
    Name           : op
    Kind           : Server
    TraceState     : a=b
    Start time     : 2023-11-14 22:13:20.123456789 +0000 UTC
    End time       : 2023-11-14 22:13:21 +0000 UTC
    Status code    : Error
    Status message : bad
    DroppedAttributesCount: 0
    DroppedEventsCount: 0
    DroppedLinksCount: 0
Attributes:
     -> http.method: Str(GET)
Events:
SpanEvent #0
     -> Name: ev
     -> Timestamp: 2023-11-14 22:13:20.5 +0000 UTC
     -> DroppedAttributesCount: 0
     -> Attributes::
          -> k: Str(v)
SpanEvent #1
     -> Name: ev2
     -> Timestamp: 1970-01-01 00:00:00 +0000 UTC
     -> DroppedAttributesCount: 0
Links:
SpanLink #0
     -> Trace ID: 0102030405060708090a0b0c0d0e0f10
     -> ID: 0102030405060708
     -> TraceState: c=d
     -> DroppedAttributesCount: 0
     -> Attributes::
          -> lk: Int(1)
Span #1
    Trace ID       : ${''}
    Parent ID      : ${''}
    ID             : ${''}
    Name           : ${''}
    Kind           : ${''}
    Start time     : 1970-01-01 00:00:00 +0000 UTC
    End time       : 1970-01-01 00:00:00 +0000 UTC
    Status code    : ${''}
    Status message : ${''}
    DroppedAttributesCount: 0
    DroppedEventsCount: 0
    DroppedLinksCount: 0
ScopeSpans #1
ScopeSpans SchemaURL: ${''}
InstrumentationScope  ${''}
Span #0
    Trace ID       : 0102030405060708090a0b0c0d0e0f11
    Parent ID      : ${''}
    ID             : 0102030405060701
    Name           : p2
    Kind           : Unspecified
    Start time     : 1970-01-01 00:00:00 +0000 UTC
    End time       : 1970-01-01 00:00:00 +0000 UTC
    Status code    : Unset
    Status message : ${''}
    DroppedAttributesCount: 0
    DroppedEventsCount: 0
    DroppedLinksCount: 0
ResourceSpans #1
Resource SchemaURL: ${''}
`);
  });

  test('values that JSON can’t hold leave a list empty, and only it', () => {
    expect(typedValueText([1n, Number.NaN])).toBe('Slice()');
    expect(typedValueText(Number.NaN)).toBe('Double(NaN)');
    expect(typedValueText(Number.NEGATIVE_INFINITY)).toBe('Double(-Infinity)');
    expect(typedValueText(-0)).toBe('Double(-0)');
  });

  test('times at the ends of the range are dates still', () => {
    expect(timeText(2n ** 63n - 1n)).toBe('2262-04-11 23:47:16.854775807 +0000 UTC');
    expect(timeText(2n ** 64n - 1n)).toBe('1969-12-31 23:59:59.999999999 +0000 UTC');
  });
});

describe('the debug exporter', () => {
  function exporter(config: Partial<DebugConfig>) {
    const clock = new ManualClock(1_700_000_000_123_456_789n);
    const { context, lines } = testContext({ id: 'debug', clock });
    const { traces: consumer } = createDebugExporter({ ...defaultConfig(debugSchema), ...config }, context);
    return { clock, lines, send: (data: TracesData) => consumer!.consume(data, emptyContext) };
  }

  test('counts at verbosity basic, in the collector’s log', async () => {
    const { send, lines } = exporter({});
    await send(testTraces(3));
    expect(lines).toEqual([
      '2023-11-14T22:13:20.123Z\tinfo\tTraces\t{"otelcol.signal": "traces", "resource spans": 1, "spans": 3}',
    ]);
  });

  test('writes without time and level past the log', async () => {
    const { send, lines } = exporter({ use_internal_logger: false, verbosity: 'Normal' });
    await send(testTraces(1));
    expect(lines[0]).toBe('Traces\t{"resource spans": 1, "spans": 1}');
    expect(lines[1]).toMatch(/^ResourceTraces #0 service.name=test\nScopeTraces #0 tests@1\nspan 1 /);
  });

  test('samples equal messages within a second', async () => {
    const { send, lines, clock } = exporter({ sampling_initial: 2, sampling_thereafter: 3 });
    for (let i = 0; i < 8; i++) await send(testTraces(1));
    expect(lines).toHaveLength(4);
    await clock.advance(1_000_000_000n);
    await send(testTraces(1));
    expect(lines).toHaveLength(5);
  });

  test('writes no more than the first messages when nothing comes thereafter', async () => {
    const { send, lines } = exporter({ sampling_initial: 1, sampling_thereafter: 0 });
    for (let i = 0; i < 3; i++) await send(testTraces(1));
    expect(lines).toHaveLength(1);
  });
});
