import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type { InstrumentationScope, ResourceSpans, TracesData } from '../../../../otlp/model.ts';

/** A scope that can be changed apart. */
export function cloneScope(scope: InstrumentationScope): InstrumentationScope {
  return { ...scope, attributes: cloneAttributes(scope.attributes) };
}

/**
 * The data of one trace to hand on: spans are its own, but the resources and scopes around them may be those of other
 * traces too, and who comes next may change them.
 */
export function cloneAroundSpans(batches: readonly ResourceSpans[]): TracesData {
  return {
    resourceSpans: batches.map(({ resource, scopeSpans }) => ({
      resource: { ...resource, attributes: cloneAttributes(resource.attributes) },
      scopeSpans: scopeSpans.map(({ scope, spans }) => ({ scope: cloneScope(scope), spans, schemaUrl: '' })),
      schemaUrl: '',
    })),
  };
}
