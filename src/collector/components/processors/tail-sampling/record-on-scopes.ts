import type { AnyValue, ResourceSpans } from '../../../../otlp/model.ts';

/** Sets an attribute of all scopes; they must not be shared with other traces. */
export function recordOnScopes(batches: readonly ResourceSpans[], key: string, value: AnyValue): void {
  for (const { scopeSpans } of batches) {
    for (const { scope } of scopeSpans) scope.attributes.set(key, value);
  }
}
