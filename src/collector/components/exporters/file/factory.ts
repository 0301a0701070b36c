import { exporterFactory } from '../../../pipeline/component.ts';
import { fileSchema } from './config.ts';
import { createFileExporter } from './file-exporter.ts';

export const fileFactory = exporterFactory({
  kind: 'exporter',
  type: 'file',
  schema: fileSchema,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha', profiles: 'development' },
  doc: 'Writes data to files, as lines of OTLP/JSON or as protobuf messages.',
  create: createFileExporter,
});
