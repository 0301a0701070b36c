/** The spans of an export request, with the attributes the contract's programs give them. */
import type { HttpRequest } from '../../collector/http.ts';

export interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly attributes: { readonly task: string; readonly parent: string };
}

interface JsonSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: string | number } }[];
}

export function exportedSpans(request: HttpRequest): readonly ExportedSpan[] {
  const data = JSON.parse(new TextDecoder().decode(request.body)) as {
    resourceSpans: { scopeSpans: { spans: JsonSpan[] }[] }[];
  };
  return data.resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId = '', name, attributes }) => {
        const value = (key: string): string => {
          const found = attributes.find((attribute) => attribute.key === key)?.value;
          return String(found?.stringValue ?? found?.intValue ?? '');
        };
        return {
          traceId,
          spanId,
          parentSpanId,
          name,
          attributes: { task: value('task'), parent: value('parent') },
        };
      }),
    ),
  );
}
