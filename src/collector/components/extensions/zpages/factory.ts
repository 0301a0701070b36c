import { extensionFactory } from '../../../pipeline/component.ts';
import { zpagesSchema } from './config.ts';
import { createZpages } from './zpages-extension.ts';

export const zpagesFactory = extensionFactory({
  kind: 'extension',
  type: 'zpages',
  schema: zpagesSchema,
  stability: { extension: 'beta' },
  doc: 'Shows pages about the collector itself: its pipelines, extensions and feature gates.',
  create: createZpages,
});
