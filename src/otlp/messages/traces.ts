/** opentelemetry/proto/trace/v1/trace.proto, 1.11. */
import { defineMessage, field, list } from '../message-type.ts';
import type { ResourceSpans, ScopeSpans, Span, SpanEvent, SpanLink, Status, TracesData } from '../model.ts';
import { instrumentationScopeType, resourceType } from './common.ts';

const spanKindNames = {
  SPAN_KIND_UNSPECIFIED: 0,
  SPAN_KIND_INTERNAL: 1,
  SPAN_KIND_SERVER: 2,
  SPAN_KIND_CLIENT: 3,
  SPAN_KIND_PRODUCER: 4,
  SPAN_KIND_CONSUMER: 5,
};

const statusCodeNames = { STATUS_CODE_UNSET: 0, STATUS_CODE_OK: 1, STATUS_CODE_ERROR: 2 };

export const statusType = defineMessage<Status>('Status', () => ({ code: 0, message: '' }), {
  message: field(2, 'string'),
  code: field(3, 'enum', { enumNames: statusCodeNames }),
});

export const spanEventType = defineMessage<SpanEvent>(
  'Span.Event',
  () => ({ timeUnixNano: 0n, name: '', attributes: new Map(), droppedAttributesCount: 0 }),
  {
    timeUnixNano: field(1, 'fixed64'),
    name: field(2, 'string'),
    attributes: field(3, 'attributes'),
    droppedAttributesCount: field(4, 'uint32'),
  },
);

export const spanLinkType = defineMessage<SpanLink>(
  'Span.Link',
  () => ({
    traceId: '',
    spanId: '',
    traceState: '',
    attributes: new Map(),
    droppedAttributesCount: 0,
    flags: 0,
  }),
  {
    traceId: field(1, 'traceId'),
    spanId: field(2, 'spanId'),
    traceState: field(3, 'string'),
    attributes: field(4, 'attributes'),
    droppedAttributesCount: field(5, 'uint32'),
    flags: field(6, 'fixed32'),
  },
);

export const spanType = defineMessage<Span>(
  'Span',
  () => ({
    traceId: '',
    spanId: '',
    traceState: '',
    parentSpanId: '',
    flags: 0,
    name: '',
    kind: 0,
    startTimeUnixNano: 0n,
    endTimeUnixNano: 0n,
    attributes: new Map(),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: statusType.create(),
  }),
  {
    traceId: field(1, 'traceId'),
    spanId: field(2, 'spanId'),
    traceState: field(3, 'string'),
    parentSpanId: field(4, 'spanId'),
    flags: field(16, 'fixed32'),
    name: field(5, 'string'),
    kind: field(6, 'enum', { enumNames: spanKindNames }),
    startTimeUnixNano: field(7, 'fixed64'),
    endTimeUnixNano: field(8, 'fixed64'),
    attributes: field(9, 'attributes'),
    droppedAttributesCount: field(10, 'uint32'),
    events: list(11, spanEventType),
    droppedEventsCount: field(12, 'uint32'),
    links: list(13, spanLinkType),
    droppedLinksCount: field(14, 'uint32'),
    status: field(15, statusType),
  },
);

export const scopeSpansType = defineMessage<ScopeSpans>(
  'ScopeSpans',
  () => ({ scope: instrumentationScopeType.create(), spans: [], schemaUrl: '' }),
  {
    scope: field(1, instrumentationScopeType),
    spans: list(2, spanType),
    schemaUrl: field(3, 'string'),
  },
);

export const resourceSpansType = defineMessage<ResourceSpans>(
  'ResourceSpans',
  () => ({ resource: resourceType.create(), scopeSpans: [], schemaUrl: '' }),
  {
    resource: field(1, resourceType),
    scopeSpans: list(2, scopeSpansType),
    schemaUrl: field(3, 'string'),
  },
);

/** `TracesData` and `ExportTraceServiceRequest`, which are the same on the wire. */
export const tracesDataType = defineMessage<TracesData>('TracesData', () => ({ resourceSpans: [] }), {
  resourceSpans: list(1, resourceSpansType),
});
