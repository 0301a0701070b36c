import { extensionFactory } from '../../../pipeline/component.ts';
import { healthCheckSchema } from './config.ts';
import { createHealthCheck } from './health-check-extension.ts';

export const healthCheckFactory = extensionFactory({
  kind: 'extension',
  type: 'health_check',
  schema: healthCheckSchema,
  stability: { extension: 'alpha' },
  doc: 'Says on a page whether the collector is ready to work.',
  create: createHealthCheck,
});
