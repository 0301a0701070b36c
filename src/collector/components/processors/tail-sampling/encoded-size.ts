/**
 * The bytes that spans take as protobuf, counted without writing them, as the collector counts them: ids are there even
 * where they are empty.
 */
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
  Status,
} from '../../../../otlp/model.ts';

/** The bytes of a request with these spans. */
export function encodedSize(batches: readonly ResourceSpans[]): number {
  return listSize(batches, resourceSpansSize);
}

/** The bytes of one element of it. */
export function resourceSpansSize({ resource, scopeSpans, schemaUrl }: ResourceSpans): number {
  return framed(resourceSize(resource)) + listSize(scopeSpans, scopeSpansSize) + textField(schemaUrl);
}

function resourceSize({ attributes, droppedAttributesCount: dropped }: Resource): number {
  return attributesSize(attributes) + numberField(dropped);
}

function scopeSpansSize({ scope, spans, schemaUrl }: ScopeSpans): number {
  return framed(scopeSize(scope)) + listSize(spans, spanSize) + textField(schemaUrl);
}

function scopeSize({ name, version, attributes, droppedAttributesCount }: InstrumentationScope): number {
  const texts = textField(name) + textField(version);
  return texts + attributesSize(attributes) + numberField(droppedAttributesCount);
}

/** The tag of `flags` takes two bytes. */
function spanSize(span: Span): number {
  return (
    idsSize(span) +
    framed(span.parentSpanId.length / 2) +
    textField(span.traceState) +
    textField(span.name) +
    (span.flags === 0 ? 0 : 6) +
    numberField(span.kind) +
    timeField(span.startTimeUnixNano) +
    timeField(span.endTimeUnixNano) +
    attributesSize(span.attributes) +
    numberField(span.droppedAttributesCount) +
    listSize(span.events, eventSize) +
    numberField(span.droppedEventsCount) +
    listSize(span.links, linkSize) +
    numberField(span.droppedLinksCount) +
    framed(statusSize(span.status))
  );
}

function eventSize({ timeUnixNano, name, attributes, droppedAttributesCount }: SpanEvent): number {
  const size = timeField(timeUnixNano) + textField(name);
  return size + attributesSize(attributes) + numberField(droppedAttributesCount);
}

function linkSize(link: SpanLink): number {
  const size = idsSize(link) + textField(link.traceState) + (link.flags === 0 ? 0 : 5);
  return size + attributesSize(link.attributes) + numberField(link.droppedAttributesCount);
}

function statusSize({ code, message }: Status): number {
  return numberField(code) + textField(message);
}

function idsSize({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): number {
  return framed(traceId.length / 2) + framed(spanId.length / 2);
}

function attributesSize(attributes: Attributes): number {
  let size = 0;
  for (const [key, value] of attributes) size += framed(textField(key) + framed(valueSize(value)));
  return size;
}

function valueSize(value: AnyValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return framed(textSize(value));
  if (typeof value === 'boolean') return 2;
  if (typeof value === 'bigint') return 1 + bigVarintSize(value);
  if (typeof value === 'number') return 9;
  if (value instanceof Uint8Array) return framed(value.length);
  return framed(Array.isArray(value) ? listSize(value, valueSize) : attributesSize(value));
}

function listSize<T>(items: readonly T[], size: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += framed(size(item));
  return sum;
}

/** What has a tag of one byte and a length. */
function framed(size: number): number {
  return 1 + varintSize(size) + size;
}

function textField(text: string): number {
  return text === '' ? 0 : framed(textSize(text));
}

function numberField(value: number): number {
  if (value === 0) return 0;
  return 1 + (value < 0 ? 10 : varintSize(value));
}

function timeField(value: bigint): number {
  return value === 0n ? 0 : 9;
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

function bigVarintSize(value: bigint): number {
  if (value < 0n) return 10;
  return value < 2n ** 49n ? varintSize(Number(value)) : Math.ceil(value.toString(2).length / 7);
}

/** As UTF-8. */
function textSize(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The halves of a pair take four bytes together.
    if (code >= 0x80) size += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return size;
}
