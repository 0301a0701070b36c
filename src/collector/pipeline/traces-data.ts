import { cloneAttributes } from '../../otlp/clone-message.ts';
import type { InstrumentationScope, Resource, ResourceSpans } from '../../otlp/model.ts';

export function spanCountOf(resourceSpans: ResourceSpans): number {
  let count = 0;
  for (const scopeSpans of resourceSpans.scopeSpans) count += scopeSpans.spans.length;
  return count;
}

/** A copy that shares nothing with the original. */
export function cloneResource(resource: Resource): Resource {
  return { ...resource, attributes: cloneAttributes(resource.attributes) };
}

/** A copy that shares nothing with the original. */
export function cloneScope(scope: InstrumentationScope): InstrumentationScope {
  return { ...scope, attributes: cloneAttributes(scope.attributes) };
}
