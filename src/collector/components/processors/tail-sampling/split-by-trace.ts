import type { ResourceSpans, ScopeSpans } from '../../../../otlp/model.ts';
import { cloneScope } from './clone-around-spans.ts';

/** The spans of one trace under one resource. */
export interface TraceBatch {
  readonly traceId: string;
  readonly resourceSpans: ResourceSpans;
  spanCount: number;
  hasRoot: boolean;
  /** The scope the last span was under, while spans are dealt out. */
  from: ScopeSpans | undefined;
  to: ScopeSpans | undefined;
}

/**
 * Deals the spans under one resource out to their traces. Spans, resources and scopes are those that came in, with
 * `ownScopes` scopes are copied. Schema URLs are lost, as in the collector.
 */
export function splitByTrace({ resource, scopeSpans }: ResourceSpans, ownScopes = false): TraceBatch[] {
  const batches: TraceBatch[] = [];
  const byTrace = new Map<string, TraceBatch>();
  // Most spans come after others of their trace.
  let batch: TraceBatch | undefined;
  for (const source of scopeSpans) {
    for (const span of source.spans) {
      if (batch?.traceId !== span.traceId) {
        batch = byTrace.get(span.traceId);
        if (batch === undefined) {
          const resourceSpans = { resource, scopeSpans: [], schemaUrl: '' };
          batch = {
            traceId: span.traceId,
            resourceSpans,
            spanCount: 0,
            hasRoot: false,
            from: undefined,
            to: undefined,
          };
          byTrace.set(span.traceId, batch);
          batches.push(batch);
        }
      }
      if (batch.from !== source || batch.to === undefined) {
        const scope = ownScopes ? cloneScope(source.scope) : source.scope;
        batch.from = source;
        batch.to = { scope, spans: [], schemaUrl: '' };
        batch.resourceSpans.scopeSpans.push(batch.to);
      }
      batch.to.spans.push(span);
      batch.spanCount += 1;
      if (span.parentSpanId === '') batch.hasRoot = true;
    }
  }
  return batches;
}
