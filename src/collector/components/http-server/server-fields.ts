/** The keys of a component that is an HTTP server (core config/confighttp), in the order the collector's decoder goes through them. */
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
} from '../../config/schema.ts';
import { addressFields, transportFindings } from '../receivers/otlp/address-config.ts';
import { tlsSchema } from '../receivers/otlp/tls-config.ts';

const KNOWN_ENCODINGS = ['', 'gzip', 'zstd', 'zlib', 'snappy', 'deflate', 'lz4', 'x-snappy-framed'];

const CONNECTION_TUNING = {
  level: 'ignored',
  reason: 'connections are handled by the host; the data is the same without it',
} as const;

const corsSchema = struct('confighttp.CORSConfig', {
  allowed_origins: field(
    list(string()),
    'Origins of web pages that may send here; "*" stands for any characters. CORS is off without it.',
  ),
  allowed_headers: field(
    list(string()),
    'Request headers pages may set, besides those that are always allowed.',
  ),
  exposed_headers: field(list(string()), 'Response headers pages may read.'),
  max_age: field(integer('int', 0), 'Seconds for which browsers may keep the answer to a preflight request.'),
});

/** Defaults that differ between components; times in ns. */
export interface ServerDefaults {
  readonly endpoint: string;
  readonly maxRequestBodySize: number;
  readonly readHeaderTimeout: bigint;
  readonly writeTimeout: bigint;
}

/** What the collector's servers have where a component says nothing else. */
export function serverDefaults(endpoint: string): ServerDefaults {
  return {
    endpoint,
    maxRequestBodySize: 0,
    readHeaderTimeout: 60_000_000_000n,
    writeTimeout: 30_000_000_000n,
  };
}

export function httpServerFields(defaults: ServerDefaults) {
  return {
    tls: field(optional(tlsSchema), 'TLS of the server.', {
      level: 'refused',
      reason: 'this collector listens without TLS only',
    }),
    cors: field(optional(corsSchema), 'Which web pages may send here from a browser.'),
    auth: field(anyValue, 'The extension that authenticates requests.', {
      level: 'refused',
      reason: 'there are no authenticator extensions',
    }),
    max_request_body_size: field(
      integer('int64', defaults.maxRequestBodySize),
      'The largest body accepted, in bytes, before and after decompression. 0 means 20 MiB.',
    ),
    include_metadata: field(
      boolean(false),
      'Passes the request’s headers on, for processors that batch or route by them.',
    ),
    response_headers: field(
      map(string('', 'configopaque.String'), { pairs: true }),
      'Headers added to every response.',
    ),
    compression_algorithms: field(
      list(string()),
      `The values of Content-Encoding accepted. Default: ${JSON.stringify(KNOWN_ENCODINGS)}.`,
    ),
    read_timeout: field(
      duration(0n),
      'Time for reading a whole request. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    read_header_timeout: field(
      duration(defaults.readHeaderTimeout),
      'Time for reading the headers. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    write_timeout: field(
      duration(defaults.writeTimeout),
      'Time for writing a response. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    idle_timeout: field(
      duration(0n),
      'How long an idle connection is kept. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    middlewares: field(list(anyValue), 'Extensions that requests go through.', {
      level: 'refused',
      reason: 'there are no middleware extensions',
    }),
    keepalive: field(
      optional(
        struct('confighttp.KeepaliveServerConfig', {
          idle_timeout: field(duration(60_000_000_000n), 'How long an idle connection is kept.'),
        }),
      ),
      'How connections are kept for further requests; instead of idle_timeout and keep_alives_enabled.',
      CONNECTION_TUNING,
    ),
    keep_alives_enabled: field(
      boolean(true),
      'Whether connections are kept for further requests.',
      CONNECTION_TUNING,
    ),
    ...addressFields(defaults.endpoint),
  };
}

/**
 * What is wrong with where a server listens. `part` is the path of the server's struct as the collector prints it:
 * ["serverconfig"].
 */
export function httpServerFindings(
  config: { readonly transport: string },
  part: readonly string[],
): readonly Finding[] {
  return config.transport === ''
    ? [{ message: 'invalid transport type ""', at: ['transport'], part: [...part, 'netaddr'] }]
    : transportFindings(config);
}
