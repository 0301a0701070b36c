import type { TracesData } from '../../../../otlp/model.ts';
import {
  ResourceContext,
  ScopeContext,
  SpanContext,
  SpanEventContext,
} from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { FilterPass } from './filter-pass.ts';
import { removeIf } from './remove-if.ts';

/** Drops resources, scopes, spans and span events; what is empty afterwards goes too, but for spans without events. */
export function traceDropper(): (data: TracesData, pass: FilterPass, consumed: ConsumeContext) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const spanContext = new SpanContext();
  const event = new SpanEventContext();
  return (data, pass, consumed) => {
    for (const each of [resource, scope, spanContext, event]) each.begin(consumed);
    const spans = pass.has('span');
    const events = pass.has('spanevent');
    const scopes = pass.has('scope');
    removeIf(data.resourceSpans, (resourceSpans) => {
      const errors = pass.errorCount;
      if (pass.drops('resource', resource.enter(resourceSpans))) return true;
      if (pass.errorCount > errors) return false;
      if (!scopes && !spans && !events) return resourceSpans.scopeSpans.length === 0;
      removeIf(resourceSpans.scopeSpans, (scopeSpans) => {
        const before = pass.errorCount;
        if (scopes && pass.drops('scope', scope.enterScope(resourceSpans, scopeSpans))) return true;
        if (pass.errorCount > before) return false;
        if (!spans && !events) return scopeSpans.spans.length === 0;
        removeIf(scopeSpans.spans, (span) => {
          const errorsBefore = pass.errorCount;
          if (spans && pass.drops('span', spanContext.enterSpan(resourceSpans, scopeSpans, span)))
            return true;
          if (!events || pass.errorCount > errorsBefore) return false;
          removeIf(span.events, (spanEvent) =>
            pass.drops('spanevent', event.enterSpanEvent(resourceSpans, scopeSpans, span, spanEvent)),
          );
          return false;
        });
        return scopeSpans.spans.length === 0;
      });
      return resourceSpans.scopeSpans.length === 0;
    });
  };
}
