import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { beforeAll, describe, expect, it } from 'vitest';
import { equalData } from './equal-messages.ts';
import { decodeTraces, encodeTraces } from './export-request.ts';
import { encodeResponse } from './export-response.ts';
import type { TracesData } from './model.ts';
import { textOf } from './testing/bytes.ts';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const REMOTE_PARENT = 'eee19b7ec3c1b173';

/** Two resources, two scopes, and a span with everything the SDK can record. */
function realSpans(): ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  const shop = new BasicTracerProvider({
    resource: resourceFromAttributes(
      { 'service.name': 'shop', 'host.cpus': 4 },
      { schemaUrl: 'https://schema/1' },
    ),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
    spanLimits: { attributeCountLimit: 9, eventCountLimit: 2, linkCountLimit: 1 },
  });
  const tracer = shop.getTracer('checkout', '1.2.3', { schemaUrl: 'https://schema/2' });
  const parent = trace.setSpanContext(ROOT_CONTEXT, {
    traceId: TRACE_ID,
    spanId: REMOTE_PARENT,
    traceFlags: 1,
    isRemote: true,
    traceState: createTraceState('vendor=abc,other=1'),
  });
  const span = tracer.startSpan(
    'POST /orders/{id} 订单',
    {
      kind: SpanKind.SERVER,
      startTime: [1_700_000_000, 123_456_789],
      attributes: {
        string: 'çödé 😀 "quoted" \\ \n',
        empty: '',
        int: 42,
        negative: -7,
        big: Number.MAX_SAFE_INTEGER,
        double: 0.1,
        bool: false,
        strings: ['a', '', 'b'],
        numbers: [1, 2.5, -3],
        tooMany: 'dropped',
      },
      links: [
        {
          context: { traceId: 'f'.repeat(32), spanId: 'a'.repeat(16), traceFlags: 0 },
          attributes: { why: 'retry' },
        },
        { context: { traceId: 'e'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 } },
      ],
    },
    parent,
  );
  span.addEvent('dropped', { n: 0 }, [1_700_000_000, 200_000_000]);
  span.addEvent('first', { n: 1, at: 1.5 }, [1_700_000_001, 1]);
  span.addEvent('second', undefined, [4_000_000_000, 999_999_999]);
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'card refused' });
  span.end([4_102_444_800, 987_654_321]);
  const child = shop.getTracer('database').startSpan('SELECT', {}, trace.setSpan(ROOT_CONTEXT, span));
  child.end();
  const other = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'billing' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  other.getTracer('').startSpan('', { kind: SpanKind.CONSUMER }).end();
  return exporter.getFinishedSpans();
}

