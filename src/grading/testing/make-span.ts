/** Spans for tests: everything has a value, what matters is given. */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import type { AnyValue, Span } from '../../otlp/model.ts';

let made = 1;

export interface SpanOptions extends Partial<Omit<Span, 'attributes'>> {
  readonly attributes?: Readonly<Record<string, AnyValue>>;
  readonly service?: string;
}

/** A span of 10 ms in one trace, by default without a parent. */
export function makeSpan({ attributes = {}, service = 'checkout', ...fields }: SpanOptions = {}): StoredSpan {
  const sequence = made++;
  return {
    sequence,
    resource: {
      attributes: new Map(service === '' ? [] : [['service.name', service]]),
      droppedAttributesCount: 0,
    },
    scope: { name: 'test', version: '', attributes: new Map(), droppedAttributesCount: 0 },
    span: {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: sequence.toString(16).padStart(16, '0'),
      traceState: '',
      parentSpanId: '',
      flags: 0,
      name: 'span',
      kind: 1,
      startTimeUnixNano: 1_795_399_738_523_000_000n,
      endTimeUnixNano: 1_795_399_738_533_000_000n,
      attributes: new Map(Object.entries(attributes)),
      droppedAttributesCount: 0,
      events: [],
      droppedEventsCount: 0,
      links: [],
      droppedLinksCount: 0,
      status: { code: 0, message: '' },
      ...fields,
    },
  };
}

/** A child of the span, within it. */
export function makeChild(parent: StoredSpan, options: SpanOptions = {}): StoredSpan {
  const { traceId, spanId, startTimeUnixNano, endTimeUnixNano } = parent.span;
  return makeSpan({ traceId, parentSpanId: spanId, startTimeUnixNano, endTimeUnixNano, ...options });
}
