import type { Span, SpanEvent, SpanLink, TracesData } from '../../../../otlp/model.ts';
import { asText, attributeLines, INDENT, nestedAttributeLines, scopeLines } from './attributes-text.ts';
import { timeText } from './time-text.ts';

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];
const STATUS_CODES = ['Unset', 'Ok', 'Error'];

/** The text of verbosity `detailed`: everything a span holds. */
export function detailedTraces(data: TracesData): string {
  const lines: string[] = [];
  for (const [i, { resource, schemaUrl, scopeSpans }] of data.resourceSpans.entries()) {
    lines.push(`ResourceSpans #${i}`, `Resource SchemaURL: ${schemaUrl}`);
    lines.push(...attributeLines('Resource attributes', resource.attributes));
    for (const [j, { scope, schemaUrl: scopeSchema, spans }] of scopeSpans.entries()) {
      lines.push(`ScopeSpans #${j}`, `ScopeSpans SchemaURL: ${scopeSchema}`, ...scopeLines(scope));
      for (const [k, span] of spans.entries()) lines.push(`Span #${k}`, ...spanLines(span));
    }
  }
  return asText(lines);
}

function spanLines(span: Span): string[] {
  return [
    pair('Trace ID', span.traceId),
    pair('Parent ID', span.parentSpanId),
    pair('ID', span.spanId),
    pair('Name', span.name),
    pair('Kind', KINDS[span.kind] ?? ''),
    ...(span.traceState === '' ? [] : [pair('TraceState', span.traceState)]),
    pair('Start time', timeText(span.startTimeUnixNano)),
    pair('End time', timeText(span.endTimeUnixNano)),
    pair('Status code', STATUS_CODES[span.status.code] ?? ''),
    pair('Status message', span.status.message),
    pair('DroppedAttributesCount', String(span.droppedAttributesCount)),
    pair('DroppedEventsCount', String(span.droppedEventsCount)),
    pair('DroppedLinksCount', String(span.droppedLinksCount)),
    ...attributeLines('Attributes', span.attributes),
    ...(span.events.length === 0 ? [] : ['Events:', ...span.events.flatMap(eventLines)]),
    ...(span.links.length === 0 ? [] : ['Links:', ...span.links.flatMap(linkLines)]),
  ];
}

function eventLines(event: SpanEvent, index: number): string[] {
  return [
    `SpanEvent #${index}`,
    `${INDENT} Name: ${event.name}`,
    `${INDENT} Timestamp: ${timeText(event.timeUnixNano)}`,
    `${INDENT} DroppedAttributesCount: ${event.droppedAttributesCount}`,
    // With two colons: so the collector prints them.
    ...nestedAttributeLines('Attributes:', event.attributes),
  ];
}

function linkLines(link: SpanLink, index: number): string[] {
  return [
    `SpanLink #${index}`,
    `${INDENT} Trace ID: ${link.traceId}`,
    `${INDENT} ID: ${link.spanId}`,
    `${INDENT} TraceState: ${link.traceState}`,
    `${INDENT} DroppedAttributesCount: ${link.droppedAttributesCount}`,
    ...nestedAttributeLines('Attributes:', link.attributes),
  ];
}

function pair(name: string, value: string): string {
  return `    ${name.padEnd(15)}: ${value}`;
}
