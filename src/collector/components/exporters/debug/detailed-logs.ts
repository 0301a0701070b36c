import type { LogRecord, LogsData } from '../../../../otlp/model.ts';
import { asText, attributeLines, scopeLines } from './attributes-text.ts';
import { timeText } from './time-text.ts';
import { typedValueText } from './value-text.ts';

const LEVELS = ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'];

/** The text of verbosity `detailed`: everything a log record holds. */
export function detailedLogs(data: LogsData): string {
  const lines: string[] = [];
  for (const [i, { resource, schemaUrl, scopeLogs }] of data.resourceLogs.entries()) {
    lines.push(`ResourceLog #${i}`, `Resource SchemaURL: ${schemaUrl}`);
    lines.push(...attributeLines('Resource attributes', resource.attributes));
    for (const [j, { scope, schemaUrl: scopeSchema, logRecords }] of scopeLogs.entries()) {
      lines.push(`ScopeLogs #${j}`, `ScopeLogs SchemaURL: ${scopeSchema}`, ...scopeLines(scope));
      for (const [k, record] of logRecords.entries()) lines.push(`LogRecord #${k}`, ...recordLines(record));
    }
  }
  return asText(lines);
}

function recordLines(record: LogRecord): string[] {
  return [
    `ObservedTimestamp: ${timeText(record.observedTimeUnixNano)}`,
    `Timestamp: ${timeText(record.timeUnixNano)}`,
    `SeverityText: ${record.severityText}`,
    `SeverityNumber: ${severityText(record.severityNumber)}(${record.severityNumber})`,
    ...(record.eventName === '' ? [] : [`EventName: ${record.eventName}`]),
    `Body: ${typedValueText(record.body)}`,
    ...attributeLines('Attributes', record.attributes),
    `Trace ID: ${record.traceId}`,
    `Span ID: ${record.spanId}`,
    `Flags: ${record.flags}`,
  ];
}

function severityText(number: number): string {
  if (number === 0) return 'Unspecified';
  const level = LEVELS[Math.floor((number - 1) / 4)];
  if (level === undefined) return '';
  const step = ((number - 1) % 4) + 1;
  return step === 1 ? level : `${level}${step}`;
}
