import type { ResourceSpans, ScopeSpans, TracesData } from '../../../../otlp/model.ts';
import type { ResourceGroups } from './resource-groups.ts';
import { ScopeGroups } from './scope-groups.ts';

/** Puts spans under the resources that `groups` gives them. Schema URLs are lost, as in the collector. */
export function groupTraces(data: TracesData, groups: ResourceGroups): TracesData {
  const resourceSpans: ResourceSpans[] = [];
  const places = new ScopeGroups(
    (resource) => {
      const added: ResourceSpans = { resource, scopeSpans: [], schemaUrl: '' };
      resourceSpans.push(added);
      return added;
    },
    ({ scopeSpans }, scope) => {
      const added: ScopeSpans = { scope, spans: [], schemaUrl: '' };
      scopeSpans.push(added);
      return added;
    },
  );
  for (const { resource, scopeSpans } of data.resourceSpans) {
    const resourceOf = groups.within(resource);
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) places.at(resourceOf(span.attributes), scope).spans.push(span);
    }
  }
  return { resourceSpans };
}
