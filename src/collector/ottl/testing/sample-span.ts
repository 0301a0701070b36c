import type { AnyValue, ResourceSpans, ScopeSpans, Span } from '../../../otlp/model.ts';
import { SpanContext } from '../contexts/transform-context.ts';

/** The span that the recorded results are about, in its context. */
export function sampleSpan(): { span: Span; context: SpanContext } {
  const span: Span = {
    name: 'GET /cart',
    kind: 2,
    traceId: '0102030405060708090a0b0c0d0e0f10',
    spanId: '0102030405060708',
    parentSpanId: '',
    traceState: 'a=1,b=2',
    flags: 0,
    startTimeUnixNano: 1_700_000_000_000_000_000n,
    endTimeUnixNano: 1_700_000_000_250_000_000n,
    attributes: new Map<string, AnyValue>([
      ['str', 'hello'],
      ['int', 42n],
      ['big', 2n ** 63n - 1n],
      ['dbl', 1.5],
      ['yes', true],
      ['bytes', new Uint8Array([1, 255])],
      ['nothing', null],
      [
        'map',
        new Map<string, AnyValue>([
          ['k', 'v'],
          ['in', new Map([['n', 7n]])],
        ]),
      ],
      ['list', ['x', 2n, new Map([['deep', 'y']])]],
    ]),
    droppedAttributesCount: 0,
    events: [{ name: 'e', timeUnixNano: 0n, attributes: new Map(), droppedAttributesCount: 0 }],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 2, message: 'boom' },
  };
  const scopeSpans: ScopeSpans = {
    scope: { name: 'lib', version: '1.2', attributes: new Map(), droppedAttributesCount: 0 },
    spans: [span],
    schemaUrl: '',
  };
  const resourceSpans: ResourceSpans = {
    resource: { attributes: new Map([['service.name', 'shop']]), droppedAttributesCount: 0 },
    scopeSpans: [scopeSpans],
    schemaUrl: 'https://r',
  };
  return { span, context: new SpanContext().enterSpan(resourceSpans, scopeSpans, span) };
}
