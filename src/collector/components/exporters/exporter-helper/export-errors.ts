import { formatDuration } from '../../../config/duration.ts';
import { PermanentError, StatusError } from '../../../pipeline/consumer.ts';

/** The receiver of the data asks to wait this long (ns) before the next attempt (exporterhelper.NewThrottleRetry). */
export class ThrottleRetry extends Error {
  readonly delayNs: bigint;

  constructor(cause: unknown, delayNs: bigint) {
    super(`Throttle (${formatDuration(delayNs)}), error: ${errorText(cause)}`, { cause });
    this.name = 'ThrottleRetry';
    this.delayNs = delayNs;
  }
}

/** A retry that didn't happen because the collector stops. A persistent queue keeps the data. */
export class ShutdownError extends Error {
  constructor(cause: unknown) {
    super(`interrupted due to shutdown: ${errorText(cause)}`, { cause });
    this.name = 'ShutdownError';
  }
}

/** A part of the data was sent; only this is left to be sent again (core consumererror.Traces and its siblings). */
export class PartialFailure<D> extends Error {
  readonly rest: D;

  constructor(cause: unknown, rest: D) {
    super(errorText(cause), { cause });
    this.name = 'PartialFailure';
    this.rest = rest;
  }
}

/** google.rpc.Code by number, as the collector prints codes. */
const CODE_NAMES = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
];

/** How the collector prints an error: a status with its code. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof StatusError)) return error.message;
  const code = CODE_NAMES[error.code] ?? `Code(${error.code})`;
  return `rpc error: code = ${code} desc = ${error.message}`;
}

/** A refusal for good by what took the data. */
export function permanent(cause: unknown): PermanentError {
  return new PermanentError(errorText(cause), { cause });
}

export function isPermanent(error: unknown): boolean {
  return chainOf(error).some((each) => each instanceof PermanentError);
}

export function isShutdown(error: unknown): boolean {
  return chainOf(error).some((each) => each instanceof ShutdownError);
}

/** How long the receiver of the data asks to wait, ns; 0 where it doesn't. */
export function throttleDelay(error: unknown): bigint {
  for (const each of chainOf(error)) if (each instanceof ThrottleRetry) return each.delayNs;
  return 0n;
}

/** The same error with something said before it. */
export function prefixed(prefix: string, cause: unknown): Error {
  return new Error(`${prefix}: ${errorText(cause)}`, { cause });
}

/** What a consumer rejects with for it: refusals for good and statuses stay what they are, with all that was said. */
export function outward(error: unknown): unknown {
  if (error instanceof StatusError || error instanceof PermanentError) return error;
  const chain = chainOf(error);
  const status = chain.find((each) => each instanceof StatusError);
  const message = errorText(error);
  if (chain.some((each) => each instanceof PermanentError)) {
    const refusal = new PermanentError(message, { cause: status ?? error });
    // The words are all there; the class would say its own in front of them again.
    refusal.message = message;
    return refusal;
  }
  return status === undefined ? error : new StatusError(status.code, message, status.retryAfterNs);
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each !== undefined && !chain.includes(each); ) {
    chain.push(each);
    each = each instanceof Error ? each.cause : undefined;
  }
  return chain;
}
