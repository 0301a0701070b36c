import { extensionFactory } from '../../../pipeline/component.ts';
import { opampSchema } from './config.ts';
import { createOpamp } from './opamp-extension.ts';

export const opampFactory = extensionFactory({
  kind: 'extension',
  type: 'opamp',
  schema: opampSchema,
  stability: { extension: 'alpha' },
  doc: 'Would connect the collector to an OpAMP server. Here its configuration is checked and nothing is sent yet.',
  create: createOpamp,
});
