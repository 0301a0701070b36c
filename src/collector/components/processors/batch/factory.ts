import { processorFactory } from '../../../pipeline/component.ts';
import { createBatchProcessor } from './batch-processor.ts';
import { batchSchema } from './config.ts';

export const batchFactory = processorFactory({
  kind: 'processor',
  type: 'batch',
  schema: batchSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  doc: 'Collects data into batches, so that exporters send fewer and larger requests.',
  countsNoItems: true,
  create: {
    traces: (config, context, next) => createBatchProcessor('traces', config, context, next),
    metrics: (config, context, next) => createBatchProcessor('metrics', config, context, next),
    logs: (config, context, next) => createBatchProcessor('logs', config, context, next),
  },
});
