import { STATUS_CODES } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http2';
import type { GrpcReply } from '../../../pipeline/network.ts';
import { FrameError, type FrameReader } from './frame.ts';
import { decodeRetryDelay } from './status-details.ts';
import { decodeStatusMessage } from './status-message.ts';

const UNKNOWN = 2;
const INTERNAL = 13;

/** Codes for statuses of servers and proxies that don't speak gRPC ("HTTP to gRPC Status Code Mapping"). */
const CODES_OF_HTTP: ReadonlyMap<number, number> = new Map([
  [400, INTERNAL],
  [401, 16],
  [403, 7],
  [404, 12],
  [429, 14],
  [502, 14],
  [503, 14],
  [504, 14],
]);

/** Whether a response is one of gRPC, by its headers. */
export function isGrpc(headers: IncomingHttpHeaders): boolean {
  return /^application\/grpc(?:[+;].*)?$/.test(headers['content-type'] ?? '');
}

/** What the headers, trailers and message of a response come to. */
export function replyOf(
  headers: IncomingHttpHeaders,
  trailers: IncomingHttpHeaders | undefined,
  reader: FrameReader,
): GrpcReply {
  const httpStatus = Number(headers[':status'] ?? 200);
  const status = trailers?.['grpc-status'] ?? headers['grpc-status'];
  if (!isGrpc(headers) || (httpStatus !== 200 && status === undefined)) return notGrpc(httpStatus, headers);
  if (status === undefined) return failure(INTERNAL, 'server closed the stream without sending trailers');
  const fields = trailers?.['grpc-status'] === undefined ? headers : trailers;
  const code = /^\d{1,10}$/.test(String(status)) ? Number(status) : UNKNOWN;
  const statusMessage = decodeStatusMessage(String(fields['grpc-message'] ?? ''));
  if (code !== 0) {
    const details = fields['grpc-status-details-bin'];
    const retryDelayNs = details === undefined ? undefined : decodeRetryDelay(String(details));
    return { ...failure(code, statusMessage), retryDelayNs };
  }
  try {
    const message = reader.message(String(headers['grpc-encoding'] ?? ''));
    if (message !== undefined) return { code, statusMessage, message };
    const text = 'cardinality violation: received no response message from non-server-streaming RPC';
    return failure(INTERNAL, text);
  } catch (error) {
    if (error instanceof FrameError) return failure(error.code, error.message);
    throw error;
  }
}

function notGrpc(httpStatus: number, headers: IncomingHttpHeaders): GrpcReply {
  const reasons: string[] = [];
  if (httpStatus !== 200) {
    const name = STATUS_CODES[httpStatus] ?? '';
    reasons.push(`unexpected HTTP status code received from server: ${httpStatus} (${name})`);
  }
  const type = headers['content-type'];
  if (!isGrpc(headers)) {
    reasons.push(
      type === undefined
        ? 'malformed header: missing HTTP content-type'
        : `transport: received unexpected content-type ${JSON.stringify(type)}`,
    );
  }
  return failure(CODES_OF_HTTP.get(httpStatus) ?? UNKNOWN, reasons.join('; '));
}

function failure(code: number, statusMessage: string): GrpcReply {
  return { code, statusMessage, message: new Uint8Array() };
}
