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

export const AggregationTemporality = { Unspecified: 0, Delta: 1, Cumulative: 2 } as const;
export type AggregationTemporality = number;

/** A sample beside an aggregated value, with the span it was measured in. One of the values is set, or none. */
export interface Exemplar {
  filteredAttributes: Attributes;
  timeUnixNano: bigint;
  asDouble: number | undefined;
  asInt: bigint | undefined;
  spanId: string;
  traceId: string;
}

/** One of the values is set, or none. */
export interface NumberDataPoint {
  attributes: Attributes;
  startTimeUnixNano: bigint;
  timeUnixNano: bigint;
  asDouble: number | undefined;
  asInt: bigint | undefined;
  exemplars: Exemplar[];
  flags: number;
}

export interface HistogramDataPoint {
  attributes: Attributes;
  startTimeUnixNano: bigint;
  timeUnixNano: bigint;
  count: bigint;
  sum: number | undefined;
  bucketCounts: bigint[];
  explicitBounds: number[];
  exemplars: Exemplar[];
  flags: number;
  min: number | undefined;
  max: number | undefined;
}

export interface ExponentialBuckets {
  offset: number;
  bucketCounts: bigint[];
}

export interface ExponentialHistogramDataPoint {
  attributes: Attributes;
  startTimeUnixNano: bigint;
  timeUnixNano: bigint;
  count: bigint;
  sum: number | undefined;
  scale: number;
  zeroCount: bigint;
  positive: ExponentialBuckets;
  negative: ExponentialBuckets;
  flags: number;
  exemplars: Exemplar[];
  min: number | undefined;
  max: number | undefined;
  zeroThreshold: number;
}

export interface ValueAtQuantile {
  quantile: number;
  value: number;
}

export interface SummaryDataPoint {
  attributes: Attributes;
  startTimeUnixNano: bigint;
  timeUnixNano: bigint;
  count: bigint;
  sum: number;
  quantileValues: ValueAtQuantile[];
  flags: number;
}

export interface Gauge {
  dataPoints: NumberDataPoint[];
}

export interface Sum {
  dataPoints: NumberDataPoint[];
  aggregationTemporality: AggregationTemporality;
  isMonotonic: boolean;
}

export interface Histogram {
  dataPoints: HistogramDataPoint[];
  aggregationTemporality: AggregationTemporality;
}

export interface ExponentialHistogram {
  dataPoints: ExponentialHistogramDataPoint[];
  aggregationTemporality: AggregationTemporality;
}

export interface Summary {
  dataPoints: SummaryDataPoint[];
}

/** One of the five kinds of data is set, or none. */
export interface Metric {
  name: string;
  description: string;
  unit: string;
  gauge: Gauge | undefined;
  sum: Sum | undefined;
  histogram: Histogram | undefined;
  exponentialHistogram: ExponentialHistogram | undefined;
  summary: Summary | undefined;
  metadata: Attributes;
}

export interface ScopeMetrics {
  scope: InstrumentationScope;
  metrics: Metric[];
  schemaUrl: string;
}

export interface ResourceMetrics {
  resource: Resource;
  scopeMetrics: ScopeMetrics[];
  schemaUrl: string;
}

/** `ExportMetricsServiceRequest` / `MetricsData`. */
export interface MetricsData {
  resourceMetrics: ResourceMetrics[];
}

export interface LogRecord {
  timeUnixNano: bigint;
  observedTimeUnixNano: bigint;
  /** `SeverityNumber`: 1 to 24, or 0 for none. */
  severityNumber: number;
  severityText: string;
  body: AnyValue;
  attributes: Attributes;
  droppedAttributesCount: number;
  flags: number;
  traceId: string;
  spanId: string;
  eventName: string;
}

export interface ScopeLogs {
  scope: InstrumentationScope;
  logRecords: LogRecord[];
  schemaUrl: string;
}

export interface ResourceLogs {
  resource: Resource;
  scopeLogs: ScopeLogs[];
  schemaUrl: string;
}

/** `ExportLogsServiceRequest` / `LogsData`. */
export interface LogsData {
  resourceLogs: ResourceLogs[];
}

/** The following is `opentelemetry.proto.profiles.v1development`: indices lead into the tables of the dictionary. */
export interface ValueType {
  typeStrindex: number;
  unitStrindex: number;
}

export interface Sample {
  stackIndex: number;
  attributeIndices: number[];
  linkIndex: number;
  values: bigint[];
  timestampsUnixNano: bigint[];
}

export interface Profile {
  sampleType: ValueType;
  samples: Sample[];
  timeUnixNano: bigint;
  durationNano: bigint;
  periodType: ValueType;
  period: bigint;
  /** 32 hex digits, or '' where there is none. */
  profileId: string;
  droppedAttributesCount: number;
  originalPayloadFormat: string;
  originalPayload: Uint8Array;
  attributeIndices: number[];
}

export interface ProfileMapping {
  memoryStart: bigint;
  memoryLimit: bigint;
  fileOffset: bigint;
  filenameStrindex: number;
  attributeIndices: number[];
}

export interface ProfileLine {
  functionIndex: number;
  line: bigint;
  column: bigint;
}

export interface ProfileLocation {
  mappingIndex: number;
  address: bigint;
  lines: ProfileLine[];
  attributeIndices: number[];
}

export interface ProfileFunction {
  nameStrindex: number;
  systemNameStrindex: number;
  filenameStrindex: number;
  startLine: bigint;
}

export interface ProfileLink {
  traceId: string;
  spanId: string;
}

export interface ProfileStack {
  locationIndices: number[];
}

export interface KeyValueAndUnit {
  keyStrindex: number;
  value: AnyValue;
  unitStrindex: number;
}

export interface ProfilesDictionary {
  mappingTable: ProfileMapping[];
  locationTable: ProfileLocation[];
  functionTable: ProfileFunction[];
  linkTable: ProfileLink[];
  stringTable: string[];
  attributeTable: KeyValueAndUnit[];
  stackTable: ProfileStack[];
}

export interface ScopeProfiles {
  scope: InstrumentationScope;
  profiles: Profile[];
  schemaUrl: string;
}

export interface ResourceProfiles {
  resource: Resource;
  scopeProfiles: ScopeProfiles[];
  schemaUrl: string;
}

/** `ExportProfilesServiceRequest` / `ProfilesData`. */
export interface ProfilesData {
  resourceProfiles: ResourceProfiles[];
  dictionary: ProfilesDictionary;
}

/** `ExportTracePartialSuccess` and its siblings; both fields zero means full success. */
export interface PartialSuccess {
  rejected: bigint;
  errorMessage: string;
}
