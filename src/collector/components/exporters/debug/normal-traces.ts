import type { Attributes, InstrumentationScope, TracesData } from '../../../../otlp/model.ts';
import { valueText } from './value-text.ts';

/** The text of verbosity `normal`: a line for each resource, scope and span. */
export function normalTraces(data: TracesData): string {
  let text = '';
  for (const [i, { resource, schemaUrl, scopeSpans }] of data.resourceSpans.entries()) {
    const schema = schemaUrl === '' ? '' : ` [${schemaUrl}]`;
    text += `ResourceTraces #${i}${schema}${attributesText(resource.attributes)}\n`;
    for (const [j, { scope, schemaUrl: scopeSchema, spans }] of scopeSpans.entries()) {
      text += `ScopeTraces #${j}${scopeText(scope, scopeSchema)}${attributesText(scope.attributes)}\n`;
      for (const span of spans) {
        text += `${span.name} ${span.traceId} ${span.spanId}${attributesText(span.attributes)}\n`;
      }
    }
  }
  return text;
}

function attributesText(attributes: Attributes): string {
  return [...attributes].map(([key, value]) => ` ${key}=${valueText(value)}`).join('');
}

function scopeText({ name, version }: InstrumentationScope, schemaUrl: string): string {
  const identity = name + (version === '' ? '' : `@${version}`);
  const parts = [identity, schemaUrl === '' ? '' : `[${schemaUrl}]`].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}
