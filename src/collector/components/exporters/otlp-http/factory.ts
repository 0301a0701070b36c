import { exporterFactory } from '../../../pipeline/component.ts';
import { otlpHttpSchema } from './config.ts';
import { createOtlpHttpExporter } from './otlp-http-exporter.ts';

export const otlpHttpFactory = exporterFactory({
  kind: 'exporter',
  type: 'otlp_http',
  deprecatedTypes: ['otlphttp'],
  schema: otlpHttpSchema,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable', profiles: 'alpha' },
  doc: 'Sends data to another collector or a backend as OTLP over HTTP.',
  create: createOtlpHttpExporter,
});
