/**
 * The internal model of OTLP data: what the wire formats decode to and encode from, and what the collector,
 * the backends and the grader work on. Field names are those of opentelemetry-proto 1.11 in lowerCamelCase.
 *
 * Conventions, everywhere in this model:
 * - 64-bit integers (times in ns since the Unix epoch, counts) are `bigint`; 32-bit ones are `number`.
 * - Trace and span ids are lower-case hex strings (32 and 16 digits), or `''` where the wire has none.
 *   An id of zeros is none, too: so a root span is one whose `parentSpanId` is `''`.
 * - Enums are the numbers of the wire.
 * - Objects are plain and structured-cloneable, so that they cross workers unchanged. They are mutable, as
 *   processors own the data they are handed.
 */

/** The four signals, by the names collector pipelines use. */
export type Signal = 'traces' | 'metrics' | 'logs' | 'profiles';

/**
 * `opentelemetry.proto.common.v1.AnyValue`. The JS type is the discriminator: `bigint` is int_value, `number` is
 * double_value, `Uint8Array` is bytes_value, an array is array_value, a `Map` is kvlist_value, `null` is a value not set.
 */
export type AnyValue = string | boolean | bigint | number | Uint8Array | AnyValue[] | Attributes | null;

/** Attribute keys are unique (common/README "Attribute Collections"); the order of the wire is kept. */
export type Attributes = Map<string, AnyValue>;

export interface Resource {
  attributes: Attributes;
  droppedAttributesCount: number;
}

export interface InstrumentationScope {
  name: string;
  version: string;
  attributes: Attributes;
  droppedAttributesCount: number;
}

export const SpanKind = {
  Unspecified: 0,
  Internal: 1,
  Server: 2,
  Client: 3,
  Producer: 4,
  Consumer: 5,
} as const;
export type SpanKind = number;

export const StatusCode = { Unset: 0, Ok: 1, Error: 2 } as const;
export type StatusCode = number;

export interface SpanEvent {
  timeUnixNano: bigint;
  name: string;
  attributes: Attributes;
  droppedAttributesCount: number;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  traceState: string;
  attributes: Attributes;
  droppedAttributesCount: number;
  flags: number;
}

export interface Status {
  code: StatusCode;
  message: string;
}

export interface Span {
  traceId: string;
  spanId: string;
  traceState: string;
  parentSpanId: string;
  flags: number;
  name: string;
  kind: SpanKind;
  startTimeUnixNano: bigint;
  endTimeUnixNano: bigint;
  attributes: Attributes;
  droppedAttributesCount: number;
  events: SpanEvent[];
  droppedEventsCount: number;
  links: SpanLink[];
  droppedLinksCount: number;
  status: Status;
}

export interface ScopeSpans {
  scope: InstrumentationScope;
  spans: Span[];
  schemaUrl: string;
}

export interface ResourceSpans {
  resource: Resource;
  scopeSpans: ScopeSpans[];
  schemaUrl: string;
}

/** `ExportTraceServiceRequest` / `TracesData`. */
export interface TracesData {
  resourceSpans: ResourceSpans[];
}

/** `ExportTracePartialSuccess` and its siblings; both fields zero means full success. */
export interface PartialSuccess {
  rejected: bigint;
  errorMessage: string;
}
