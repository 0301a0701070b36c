import { PermanentError, StatusError } from '../../../pipeline/consumer.ts';

/** google.rpc.Code, as far as receivers use it. */
export const Code = {
  Canceled: 1,
  Unknown: 2,
  InvalidArgument: 3,
  DeadlineExceeded: 4,
  NotFound: 5,
  PermissionDenied: 7,
  ResourceExhausted: 8,
  Aborted: 10,
  OutOfRange: 11,
  Unimplemented: 12,
  Internal: 13,
  Unavailable: 14,
  DataLoss: 15,
  Unauthenticated: 16,
} as const;

/** HTTP statuses of codes, from core receiver/otlpreceiver/internal/errors. */
const HTTP_STATUSES: ReadonlyMap<number, number> = new Map([
  [Code.Canceled, 503],
  [Code.DeadlineExceeded, 503],
  [Code.Aborted, 503],
  [Code.OutOfRange, 503],
  [Code.Unavailable, 503],
  [Code.DataLoss, 503],
  [Code.ResourceExhausted, 429],
  [Code.InvalidArgument, 400],
  [Code.Unauthenticated, 401],
  [Code.PermissionDenied, 403],
  [Code.Unimplemented, 404],
]);

export function httpStatusOf(code: number): number {
  return HTTP_STATUSES.get(code) ?? 500;
}

/**
 * The status a client gets for what a consumer rejected with: retryable (Unavailable) unless the error is permanent
 * (Internal) or says itself.
 */
export function statusOfError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const said = statusWithin(error);
  if (said !== undefined) return new StatusError(said.code, message, said.retryAfterNs);
  return new StatusError(error instanceof PermanentError ? Code.Internal : Code.Unavailable, message);
}

/** The StatusError that caused an error, however far down. */
function statusWithin(error: unknown): StatusError | undefined {
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause instanceof Error && !(cause instanceof StatusError)) cause = cause.cause;
  return cause instanceof StatusError ? cause : undefined;
}
