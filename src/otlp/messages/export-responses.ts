/** The export responses of opentelemetry/proto/collector, 1.11: one message per signal, alike up to a field's name. */
import { defineMessage, field, type MessageType } from '../message-type.ts';
import type { PartialSuccess, Signal } from '../model.ts';

/** `Export<Signal>ServiceResponse`. */
export interface ExportResponse {
  partialSuccess: PartialSuccess;
}

export const exportResponseTypes: Readonly<Record<Signal, MessageType<ExportResponse>>> = {
  traces: exportResponse('Trace', 'rejectedSpans'),
  metrics: exportResponse('Metrics', 'rejectedDataPoints'),
  logs: exportResponse('Logs', 'rejectedLogRecords'),
  profiles: exportResponse('Profiles', 'rejectedProfiles'),
};

function exportResponse(signal: string, rejectedName: string): MessageType<ExportResponse> {
  const partialSuccess = defineMessage<PartialSuccess>(
    `Export${signal}PartialSuccess`,
    () => ({ rejected: 0n, errorMessage: '' }),
    { rejected: field(1, 'int64', { wireName: rejectedName }), errorMessage: field(2, 'string') },
  );
  return defineMessage<ExportResponse>(
    `Export${signal}ServiceResponse`,
    () => ({ partialSuccess: partialSuccess.create() }),
    { partialSuccess: field(1, partialSuccess) },
  );
}
