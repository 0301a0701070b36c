import type { LogsData } from '../../../../otlp/model.ts';
import { pairs, resourceText, scopeText } from './attributes-text.ts';
import { valueText } from './value-text.ts';

/** The text of verbosity `normal`: a line for each resource, scope and log record. */
export function normalLogs(data: LogsData): string {
  let text = '';
  for (const [i, { resource, schemaUrl, scopeLogs }] of data.resourceLogs.entries()) {
    text += `ResourceLog #${i}${resourceText(schemaUrl, resource.attributes)}\n`;
    for (const [j, { scope, schemaUrl: scopeSchema, logRecords }] of scopeLogs.entries()) {
      text += `ScopeLog #${j}${scopeText(scope, scopeSchema)}\n`;
      for (const { body, attributes } of logRecords) {
        text += `${valueText(body)} ${pairs(attributes).join(' ')}\n`;
      }
    }
  }
  return text;
}
