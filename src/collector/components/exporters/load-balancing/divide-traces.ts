import type { ResourceSpans, ScopeSpans, Span, TracesData } from '../../../../otlp/model.ts';
import { attributePart } from './attribute-key.ts';
import { textHash, traceIdHash } from './key-hash.ts';
import { type Divide, type FindBackend, Parts } from './parts.ts';

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];

const empty = (): TracesData => ({ resourceSpans: [] });

/** How traces are divided by a `routing_key`; `undefined` where it isn't one for traces. */
export function divideTraces(
  routingKey: string,
  attributes: readonly string[],
): Divide<TracesData> | undefined {
  if (routingKey === '' || routingKey === 'traceID') return byTraceId;
  if (routingKey === 'service') return byAttributes(['service.name']);
  return routingKey === 'attributes' ? byAttributes(attributes) : undefined;
}

/** A backend's part while spans of one scope are added to it. */
interface TracePart extends TracesData {
  scope: ScopeSpans | undefined;
  spans: Span[];
}

function byTraceId<B>(data: TracesData, find: FindBackend<B>): [B, TracesData][] {
  const parts = new Parts<B, TracePart>(() => ({ ...empty(), scope: undefined, spans: [] }));
  const byId = new Map<string, TracePart>();
  for (const resource of data.resourceSpans) {
    for (const scope of resource.scopeSpans) {
      for (const span of scope.spans) {
        let part = byId.get(span.traceId);
        if (part === undefined) {
          part = parts.of(find(traceIdHash(span.traceId)));
          byId.set(span.traceId, part);
        }
        if (part.scope !== scope) {
          part.scope = scope;
          part.spans = [];
          part.resourceSpans.push(around(resource, scope, part.spans));
        }
        part.spans.push(span);
      }
    }
  }
  return parts.entries().map(([backend, { resourceSpans }]) => [backend, { resourceSpans }]);
}

/** Spans of one trace in one scope go where the attributes of the first of them lead. */
function byAttributes(names: readonly string[]): Divide<TracesData> {
  return <B>(data: TracesData, find: FindBackend<B>) => {
    const parts = new Parts<B, TracesData>(empty);
    for (const resource of data.resourceSpans) {
      for (const scope of resource.scopeSpans) {
        for (const [first, spans] of traces(scope.spans)) {
          const key = names.map((name) => attributeOf(name, resource, scope, first)).join('');
          parts.of(find(textHash(key))).resourceSpans.push(around(resource, scope, spans));
        }
      }
    }
    return parts.entries();
  };
}

function traces(spans: readonly Span[]): (readonly [Span, Span[]])[] {
  const byId = new Map<string, readonly [Span, Span[]]>();
  for (const span of spans) {
    const known = byId.get(span.traceId);
    if (known === undefined) byId.set(span.traceId, [span, [span]]);
    else known[1].push(span);
  }
  return [...byId.values()];
}

function attributeOf(
  name: string,
  { resource }: ResourceSpans,
  { scope }: ScopeSpans,
  { attributes, kind, name: spanName }: Span,
): string {
  const outer = resource.attributes.get(name) ?? scope.attributes.get(name);
  if (outer !== undefined) return attributePart(name, outer);
  if (name === 'span.kind') return attributePart(name, KINDS[kind] ?? '');
  if (name === 'span.name') return attributePart(name, spanName);
  return attributePart(name, attributes.get(name));
}

function around(
  { resource, schemaUrl }: ResourceSpans,
  { scope, schemaUrl: scopeUrl }: ScopeSpans,
  spans: Span[],
): ResourceSpans {
  return { resource, scopeSpans: [{ scope, spans, schemaUrl: scopeUrl }], schemaUrl };
}
