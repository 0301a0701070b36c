import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import { type AnyValue, SpanKind, StatusCode } from '../otlp/model.ts';
import { AttributeList } from './attribute-list.tsx';
import { formatTimestamp } from './layout/duration.ts';
import type { TraceViewStrings } from './strings.ts';

interface SpanAttributesProps {
  readonly stored: StoredSpan;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** Everything a span says about itself and where it comes from. */
export function SpanAttributes({ stored, language, strings }: SpanAttributesProps) {
  const { span, resource, scope } = stored;
  const scopeEntries: [string, AnyValue][] = [['name', scope.name]];
  if (scope.version !== '') scopeEntries.push(['version', scope.version]);
  scopeEntries.push(...scope.attributes);
  const section = (title: string, entries: Iterable<readonly [string, AnyValue]>, dropped = 0) => (
    <section>
      <h4>{title}</h4>
      <AttributeList entries={entries} dropped={dropped} language={language} strings={strings} />
    </section>
  );
  return (
    <div class="tv-sections">
      {section(strings.span, span.attributes, span.droppedAttributesCount)}
      {section(strings.resource, resource.attributes, resource.droppedAttributesCount)}
      {section(strings.scope, scopeEntries, scope.droppedAttributesCount)}
      {section(strings.identity, identityOf(stored))}
    </div>
  );
}

/** The fields of the span itself, by their names in OTLP. */
function identityOf({ span }: StoredSpan): [string, AnyValue][] {
  const entries: [string, AnyValue][] = [
    ['trace_id', span.traceId],
    ['span_id', span.spanId],
    ['parent_span_id', span.parentSpanId || null],
    ['kind', kindName(span.kind)],
    ['status.code', statusName(span.status.code)],
  ];
  if (span.status.message !== '') entries.push(['status.message', span.status.message]);
  entries.push(['start_time', formatTimestamp(span.startTimeUnixNano)]);
  entries.push(['end_time', formatTimestamp(span.endTimeUnixNano)]);
  if (span.traceState !== '') entries.push(['trace_state', span.traceState]);
  entries.push(['flags', `0x${span.flags.toString(16).padStart(2, '0')}`]);
  return entries;
}

export function kindName(kind: number): string {
  const found = Object.entries(SpanKind).find(([, value]) => value === kind);
  return found ? found[0].toUpperCase() : `${kind}`;
}

function statusName(code: number): string {
  const found = Object.entries(StatusCode).find(([, value]) => value === code);
  return found ? found[0] : `${code}`;
}
