/** The gRPC client's keys (core config/configgrpc), in the order the collector's decoder goes through them. */
import {
  anyValue,
  boolean,
  duration,
  type Finding,
  field,
  integer,
  list,
  map,
  optional,
  string,
  struct,
} from '../../../config/schema.ts';
import { clientTlsFindings, clientTlsSchema } from '../exporter-helper/client-tls-config.ts';
import { type Compression, compressionSchema } from '../exporter-helper/compression-config.ts';
import { grpcCompressionFinding } from './grpc-compression.ts';
import { splitHostPort } from './split-host-port.ts';

const CONNECTION_TUNING = {
  level: 'ignored',
  reason: 'connections are handled by the host; the data is the same without it',
} as const;

const SECOND = 1_000_000_000n;
const BALANCERS = ['round_robin', 'pick_first', ''];

export const grpcClientFields = {
  auth: field(anyValue, 'The extension that authenticates calls.', {
    level: 'refused',
    reason: 'there are no authenticator extensions',
  }),
  authority: field(string(), 'The server’s name in the calls.', CONNECTION_TUNING),
  balancer_name: field(
    string('round_robin'),
    'How calls are spread over the addresses of a name: round_robin or pick_first.',
    CONNECTION_TUNING,
  ),
  compression: field(compressionSchema, 'How messages are compressed: gzip; "none" switches it off.'),
  endpoint: field(
    string(),
    'The server, "host:port". "https://" in front of it means TLS; "dns:///" may stand there too.',
  ),
  headers: field(map(string('', 'configopaque.String'), { pairs: true }), 'Metadata added to every call.'),
  keepalive: field(
    optional(
      struct('configgrpc.KeepaliveClientConfig', {
        permit_without_stream: field(
          boolean(false),
          'Whether the server is pinged without a call under way.',
        ),
        time: field(duration(10n * SECOND), 'After how much silence the server is pinged.'),
        timeout: field(duration(10n * SECOND), 'How long the answer to a ping may take.'),
      }),
      { enabledByNull: false },
    ),
    'How connections are kept alive.',
    CONNECTION_TUNING,
  ),
  middlewares: field(
    list(struct('configmiddleware.Config', { id: field(string(), 'The extension.') })),
    'Extensions that calls go through.',
    { level: 'refused', reason: 'there are no middleware extensions' },
  ),
  read_buffer_size: field(integer('int', 0), 'Bytes of the read buffer.', CONNECTION_TUNING),
  tls: field(clientTlsSchema, 'TLS of the client; it is on unless `insecure: true`.'),
  user_agent: field(string(), 'What the client calls itself. Default: the collector’s name and version.'),
  wait_for_ready: field(
    boolean(false),
    'Whether an attempt waits for the server to be there, rather than fail at once.',
  ),
  write_buffer_size: field(integer('int', 512 * 1024), 'Bytes of the write buffer.', CONNECTION_TUNING),
};

/** What the client's own validation objects to. */
export function grpcClientFindings(config: {
  readonly endpoint: string;
  readonly balancer_name: string;
  readonly compression: Compression;
  readonly tls: Parameters<typeof clientTlsFindings>[0];
}): Finding[] {
  const part = ['clientconfig'];
  const found = objection(config);
  return [
    ...(found === undefined ? [] : [{ message: found.message, at: [found.key], part }]),
    ...clientTlsFindings(config.tls, part),
    ...grpcCompressionFinding(config.compression),
    ...(config.endpoint.startsWith('unix:')
      ? [{ message: "'endpoint' of a unix socket is known, but not implemented here", at: ['endpoint'] }]
      : []),
  ];
}

function objection(config: {
  readonly endpoint: string;
  readonly balancer_name: string;
}): { readonly key: string; readonly message: string } | undefined {
  const { endpoint, balancer_name: balancer } = config;
  if (endpoint.startsWith('unix://')) {
    return endpoint === 'unix://'
      ? { key: 'endpoint', message: 'unix socket path cannot be empty' }
      : undefined;
  }
  const address = dialledAddress(endpoint);
  const parts = address === '' ? undefined : splitHostPort(address);
  if (parts !== undefined && 'error' in parts) return { key: 'endpoint', message: parts.error };
  if (parts !== undefined && !/^[+-]?\d+$/.test(parts.port)) {
    return { key: 'endpoint', message: `invalid port "${parts.port}"` };
  }
  if (BALANCERS.includes(balancer)) return undefined;
  return { key: 'balancer_name', message: `invalid balancer_name: ${balancer}` };
}

/** "host:port" of an endpoint, without the scheme it may have. */
export function dialledAddress(endpoint: string): string {
  const plain = /^https?:\/\/(.*)$/s.exec(endpoint)?.[1];
  if (plain !== undefined) return plain;
  const path = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*(.*)$/s.exec(endpoint)?.[1];
  return path === undefined ? endpoint : path.replace(/^\//, '');
}

/** Whether the connection is encrypted; "http://" in front doesn't switch it off. */
export function usesTls(config: { readonly endpoint: string; readonly tls: { readonly insecure: boolean } }) {
  return !config.tls.insecure || config.endpoint.startsWith('https://');
}
