/** The HTTP client's keys (core config/confighttp), in the order the collector's decoder goes through them. */
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
import {
  type Compression,
  compressionFinding,
  compressionSchema,
  levelFinding,
} from '../exporter-helper/compression-config.ts';

const CONNECTION_TUNING = {
  level: 'ignored',
  reason: 'connections are handled by the host; the data is the same without it',
} as const;

const IDLE_TIMEOUT = 90_000_000_000n;
const MAX_IDLE = 100;

const keepaliveSchema = struct('confighttp.KeepaliveClientConfig', {
  idle_conn_timeout: field(duration(IDLE_TIMEOUT), 'How long an idle connection is kept.'),
  max_idle_conns: field(integer('int', MAX_IDLE), 'How many idle connections are kept. 0 means no limit.'),
  max_idle_conns_per_host: field(integer('int', 0), 'How many of them to one host. 0 means 2.'),
});

/** `timeout` in ns: the default differs between exporters. */
export function httpClientFields(timeout: bigint) {
  return {
    endpoint: field(string(), 'The URL of the server; the path of the signal is added to it.'),
    proxy_url: field(string(), 'The proxy that requests go through.', {
      level: 'refused',
      reason: 'requests go straight to their server',
    }),
    tls: field(clientTlsSchema, 'TLS of the client.'),
    read_buffer_size: field(integer('int', 0), 'Bytes of the read buffer.', CONNECTION_TUNING),
    write_buffer_size: field(integer('int', 512 * 1024), 'Bytes of the write buffer.', CONNECTION_TUNING),
    timeout: field(duration(timeout), 'How long a request may take, its answer included. 0 means no limit.'),
    headers: field(
      map(string('', 'configopaque.String'), { pairs: true }),
      'Headers added to every request; they replace those the exporter sends itself.',
    ),
    auth: field(anyValue, 'The extension that authenticates requests.', {
      level: 'refused',
      reason: 'there are no authenticator extensions',
    }),
    compression: field(compressionSchema, 'How bodies are compressed; "none" switches it off.'),
    compression_params: field(
      struct('configcompression.CompressionParams', {
        level: field(integer('int', 0), 'How hard to compress, 1 to 9. 0 means the usual.', {
          level: 'ignored',
          reason: 'the host compresses at its usual level; the data is the same',
        }),
      }),
      'Details of the compression.',
    ),
    max_conns_per_host: field(
      integer('int', 0),
      'How many connections there may be to a host. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    http2_read_idle_timeout: field(
      duration(0n),
      'After how much silence a connection is pinged. 0 means never.',
      CONNECTION_TUNING,
    ),
    http2_ping_timeout: field(duration(0n), 'How long the answer may take. 0 means 15s.', CONNECTION_TUNING),
    cookies: field(
      optional(struct('confighttp.CookiesConfig', {})),
      'Whether cookies of the server are kept and sent again.',
      { level: 'ignored', reason: 'OTLP servers set no cookies' },
    ),
    force_attempt_http2: field(boolean(true), 'Whether HTTP/2 is tried first.', CONNECTION_TUNING),
    middlewares: field(
      list(struct('configmiddleware.Config', { id: field(string(), 'The extension.') })),
      'Extensions that requests go through.',
      { level: 'refused', reason: 'there are no middleware extensions' },
    ),
    keepalive: field(
      optional(keepaliveSchema, { enabledByNull: true }),
      'How connections are kept for further requests.',
      CONNECTION_TUNING,
    ),
    idle_conn_timeout: field(
      duration(IDLE_TIMEOUT),
      'Older name of keepalive::idle_conn_timeout.',
      CONNECTION_TUNING,
    ),
    max_idle_conns: field(
      integer('int', MAX_IDLE),
      'Older name of keepalive::max_idle_conns.',
      CONNECTION_TUNING,
    ),
    max_idle_conns_per_host: field(
      integer('int', 0),
      'Older name of keepalive::max_idle_conns_per_host.',
      CONNECTION_TUNING,
    ),
    disable_keep_alives: field(
      boolean(false),
      'Whether each request has a connection of its own.',
      CONNECTION_TUNING,
    ),
  };
}

/** What the client's own validation objects to. */
export function httpClientFindings(config: {
  readonly compression: Compression;
  readonly compression_params: { readonly level: number };
  readonly tls: Parameters<typeof clientTlsFindings>[0];
  readonly keepalive: unknown;
  readonly idle_conn_timeout: bigint;
  readonly max_idle_conns: number;
  readonly max_idle_conns_per_host: number;
  readonly disable_keep_alives: boolean;
}): Finding[] {
  const part = 'clientconfig';
  return [
    ...keepaliveFinding(config),
    ...levelFinding(config.compression, config.compression_params.level, part),
    ...clientTlsFindings(config.tls, [part]),
    ...compressionFinding(config.compression),
  ];
}

/** The collector says it while it decodes; here, values other than the defaults are seen afterwards. */
function keepaliveFinding(config: Parameters<typeof httpClientFindings>[0]): Finding[] {
  const older =
    config.idle_conn_timeout !== IDLE_TIMEOUT ||
    config.max_idle_conns !== MAX_IDLE ||
    config.max_idle_conns_per_host !== 0 ||
    config.disable_keep_alives;
  if (config.keepalive === undefined || !older) return [];
  const message =
    "confighttp.ClientConfig: cannot use deprecated keepalive fields (idle_conn_timeout, max_idle_conns, max_idle_conns_per_host, disable_keep_alives) alongside the 'keepalive' section; migrate to the 'keepalive' section";
  return [{ message, at: ['keepalive'] }];
}
