import { exporterFactory } from '../../../pipeline/component.ts';
import { prometheusSchema } from './config.ts';
import { createPrometheusExporter } from './prometheus-exporter.ts';

export const prometheusFactory = exporterFactory({
  kind: 'exporter',
  type: 'prometheus',
  schema: prometheusSchema,
  stability: { metrics: 'beta' },
  doc: 'Shows metrics on a page, /metrics, in the formats that Prometheus reads.',
  create: createPrometheusExporter,
});
