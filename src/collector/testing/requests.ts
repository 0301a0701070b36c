/** Requests and configurations that tests of this folder share. */

import { CONTENT_TYPES, type Encoding } from '../../otlp/encoding.ts';
import { encodeTraces } from '../../otlp/export-request.ts';
import type { Span, TracesData } from '../../otlp/model.ts';
import type { HttpRequest } from '../http.ts';

/** A span whose name and ids tell which one it is. */
export function testSpan(number: number): Span {
  return {
    traceId: number.toString(16).padStart(32, '0'),
    spanId: number.toString(16).padStart(16, '0'),
    traceState: '',
    parentSpanId: '',
    flags: 1,
    name: `span ${number}`,
    kind: 1,
    startTimeUnixNano: 1_700_000_000_000_000_000n + BigInt(number),
    endTimeUnixNano: 1_700_000_000_000_001_000n + BigInt(number),
    attributes: new Map([['number', BigInt(number)]]),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
  };
}

/** Spans numbered from `first` (1 where not given) under one resource and scope. */
export function testTraces(count: number, first = 1): TracesData {
  return {
    resourceSpans: [
      {
        resource: { attributes: new Map([['service.name', 'test']]), droppedAttributesCount: 0 },
        scopeSpans: [
          {
            scope: { name: 'tests', version: '1', attributes: new Map(), droppedAttributesCount: 0 },
            spans: Array.from({ length: count }, (_, index) => testSpan(first + index)),
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  };
}

/** A request as an exporter sends it. */
export function exportRequest(data: TracesData, encoding: Encoding): HttpRequest {
  const headers = { 'content-type': CONTENT_TYPES[encoding] };
  return { method: 'POST', path: '/v1/traces', headers, body: encodeTraces(data, encoding) };
}

export function jsonSpans(count: number): HttpRequest {
  return exportRequest(testTraces(count), 'json');
}

/** A configuration that takes OTLP over HTTP to the exporters through a batch of 50 ms. */
export function tracesTo(...exporters: readonly string[]): string {
  return `receivers:
  otlp:
    protocols:
      http:
processors:
  batch:
    timeout: 50ms
exporters:
${exporters.map((id) => `  ${id}:`).join('\n')}
service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch]
      exporters: [${exporters.join(', ')}]
`;
}
