import { extensionFactory } from '../../../pipeline/component.ts';
import { fileStorageSchema } from './config.ts';
import { createFileStorage } from './file-storage-extension.ts';

export const fileStorageFactory = extensionFactory({
  kind: 'extension',
  type: 'file_storage',
  schema: fileStorageSchema,
  stability: { extension: 'beta' },
  doc: 'Keeps in files what other components store, such as queues that outlive the collector.',
  create: createFileStorage,
});
