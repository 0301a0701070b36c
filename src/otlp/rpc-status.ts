import { decodeMessage, encodeMessage } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { defineMessage, field } from './message-type.ts';

/** `google.rpc.Status` without its details: the body of every OTLP/HTTP error (specification "Failures"). */
export interface RpcStatus {
  /** A gRPC code, such as 3 (invalid argument). */
  code: number;
  message: string;
}

const rpcStatusType = defineMessage<RpcStatus>('google.rpc.Status', () => ({ code: 0, message: '' }), {
  code: field(1, 'int32'),
  message: field(2, 'string'),
});

export function encodeRpcStatus(status: RpcStatus, encoding: Encoding): Uint8Array {
  return encodeMessage(rpcStatusType, status, encoding);
}

/** @throws {OtlpDecodeError} if the bytes are no status. */
export function decodeRpcStatus(body: Uint8Array, encoding: Encoding): RpcStatus {
  return decodeMessage(rpcStatusType, body, encoding);
}
