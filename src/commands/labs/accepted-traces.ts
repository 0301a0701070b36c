/** What an accepted export request held, as a line of OTLP/JSON. */
import { gunzipSync } from 'node:zlib';
import type { HttpRequest } from '../../collector/http.ts';
import { encodingOfContentType } from '../../otlp/encoding.ts';
import { decodeTraces, encodeTraces } from '../../otlp/export-request.ts';

/** `undefined` for requests that are no trace exports. */
export function acceptedTraces(
  request: HttpRequest,
): { readonly line: string; readonly spans: number } | undefined {
  const encoding = encodingOfContentType(request.headers['content-type']);
  if (encoding === undefined || !request.path.startsWith('/v1/traces')) return undefined;
  const zipped = request.headers['content-encoding']?.toLowerCase() === 'gzip';
  const traces = decodeTraces(zipped ? gunzipSync(request.body) : request.body, encoding);
  const spans = traces.resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .reduce((sum, scope) => sum + scope.spans.length, 0);
  return { line: new TextDecoder().decode(encodeTraces(traces, 'json')), spans };
}
