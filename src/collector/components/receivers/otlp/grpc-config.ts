/** The gRPC server's keys (core config/configgrpc). */
import {
  anyValue,
  boolean,
  duration,
  type Finding,
  field,
  integer,
  list,
  optional,
  struct,
} from '../../../config/schema.ts';
import { addressFields, transportFindings } from './address-config.ts';
import { tlsSchema } from './tls-config.ts';

const MAX_MESSAGE_MIB = 8_796_093_022_207;

const CONNECTION_TUNING = {
  level: 'ignored',
  reason: 'connections are handled by the host; the data is the same without it',
} as const;

const keepaliveSchema = struct('configgrpc.KeepaliveServerConfig', {
  server_parameters: field(
    optional(
      struct('configgrpc.KeepaliveServerParameters', {
        max_connection_idle: field(duration(0n), 'How long a connection may be idle.'),
        max_connection_age: field(duration(0n), 'How long a connection may exist.'),
        max_connection_age_grace: field(duration(0n), 'How long calls may go on after that.'),
        time: field(duration(0n), 'After how much silence the client is pinged.'),
        timeout: field(duration(0n), 'How long the answer to a ping may take.'),
      }),
    ),
    'When connections are pinged and closed.',
  ),
  enforcement_policy: field(
    optional(
      struct('configgrpc.KeepaliveEnforcementPolicy', {
        min_time: field(duration(0n), 'How often clients may ping.'),
        permit_without_stream: field(boolean(false), 'Whether they may without a call under way.'),
      }),
    ),
    'What clients may do.',
  ),
});

export const grpcServerSchema = struct(
  'configgrpc.ServerConfig',
  {
    tls: field(optional(tlsSchema), 'TLS of the server.', {
      level: 'refused',
      reason: 'this collector listens without TLS only',
    }),
    max_recv_msg_size_mib: field(integer('int', 0), 'The largest message accepted, in MiB. 0 means 4 MiB.'),
    max_concurrent_streams: field(
      integer('uint32', 0),
      'Calls at the same time on a connection. 0 means no limit.',
      CONNECTION_TUNING,
    ),
    read_buffer_size: field(integer('int', 512 * 1024), 'Bytes of the read buffer.', CONNECTION_TUNING),
    write_buffer_size: field(integer('int', 0), 'Bytes of the write buffer.', CONNECTION_TUNING),
    keepalive: field(optional(keepaliveSchema), 'How connections are kept alive.', CONNECTION_TUNING),
    auth: field(anyValue, 'The extension that authenticates calls.', {
      level: 'refused',
      reason: 'there are no authenticator extensions',
    }),
    include_metadata: field(boolean(false), 'Passes the call’s metadata on.'),
    middlewares: field(list(anyValue), 'Extensions that calls go through.', {
      level: 'refused',
      reason: 'there are no middleware extensions',
    }),
    ...addressFields('localhost:4317'),
  },
  {
    validate(config): readonly Finding[] {
      const size = config.max_recv_msg_size_mib;
      if (size >= 0 && size <= MAX_MESSAGE_MIB) return transportFindings(config);
      const message = `invalid max_recv_msg_size_mib value, must be between 1 and ${MAX_MESSAGE_MIB}: ${size}`;
      return [{ message, at: ['max_recv_msg_size_mib'] }, ...transportFindings(config)];
    },
  },
);
