/** OTLP over gRPC as the collector's receiver speaks it (OTLP specification, "OTLP/gRPC"). */
import { decodeRequest } from '../../../../otlp/export-request.ts';
import { encodeResponse } from '../../../../otlp/export-response.ts';
import { OtlpDecodeError } from '../../../../otlp/otlp-decode-error.ts';
import type { ConfigOf } from '../../../config/schema.ts';
import { type CarriedSignal, type ConsumeContext, emptyContext } from '../../../pipeline/consumer.ts';
import { DroppedConnection } from '../../../pipeline/faults.ts';
import type { GrpcCall, GrpcHandler, GrpcReply } from '../../../pipeline/network.ts';
import type { grpcServerSchema } from './grpc-config.ts';
import type { SignalSinks, Sink } from './signal-sinks.ts';
import { Code, statusOfError } from './status-codes.ts';

type GrpcConfig = ConfigOf<typeof grpcServerSchema>;

const DEFAULT_LIMIT_MIB = 4;
const BYTES_PER_MIB = 1024 * 1024;

/** Services by signal; the method is always Export. */
export const GRPC_SERVICES: { readonly [S in CarriedSignal]: string } = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
  profiles: 'opentelemetry.proto.collector.profiles.v1development.ProfilesService',
};

/** The largest message accepted, in bytes. */
export function messageLimit({ max_recv_msg_size_mib: mib }: GrpcConfig): number {
  return (mib > 0 ? mib : DEFAULT_LIMIT_MIB) * BYTES_PER_MIB;
}

/** The handler of a receiver's gRPC port. Every call is answered but those whose connection a fault drops. */
export function otlpGrpcHandler(config: GrpcConfig, sinks: SignalSinks): GrpcHandler {
  const limit = messageLimit(config);
  return async (call) => {
    const [, service = '', method] = /^\/(.*)\/(.*)$/.exec(call.method) ?? [];
    if (method === undefined) {
      return failure(Code.Unimplemented, `malformed method name: ${JSON.stringify(call.method)}`);
    }
    const signal = (Object.keys(GRPC_SERVICES) as CarriedSignal[]).find(
      (each) => GRPC_SERVICES[each] === service,
    );
    const sink = signal === undefined ? undefined : sinks[signal];
    if (signal === undefined || sink === undefined) {
      return failure(Code.Unimplemented, `unknown service ${service}`);
    }
    if (method !== 'Export') {
      return failure(Code.Unimplemented, `unknown method ${method} for service ${service}`);
    }
    if (call.message.length > limit) {
      const text = `grpc: received message larger than max (${call.message.length} vs. ${limit})`;
      return failure(Code.ResourceExhausted, text);
    }
    return receive(signal, sink as Sink<typeof signal>, call, contextOf(config, call));
  };
}

async function receive<S extends CarriedSignal>(
  signal: S,
  sink: Sink<S>,
  call: GrpcCall,
  context: ConsumeContext,
): Promise<GrpcReply> {
  try {
    const data = decodeRequest(signal, call.message, 'protobuf');
    const partial = await sink(data, context);
    return { code: 0, statusMessage: '', message: encodeResponse(signal, 'protobuf', partial) };
  } catch (error) {
    if (error instanceof DroppedConnection) throw error;
    if (error instanceof OtlpDecodeError) {
      return failure(Code.Internal, `grpc: failed to unmarshal the received message: ${error.message}`);
    }
    const status = statusOfError(error);
    return { ...failure(status.code, status.message), retryDelayNs: status.retryAfterNs };
  }
}

function failure(code: number, statusMessage: string): GrpcReply {
  return { code, statusMessage, message: new Uint8Array() };
}

function contextOf(config: GrpcConfig, { metadata }: GrpcCall): ConsumeContext {
  if (!config.include_metadata) return emptyContext;
  return { metadata: new Map(Object.entries(metadata).map(([name, value]) => [name, [value]])) };
}
