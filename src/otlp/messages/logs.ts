/** opentelemetry/proto/logs/v1/logs.proto, 1.11. */
import { defineMessage, field, list } from '../message-type.ts';
import type { LogRecord, LogsData, ResourceLogs, ScopeLogs } from '../model.ts';
import { instrumentationScopeType, resourceType } from './common.ts';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const severityNames = Object.fromEntries([
  ['SEVERITY_NUMBER_UNSPECIFIED', 0],
  ...LEVELS.flatMap((level, index) =>
    ['', '2', '3', '4'].map((step, offset) => [`SEVERITY_NUMBER_${level}${step}`, index * 4 + offset + 1]),
  ),
]) as Readonly<Record<string, number>>;

export const logRecordType = defineMessage<LogRecord>(
  'LogRecord',
  () => ({
    timeUnixNano: 0n,
    observedTimeUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    body: null,
    attributes: new Map(),
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: '',
  }),
  {
    timeUnixNano: field(1, 'fixed64'),
    observedTimeUnixNano: field(11, 'fixed64'),
    severityNumber: field(2, 'enum', { enumNames: severityNames }),
    severityText: field(3, 'string'),
    body: field(5, 'anyValue'),
    attributes: field(6, 'attributes'),
    droppedAttributesCount: field(7, 'uint32'),
    flags: field(8, 'fixed32'),
    traceId: field(9, 'traceId'),
    spanId: field(10, 'spanId'),
    eventName: field(12, 'string'),
  },
);

const scopeLogsType = defineMessage<ScopeLogs>(
  'ScopeLogs',
  () => ({ scope: instrumentationScopeType.create(), logRecords: [], schemaUrl: '' }),
  {
    scope: field(1, instrumentationScopeType),
    logRecords: list(2, logRecordType),
    schemaUrl: field(3, 'string'),
  },
);

const resourceLogsType = defineMessage<ResourceLogs>(
  'ResourceLogs',
  () => ({ resource: resourceType.create(), scopeLogs: [], schemaUrl: '' }),
  {
    resource: field(1, resourceType),
    scopeLogs: list(2, scopeLogsType),
    schemaUrl: field(3, 'string'),
  },
);

/** `LogsData` and `ExportLogsServiceRequest`, which are the same on the wire. */
export const logsDataType = defineMessage<LogsData>('LogsData', () => ({ resourceLogs: [] }), {
  resourceLogs: list(1, resourceLogsType),
});
