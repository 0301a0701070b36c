import { type ConfigOf, field, parsedString, string, struct } from '../../../config/schema.ts';
import { queueSchema } from '../exporter-helper/queue-config.ts';
import { retrySchema } from '../exporter-helper/retry-config.ts';
import { httpClientFields, httpClientFindings } from './http-client-config.ts';

const encodingSchema = parsedString<'proto' | 'json'>({
  goType: 'otlphttpexporter.EncodingType',
  default: 'proto',
  values: ['proto', 'json'],
  parse(text) {
    if (text === 'proto' || text === 'json') return text;
    throw new Error(`invalid encoding type: ${text}`);
  },
});

export const otlpHttpSchema = struct(
  'otlphttpexporter.Config',
  {
    ...httpClientFields(30_000_000_000n),
    sending_queue: field(queueSchema, 'What waits to be sent.'),
    retry_on_failure: field(retrySchema, 'How requests that failed for now are sent again.'),
    traces_endpoint: field(string(), 'The whole URL spans are sent to. Default: endpoint + "/v1/traces".'),
    metrics_endpoint: field(
      string(),
      'The whole URL metrics are sent to. Default: endpoint + "/v1/metrics".',
    ),
    logs_endpoint: field(string(), 'The whole URL log records are sent to. Default: endpoint + "/v1/logs".'),
    profiles_endpoint: field(
      string(),
      'The whole URL profiles are sent to. Default: endpoint + "/v1development/profiles".',
    ),
    encoding: field(encodingSchema, 'How messages are encoded.'),
  },
  {
    ownDecoder: true,
    ignoresUnknownKeys: true,
    validate(config) {
      const { endpoint, traces_endpoint, metrics_endpoint, logs_endpoint, profiles_endpoint } = config;
      const urls = [endpoint, traces_endpoint, metrics_endpoint, logs_endpoint, profiles_endpoint];
      const missing = urls.every((url) => url === '')
        ? [{ message: 'at least one endpoint must be specified' }]
        : [];
      return [...missing, ...httpClientFindings(config)];
    },
  },
);

export type OtlpHttpConfig = ConfigOf<typeof otlpHttpSchema>;
