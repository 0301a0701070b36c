import { decodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import type { HttpResponse } from '../../../http.ts';
import { StatusError } from '../../../pipeline/consumer.ts';
import { permanent, ThrottleRetry } from '../exporter-helper/export-errors.ts';

/** How much of a response's body is read, in bytes. */
export const MAX_RESPONSE_BYTES = 64 * 1024;

const RETRYABLE = [429, 502, 503, 504];

/** Codes of google.rpc.Code for HTTP statuses (core internal/statusutil); others are Unknown. */
const CODES: ReadonlyMap<number, number> = new Map([
  [400, 3],
  [401, 16],
  [403, 7],
  [404, 12],
  [429, 8],
  [502, 14],
  [503, 14],
  [504, 14],
]);
const UNKNOWN = 2;

/** The error for a response that is no success: to be retried, retried later, or permanent (OTLP/HTTP, "Failures"). */
export function httpFailure(url: string, response: HttpResponse, nowNs: bigint): Error {
  const { status, headers } = response;
  const said = statusMessage(response);
  const text = `error exporting items, request to ${url} responded with HTTP Status Code ${status}${said}`;
  const failure = new StatusError(CODES.get(status) ?? UNKNOWN, text);
  if (!RETRYABLE.includes(status)) return permanent(failure);
  const retryAfter = status === 429 || status === 503 ? headers['retry-after'] : undefined;
  const delay = retryAfter === undefined ? undefined : retryDelay(retryAfter, nowNs);
  return delay === undefined ? failure : new ThrottleRetry(failure, delay);
}

function statusMessage({ status, body }: HttpResponse): string {
  if (status < 400 || status > 599) return '';
  try {
    const { message } = decodeRpcStatus(body.subarray(0, MAX_RESPONSE_BYTES), 'protobuf');
    return `, Message=${message}, Details=[]`;
  } catch {
    // The body is no status: there is nothing more to say.
    return '';
  }
}

/** "120" or "Wed, 21 Oct 2026 07:28:00 GMT", in ns from now (RFC 9110, section 10.2.3). */
function retryDelay(text: string, nowNs: bigint): bigint | undefined {
  if (/^[+-]?\d{1,15}$/.test(text)) return BigInt(text.replace(/^\+/, '')) * 1_000_000_000n;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [A-Z]{3,4}$/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : BigInt(date) * 1_000_000n - nowNs;
}
