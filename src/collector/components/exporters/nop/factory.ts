import { struct } from '../../../config/schema.ts';
import { exporterFactory } from '../../../pipeline/component.ts';

const consumer = { mutatesData: false, consume: async () => undefined };

export const nopFactory = exporterFactory({
  kind: 'exporter',
  type: 'nop',
  schema: struct('struct {}', {}),
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta', profiles: 'alpha' },
  doc: 'Takes data and does nothing with it.',
  create: () => ({
    traces: consumer,
    metrics: consumer,
    logs: consumer,
    profiles: consumer,
    countsItself: true,
  }),
});
