import { type ConfigOf, field, struct } from '../../../config/schema.ts';
import { queueSchema } from '../exporter-helper/queue-config.ts';
import { retrySchema } from '../exporter-helper/retry-config.ts';
import { timeoutFields, timeoutFindings } from '../exporter-helper/timeout-config.ts';
import { dialledAddress, grpcClientFields, grpcClientFindings } from './grpc-client-config.ts';

export const otlpGrpcSchema = struct(
  'otlpexporter.Config',
  {
    ...timeoutFields,
    sending_queue: field(queueSchema, 'What waits to be sent.'),
    retry_on_failure: field(retrySchema, 'How requests that failed for now are sent again.'),
    ...grpcClientFields,
  },
  {
    validate(config) {
      const missing =
        dialledAddress(config.endpoint) === '' && !config.endpoint.startsWith('unix:')
          ? [{ message: 'requires a non-empty "endpoint"', at: ['endpoint'] }]
          : [];
      const timeout = timeoutFindings(config).map((finding) => ({ ...finding, part: ['timeoutconfig'] }));
      return [...missing, ...timeout, ...grpcClientFindings(config)];
    },
  },
);

export type OtlpGrpcConfig = ConfigOf<typeof otlpGrpcSchema>;
