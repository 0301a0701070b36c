import { struct } from '../../../config/schema.ts';
import { exporterFactory } from '../../../pipeline/component.ts';

export const nopFactory = exporterFactory({
  kind: 'exporter',
  type: 'nop',
  schema: struct('nopexporter.Config', {}),
  stability: { traces: 'beta' },
  doc: 'Takes data and does nothing with it.',
  create: () => ({ traces: { mutatesData: false, consume: async () => undefined } }),
});
