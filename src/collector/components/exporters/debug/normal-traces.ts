import type { TracesData } from '../../../../otlp/model.ts';
import { pairs, resourceText, scopeText } from './attributes-text.ts';

/** The text of verbosity `normal`: a line for each resource, scope and span. */
export function normalTraces(data: TracesData): string {
  let text = '';
  for (const [i, { resource, schemaUrl, scopeSpans }] of data.resourceSpans.entries()) {
    text += `ResourceTraces #${i}${resourceText(schemaUrl, resource.attributes)}\n`;
    for (const [j, { scope, schemaUrl: scopeSchema, spans }] of scopeSpans.entries()) {
      text += `ScopeTraces #${j}${scopeText(scope, scopeSchema)}\n`;
      for (const span of spans) {
        text += `${[span.name, span.traceId, span.spanId, ...pairs(span.attributes)].join(' ')}\n`;
      }
    }
  }
  return text;
}
