/** The spans of an export request, with the attributes the contract's programs give them. */
import type { HttpRequest } from '../../collector/http.ts';
import { encodingOfContentType } from '../../otlp/encoding.ts';
import { decodeTraces } from '../../otlp/export-request.ts';

export interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly attributes: { readonly task: string; readonly parent: string };
}

/** Throws when the body is not what its content type says. */
export function exportedSpans({ headers, body }: HttpRequest): readonly ExportedSpan[] {
  const encoding = encodingOfContentType(headers['content-type']);
  if (encoding === undefined) throw new Error(`An export in ${headers['content-type']}`);
  return decodeTraces(body, encoding).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, attributes }) => ({
        traceId,
        spanId,
        parentSpanId,
        name,
        attributes: { task: String(attributes.get('task')), parent: String(attributes.get('parent')) },
      })),
    ),
  );
}
