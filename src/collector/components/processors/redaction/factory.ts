import { processorFactory } from '../../../pipeline/component.ts';
import { redactionSchema } from './config.ts';
import { redactLogs, redactMetrics, redactTraces } from './redaction-processor.ts';

export const redactionFactory = processorFactory({
  kind: 'processor',
  type: 'redaction',
  schema: redactionSchema,
  stability: { traces: 'beta', metrics: 'alpha', logs: 'alpha' },
  doc: 'Removes attributes that are not on a list of allowed ones, and masks values, ids in URLs and values in database queries.',
  create: { traces: redactTraces, metrics: redactMetrics, logs: redactLogs },
});
