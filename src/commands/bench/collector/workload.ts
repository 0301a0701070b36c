/** The spans the collector is measured with: traces of eight spans from three services, as instrumentation makes them. */
import { encodeTraces } from '../../../otlp/export-request.ts';
import type { AnyValue, ResourceSpans, Span, TracesData } from '../../../otlp/model.ts';

/** Spans in a request: the batch size of the SDKs. */
export const SPANS_PER_REQUEST = 512;

const SPANS_PER_TRACE = 8;
const START = 1_700_000_000_000_000_000n;
const NAMES = ['GET /api/orders/{id}', 'SELECT shop.orders', 'POST /pay', 'render', 'cache.get'];
const SERVICES = ['frontend', 'orders', 'payments'];

/** Spans `first` to `first + count`; one trace in twenty has an error. */
export function workload(count: number, first = 0): TracesData {
  const spans: Span[][] = SERVICES.map(() => []);
  for (let index = first; index < first + count; index += 1) {
    spans[index % SERVICES.length]?.push(span(index));
  }
  return { resourceSpans: SERVICES.map((service, place) => resourceSpans(service, spans[place] ?? [])) };
}

/** Request bodies that hold `count` spans together. */
export function requests(count: number, encoding: 'protobuf' | 'json'): Uint8Array[] {
  const bodies: Uint8Array[] = [];
  for (let first = 0; first < count; first += SPANS_PER_REQUEST) {
    bodies.push(encodeTraces(workload(Math.min(SPANS_PER_REQUEST, count - first), first), encoding));
  }
  return bodies;
}

function resourceSpans(service: string, spans: Span[]): ResourceSpans {
  const attributes = new Map<string, AnyValue>([
    ['service.name', service],
    ['service.version', '1.2.3'],
    ['host.name', 'node-1'],
  ]);
  const scope = { name: 'http', version: '1.0.0', attributes: new Map(), droppedAttributesCount: 0 };
  return {
    resource: { attributes, droppedAttributesCount: 0 },
    scopeSpans: [{ scope, spans, schemaUrl: '' }],
    schemaUrl: '',
  };
}

function span(index: number): Span {
  const trace = Math.floor(index / SPANS_PER_TRACE);
  const place = index % SPANS_PER_TRACE;
  const start = START + BigInt(index) * 1000n;
  const failed = trace % 20 === 0 && place === 3;
  return {
    traceId: hex(Math.imul(trace + 1, 0x9e3779b1) >>> 0, 16) + hex(trace + 1, 16),
    spanId: hex(index + 1, 16),
    traceState: '',
    parentSpanId: place === 0 ? '' : hex(index, 16),
    flags: 257,
    name: NAMES[index % NAMES.length] ?? '',
    kind: 1 + (index % 5),
    startTimeUnixNano: start,
    endTimeUnixNano: start + BigInt((1 + (index % 40)) * 1_000_000),
    attributes: new Map<string, AnyValue>([
      ['http.request.method', 'GET'],
      ['url.path', `/api/orders/${index % 1000}`],
      ['http.response.status_code', failed ? 500n : 200n],
      ['server.address', 'shop.example.com'],
      ['server.port', 8080n],
      ['db.system.name', 'postgresql'],
      ['app.ratio', index / 7],
      ['app.cached', index % 2 === 0],
    ]),
    droppedAttributesCount: 0,
    events: index % 10 === 0 ? [event(start, index)] : [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: failed ? 2 : 0, message: failed ? 'internal error' : '' },
  };
}

function event(start: bigint, index: number) {
  const attributes = new Map<string, AnyValue>([['cache.key', `orders:${index}`]]);
  return { timeUnixNano: start + 1000n, name: 'cache.miss', attributes, droppedAttributesCount: 0 };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
