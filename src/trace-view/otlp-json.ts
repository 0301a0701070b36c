import type { StoredSpan } from '../backends/traces/trace-store.ts';
import { encodeTraces } from '../otlp/export-request.ts';

/**
 * A stored span as an OTLP/JSON export of its own, indented to be read.
 * @throws {OtlpEncodeError} if the span can't be put on the wire; no span that came over it does this.
 */
export function otlpJsonOf({ span, resource, scope }: StoredSpan): string {
  const scopeSpans = [{ scope, spans: [span], schemaUrl: '' }];
  const bytes = encodeTraces({ resourceSpans: [{ resource, scopeSpans, schemaUrl: '' }] }, 'json');
  // 64-bit integers are texts in this encoding, so parsing it again loses nothing.
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
}
