import { processorFactory } from '../../../pipeline/component.ts';
import { resourceSchema } from './config.ts';
import { createResourceProcessor } from './resource-processor.ts';

export const resourceFactory = processorFactory({
  kind: 'processor',
  type: 'resource',
  schema: resourceSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta', profiles: 'development' },
  doc: 'Sets, deletes, hashes and converts attributes of resources.',
  create: {
    traces: (config, context, next) =>
      createResourceProcessor((data) => data.resourceSpans, config, context, next),
    metrics: (config, context, next) =>
      createResourceProcessor((data) => data.resourceMetrics, config, context, next),
    logs: (config, context, next) =>
      createResourceProcessor((data) => data.resourceLogs, config, context, next),
    profiles: (config, context, next) =>
      createResourceProcessor((data) => data.resourceProfiles, config, context, next),
  },
});
