import { StatusError } from '../../../pipeline/consumer.ts';
import type { ConnectError, GrpcReply } from '../../../pipeline/network.ts';
import { permanent, ThrottleRetry } from '../exporter-helper/export-errors.ts';

/** Codes of google.rpc.Code that mean to try again (OTLP/gRPC, "Failures"). */
const RETRYABLE = [1, 4, 10, 11, 14, 15];
const DEADLINE_EXCEEDED = 4;
const RESOURCE_EXHAUSTED = 8;
const UNAVAILABLE = 14;

/** The error for a reply that is no success: to be retried, retried later, or permanent. */
export function grpcFailure({ code, statusMessage, retryDelayNs }: GrpcReply): Error {
  const failure = new StatusError(code, statusMessage, retryDelayNs);
  const retryable = RETRYABLE.includes(code) || (code === RESOURCE_EXHAUSTED && retryDelayNs !== undefined);
  if (!retryable) return permanent(failure);
  return retryDelayNs === undefined || retryDelayNs === 0n
    ? failure
    : new ThrottleRetry(failure, retryDelayNs);
}

/** The status gRPC gives a call without an answer. */
export function connectFailure({ message, timedOut }: ConnectError): StatusError {
  if (timedOut) return new StatusError(DEADLINE_EXCEEDED, message);
  if (message.includes('EOF')) return new StatusError(UNAVAILABLE, 'error reading from server: EOF');
  const stage = message.startsWith('tls:') ? 'authentication handshake failed' : 'Error while dialing';
  return new StatusError(UNAVAILABLE, `connection error: desc = "transport: ${stage}: ${message}"`);
}
