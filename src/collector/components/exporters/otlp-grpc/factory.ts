import { exporterFactory } from '../../../pipeline/component.ts';
import { otlpGrpcSchema } from './config.ts';
import { createOtlpGrpcExporter } from './otlp-grpc-exporter.ts';

export const otlpGrpcFactory = exporterFactory({
  kind: 'exporter',
  type: 'otlp_grpc',
  deprecatedTypes: ['otlp'],
  schema: otlpGrpcSchema,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable', profiles: 'alpha' },
  doc: 'Sends data to another collector or a backend as OTLP over gRPC.',
  create: createOtlpGrpcExporter,
});
