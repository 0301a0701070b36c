import type { InstrumentationScope, Resource, Span, TracesData } from './model.ts';

/** A span with where it came from; spans of one export share their resource and scope objects. */
export interface SpanInContext {
  readonly span: Span;
  readonly resource: Resource;
  readonly scope: InstrumentationScope;
}

/** The spans of an export, in the order of the wire. */
export function* spansOf(data: TracesData): Generator<SpanInContext, void, undefined> {
  for (const { resource, scopeSpans } of data.resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) yield { span, resource, scope };
    }
  }
}

/** How many spans an export holds: what partial success, batch sizes and internal metrics count in. */
export function countSpans(data: TracesData): number {
  let count = 0;
  for (const { scopeSpans } of data.resourceSpans) {
    for (const { spans } of scopeSpans) count += spans.length;
  }
  return count;
}
