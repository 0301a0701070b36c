import { type ConfigOf, field, optional, struct } from '../../../config/schema.ts';
import { grpcServerSchema } from './grpc-config.ts';
import { httpServerSchema } from './http-config.ts';

const protocolsSchema = struct('otlpreceiver.Protocols', {
  grpc: field(
    optional(grpcServerSchema, { enabledByNull: true }),
    'OTLP over gRPC; `grpc:` alone takes the defaults.',
  ),
  http: field(
    optional(httpServerSchema, { enabledByNull: true, errorLevels: 2 }),
    'OTLP over HTTP, protobuf and JSON; `http:` alone takes the defaults.',
  ),
});

export const otlpReceiverSchema = struct(
  'otlpreceiver.Config',
  { protocols: field(protocolsSchema, 'The protocols to listen on; at least one.') },
  {
    validate: ({ protocols }) =>
      protocols.grpc === undefined && protocols.http === undefined
        ? [{ message: 'must specify at least one protocol when using the OTLP receiver', at: ['protocols'] }]
        : [],
  },
);

export type OtlpReceiverConfig = ConfigOf<typeof otlpReceiverSchema>;

export type OtlpHttpConfig = ConfigOf<typeof httpServerSchema>;
