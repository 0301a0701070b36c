import type { Attributes, Span } from '../../../../../otlp/model.ts';
import type { TraceView } from './policy-evaluator.ts';

/** Whether the condition holds for a span. */
export function someSpan({ batches }: TraceView, condition: (span: Span) => boolean): boolean {
  for (const { scopeSpans } of batches) {
    for (const { spans } of scopeSpans) {
      for (const span of spans) if (condition(span)) return true;
    }
  }
  return false;
}

/** Whether the condition holds for the attributes of a resource or of a span. */
export function someAttributes(
  { batches }: TraceView,
  onResource: (attributes: Attributes) => boolean,
  onSpan: (attributes: Attributes) => boolean,
): boolean {
  for (const { resource, scopeSpans } of batches) {
    if (onResource(resource.attributes)) return true;
    for (const { spans } of scopeSpans) {
      for (const { attributes } of spans) if (onSpan(attributes)) return true;
    }
  }
  return false;
}
