import { anyValue, type Field, field, pointer, struct } from '../../../config/schema.ts';

/** Keys of a server, which are looked at in the second version only. */
const SERVER_KEYS: Readonly<Record<string, string>> = {
  endpoint: 'Where the second version listens.',
  transport: 'The kind of network of that server.',
  dialer: 'Options of outgoing connections.',
  tls: 'TLS of that server.',
  auth: 'The extension that authenticates requests.',
  middlewares: 'Extensions that requests go through.',
  include_metadata: 'Passes the headers of requests on.',
  keepalive: 'How connections are kept.',
};

const HTTP_KEYS: Readonly<Record<string, string>> = {
  ...SERVER_KEYS,
  cors: 'Which web pages may ask from a browser.',
  max_request_body_size: 'The largest body accepted, in bytes.',
  response_headers: 'Headers added to every response.',
  compression_algorithms: 'The values of Content-Encoding accepted.',
  read_timeout: 'Time for reading a whole request.',
  read_header_timeout: 'Time for reading the headers.',
  write_timeout: 'Time for writing a response.',
  idle_timeout: 'How long an idle connection is kept.',
  keep_alives_enabled: 'Whether connections are kept for further requests.',
  config: 'The page that shows the configuration.',
  status: 'The page that shows the status of components.',
};

const GRPC_KEYS: Readonly<Record<string, string>> = {
  ...SERVER_KEYS,
  max_concurrent_streams: 'How many calls a connection may have at once.',
  max_recv_msg_size_mib: 'The largest message accepted, MiB.',
  read_buffer_size: 'Bytes of the read buffer.',
  write_buffer_size: 'Bytes of the write buffer.',
};

const COMPONENT_HEALTH_KEYS: Readonly<Record<string, string>> = {
  include_permanent_errors: 'Whether permanent errors of components count.',
  include_recoverable_errors: 'Whether errors that components may recover from count.',
  recovery_duration: 'How long a component may take to recover.',
};

/** The sections of the second version, which is behind a feature gate: they are known, and a configuration with them is refused. */
export const secondVersionFields = {
  http: field(
    pointer(struct('httpserver.Config', fieldsOf(HTTP_KEYS), { ignoresUnknownKeys: true }), {
      enabledByNull: true,
    }),
    'The HTTP service of the second version.',
  ),
  grpc: field(
    pointer(struct('grpc.Config', fieldsOf(GRPC_KEYS)), { enabledByNull: true }),
    'The gRPC service of the second version.',
  ),
  component_health: field(
    pointer(struct('config.ComponentHealthConfig', fieldsOf(COMPONENT_HEALTH_KEYS))),
    'What the second version takes for a failure.',
    {
      level: 'ignored',
      reason: 'it belongs to the second version, behind the gate extension.healthcheck.useComponentStatus',
    },
  ),
};

function fieldsOf(keys: Readonly<Record<string, string>>): Record<string, Field> {
  return Object.fromEntries(Object.entries(keys).map(([key, doc]) => [key, field(anyValue, doc)]));
}
