import { exporterFactory } from '../../../pipeline/component.ts';
import { debugSchema } from './config.ts';
import { createDebugExporter } from './debug-exporter.ts';

export const debugFactory = exporterFactory({
  kind: 'exporter',
  type: 'debug',
  schema: debugSchema,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha', profiles: 'alpha' },
  doc: 'Writes what it gets to the log, so that one can see what arrives.',
  create: createDebugExporter,
});
