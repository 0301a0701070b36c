import type { ResourceSpans, ScopeSpans, TracesData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import { cloneResource, cloneScope, spanCountOf } from '../../../pipeline/traces-data.ts';

/**
 * Takes the first `size` spans out of `source` (which is changed) and returns them, in order and under copies of their
 * resources and scopes where those are divided. The whole of it is taken when it has no more spans than that.
 */
export function splitTraces(size: number, source: TracesData): TracesData {
  if (countSpans(source) <= size) {
    const all = { resourceSpans: source.resourceSpans };
    source.resourceSpans = [];
    return all;
  }
  const taken: ResourceSpans[] = [];
  let left = size;
  let whole = 0;
  for (const resourceSpans of source.resourceSpans) {
    if (left === 0) break;
    const count = spanCountOf(resourceSpans);
    if (count > left) {
      taken.push(divideResource(resourceSpans, left));
      break;
    }
    taken.push(resourceSpans);
    left -= count;
    whole += 1;
  }
  source.resourceSpans = source.resourceSpans.slice(whole);
  return { resourceSpans: taken };
}

/** Takes the first `size` spans out of a resource that has more. */
function divideResource(source: ResourceSpans, size: number): ResourceSpans {
  const taken: ScopeSpans[] = [];
  let left = size;
  let whole = 0;
  for (const scopeSpans of source.scopeSpans) {
    if (left === 0) break;
    if (scopeSpans.spans.length > left) {
      const spans = scopeSpans.spans.slice(0, left);
      scopeSpans.spans = scopeSpans.spans.slice(left);
      taken.push({ scope: cloneScope(scopeSpans.scope), spans, schemaUrl: scopeSpans.schemaUrl });
      break;
    }
    taken.push(scopeSpans);
    left -= scopeSpans.spans.length;
    whole += 1;
  }
  source.scopeSpans = source.scopeSpans.slice(whole);
  return { resource: cloneResource(source.resource), scopeSpans: taken, schemaUrl: source.schemaUrl };
}
