import type { Attributes, TracesData } from '../../../../otlp/model.ts';
import {
  ResourceContext,
  ScopeContext,
  SpanContext,
  SpanEventContext,
} from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import { runGroup, type StatementGroup } from './statement-group.ts';

/** Runs groups on the resources, scopes, spans or span events of traces, one group after the other. */
export function traceTransformer(): (
  data: TracesData,
  group: StatementGroup,
  consumed: ConsumeContext,
  cache: Attributes | undefined,
) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const span = new SpanContext();
  const event = new SpanEventContext();
  return (data, group, consumed, cache) => {
    for (const each of [resource, scope, span, event]) each.begin(consumed, cache);
    for (const resourceSpans of data.resourceSpans) {
      if (group.context === 'resource') {
        runGroup(group, resource.enter(resourceSpans));
        continue;
      }
      for (const scopeSpans of resourceSpans.scopeSpans) {
        if (group.context === 'scope') {
          runGroup(group, scope.enterScope(resourceSpans, scopeSpans));
          continue;
        }
        for (const each of scopeSpans.spans) {
          if (group.context === 'span') {
            runGroup(group, span.enterSpan(resourceSpans, scopeSpans, each));
            continue;
          }
          for (const spanEvent of each.events) {
            runGroup(group, event.enterSpanEvent(resourceSpans, scopeSpans, each, spanEvent));
          }
        }
      }
    }
  };
}
