import {
  boolean,
  type ConfigOf,
  type Finding,
  field,
  integer,
  pointer,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import { httpServerFields, httpServerFindings, serverDefaults } from '../../http-server/server-fields.ts';
import { secondVersionFields } from './second-version-config.ts';

const GATED =
  'v2 healthcheck configuration (http/grpc fields) detected but feature gate is disabled. Either remove the v2 config fields or enable the feature gate with: --feature-gates=+extension.healthcheck.useComponentStatus';

const BYPASSED = {
  level: 'ignored',
  reason: 'the collector’s extension answers by itself, before the server would look at it',
} as const;

const server = httpServerFields(serverDefaults('localhost:13133'));

const fields = {
  ...server,
  cors: { ...server.cors, support: BYPASSED },
  max_request_body_size: { ...server.max_request_body_size, support: BYPASSED },
  include_metadata: { ...server.include_metadata, support: BYPASSED },
  response_headers: { ...server.response_headers, support: BYPASSED },
  compression_algorithms: { ...server.compression_algorithms, support: BYPASSED },
  path: field(string('/'), 'The path of the page; one that ends with "/" stands for all below it.'),
  response_body: field(
    pointer(
      struct('httpserver.ResponseBodyConfig', {
        healthy: field(string(), 'What is answered while the collector is ready.'),
        unhealthy: field(string(), 'What is answered otherwise, with status 503.'),
      }),
      { enabledByNull: false },
    ),
    'Texts instead of the JSON that is answered by default.',
  ),
  check_collector_pipeline: field(
    struct('httpserver.CheckCollectorPipelineConfig', {
      enabled: field(boolean(false), 'Whether failures of exporters were to count.'),
      interval: field(string('5m'), 'The time in which they were counted.'),
      exporter_failure_threshold: field(integer('int', 5), 'From how many on the collector was unhealthy.'),
    }),
    'A check of pipelines that the collector has given up.',
    { level: 'ignored', reason: 'the collector has given it up: it has no effect there either' },
  ),
  use_v2: field(
    boolean(false),
    'Whether the keys are those of the second version, which is behind a feature gate.',
  ),
  ...secondVersionFields,
};

export const healthCheckSchema = struct('healthcheck.Config', fields, {
  ownDecoder: true,
  validate(config): readonly Finding[] {
    const { http, grpc } = config;
    const gated = http !== undefined || grpc !== undefined;
    const key = http === undefined ? 'grpc' : 'http';
    const inner = problem(config);
    return [
      ...(gated ? [{ message: GATED, at: [key] }] : []),
      ...(inner === undefined ? [] : [{ ...inner, part: ['config'] }]),
      ...httpServerFindings(config, ['config', 'legacyconfig', 'serverconfig']),
    ];
  },
});

export type HealthCheckConfig = ConfigOf<typeof healthCheckSchema>;

function problem(config: StructOf<typeof fields>): Finding | undefined {
  const { endpoint, path, http, grpc } = config;
  if (config.use_v2) {
    const none = http === undefined && grpc === undefined;
    return none ? { message: 'must specify at least one protocol', at: ['use_v2'] } : undefined;
  }
  if (endpoint === '') return { message: 'http endpoint required', at: ['endpoint'] };
  if (!path.startsWith('/')) return { message: 'path must start with /', at: ['path'] };
  if (!path.includes('{')) return undefined;
  return { message: 'wildcards in a path are known, but not implemented here', at: ['path'] };
}