describe('bytes of the real SDK', () => {
  let spans: ReadableSpan[];
  let fromJson: TracesData;
  let fromProtobuf: TracesData;

  beforeAll(() => {
    spans = realSpans();
    fromJson = decodeTraces(JsonTraceSerializer.serializeRequest(spans)!, 'json');
    fromProtobuf = decodeTraces(ProtobufTraceSerializer.serializeRequest(spans)!, 'protobuf');
  });

  it('mean the same in JSON and in protobuf', () => {
    expect(fromProtobuf).toEqual(fromJson);
    expect(equalData('traces', fromProtobuf, fromJson)).toBe(true);
  });

  it('decode to what was recorded', () => {
    expect(fromProtobuf.resourceSpans).toHaveLength(2);
    const [shop, billing] = fromProtobuf.resourceSpans;
    expect(shop!.schemaUrl).toBe('https://schema/1');
    expect(shop!.resource).toEqual({
      attributes: new Map<string, unknown>([
        ['service.name', 'shop'],
        ['host.cpus', 4n],
      ]),
      droppedAttributesCount: 0,
    });
    expect(shop!.scopeSpans.map(({ scope, schemaUrl }) => [scope.name, scope.version, schemaUrl])).toEqual([
      ['checkout', '1.2.3', 'https://schema/2'],
      ['database', '', ''],
    ]);
    const sdkSpan = spans[0]!;
    expect(shop!.scopeSpans[0]!.spans).toEqual([
      {
        traceId: TRACE_ID,
        spanId: sdkSpan.spanContext().spanId,
        traceState: 'vendor=abc,other=1',
        parentSpanId: REMOTE_PARENT,
        flags: 0x301,
        name: 'POST /orders/{id} 订单',
        kind: 2,
        startTimeUnixNano: 1_700_000_000_123_456_789n,
        endTimeUnixNano: 4_102_444_800_987_654_321n,
        attributes: new Map<string, unknown>([
          ['string', 'çödé 😀 "quoted" \\ \n'],
          ['empty', ''],
          ['int', 42n],
          ['negative', -7n],
          ['big', 9_007_199_254_740_991n],
          ['double', 0.1],
          ['bool', false],
          ['strings', ['a', '', 'b']],
          ['numbers', [1n, 2.5, -3n]],
        ]),
        droppedAttributesCount: 1,
        events: [
          {
            timeUnixNano: 1_700_000_001_000_000_001n,
            name: 'first',
            attributes: new Map<string, unknown>([
              ['n', 1n],
              ['at', 1.5],
            ]),
            droppedAttributesCount: 0,
          },
          {
            timeUnixNano: 4_000_000_000_999_999_999n,
            name: 'second',
            attributes: new Map(),
            droppedAttributesCount: 0,
          },
        ],
        droppedEventsCount: 1,
        links: sdkSpan.links.map(({ context }) => ({
          traceId: context.traceId,
          spanId: context.spanId,
          traceState: '',
          attributes: new Map(context.traceFlags === 0 ? [['why', 'retry']] : []),
          droppedAttributesCount: 0,
          flags: 0x100 | context.traceFlags,
        })),
        droppedLinksCount: 1,
        status: { code: 2, message: 'card refused' },
      },
    ]);
    const child = shop!.scopeSpans[1]!.spans[0]!;
    expect([child.traceId, child.parentSpanId]).toEqual([TRACE_ID, sdkSpan.spanContext().spanId]);
    const root = billing!.scopeSpans[0]!.spans[0]!;
    expect([root.name, root.kind, root.parentSpanId]).toEqual(['', 5, '']);
  });

  it('are what we write, up to defaults that JSON leaves out', () => {
    const ours = JSON.parse(textOf(encodeTraces(fromJson, 'json')));
    const theirs = JSON.parse(textOf(JsonTraceSerializer.serializeRequest(spans)!));
    expect(ours).toEqual(withoutDefaults(theirs));
  });

  it('survive our protobuf', () => {
    expect(decodeTraces(encodeTraces(fromJson, 'protobuf'), 'protobuf')).toEqual(fromProtobuf);
  });
});

describe('our responses', () => {
  it('are read by the SDK as success', () => {
    expect(JsonTraceSerializer.deserializeResponse(encodeResponse('traces', 'json'))).toEqual({
      partialSuccess: {},
    });
    const protobuf = ProtobufTraceSerializer.deserializeResponse(encodeResponse('traces', 'protobuf'));
    expect(protobuf.partialSuccess?.rejectedSpans ?? 0).toBe(0);
    expect(protobuf.partialSuccess?.errorMessage ?? '').toBe('');
  });

  it('are read by the SDK as partial success', () => {
    const partial = { rejected: 3n, errorMessage: 'too old' };
    expect(
      JsonTraceSerializer.deserializeResponse(encodeResponse('traces', 'json', partial)).partialSuccess,
    ).toEqual({ rejectedSpans: '3', errorMessage: 'too old' });
    expect(
      ProtobufTraceSerializer.deserializeResponse(encodeResponse('traces', 'protobuf', partial))
        .partialSuccess,
    ).toEqual({ rejectedSpans: 3, errorMessage: 'too old' });
  });
});

/** The SDK's JSON as canonical OTLP/JSON: zero values left out, 64-bit integers as strings. */
function withoutDefaults(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((element) => withoutDefaults(element));
  if (typeof value !== 'object' || value === null) return key === 'intValue' ? String(value) : value;
  const isAnyValue = key === 'value' || Object.keys(value).some((name) => /Value$/.test(name));
  const entries = Object.entries(value)
    .map(([name, member]) => [name, withoutDefaults(member, name)] as const)
    .filter(([, member]) => isAnyValue || !isDefault(member))
    .filter(([name]) => name !== 'schemaUrl' || !('attributes' in value));
  return Object.fromEntries(entries);
}

function isDefault(value: unknown): boolean {
  return value === 0 || value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
}
