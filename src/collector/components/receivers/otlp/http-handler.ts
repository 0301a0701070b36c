/** OTLP over HTTP as the collector's receiver speaks it (core receiver/otlpreceiver and config/confighttp). */

import { CONTENT_TYPES, type Encoding, encodingOfContentType } from '../../../../otlp/encoding.ts';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import { encodeResponse } from '../../../../otlp/export-response.ts';
import { OtlpDecodeError } from '../../../../otlp/otlp-decode-error.ts';
import { encodeRpcStatus } from '../../../../otlp/rpc-status.ts';
import type { HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from '../../../http.ts';
import {
  type CarriedSignal,
  type ConsumeContext,
  emptyContext,
  type SignalData,
  type StatusError,
} from '../../../pipeline/consumer.ts';
import { DroppedConnection } from '../../../pipeline/faults.ts';
import { cleanPath } from '../../http-server/clean-path.ts';
import type { OtlpHttpConfig } from './config.ts';
import { withCors } from './cors.ts';
import { BodyError, DEFAULT_ALGORITHMS, decompress } from './decompress.ts';
import type { SignalSinks, Sink } from './signal-sinks.ts';
import { Code, httpStatusOf, statusOfError } from './status-codes.ts';

const DEFAULT_BODY_LIMIT = 20 * 1024 * 1024;
const NS_PER_SECOND = 1_000_000_000n;
/** Not to be configured yet, as the signal is in development. */
const PROFILES_PATH = '/v1development/profiles';

/** The largest body accepted, in bytes, before and after decompression. */
export function bodyLimit(config: OtlpHttpConfig): number {
  return config.max_request_body_size > 0 ? config.max_request_body_size : DEFAULT_BODY_LIMIT;
}

/**
 * The handler of a receiver's HTTP port. Every request is answered, and nothing that comes in makes it throw; it throws
 * DroppedConnection where a fault wants no answer.
 */
export function otlpHttpHandler(config: OtlpHttpConfig, sinks: SignalSinks): HttpHandler {
  const cors = config.cors;
  const signals = new Map<string, CarriedSignal>([
    [config.traces_url_path, 'traces'],
    [config.metrics_url_path, 'metrics'],
    [config.logs_url_path, 'logs'],
    [PROFILES_PATH, 'profiles'],
  ]);
  const inner: HttpHandler = (request) => answer(config, signals, sinks, request);
  const handler =
    cors !== undefined && (cors.allowed_origins ?? []).length > 0 ? withCors(cors, inner) : inner;
  const added = Object.fromEntries(
    [...(config.response_headers ?? [])].map(([name, value]) => [name.toLowerCase(), value]),
  );
  return async (request) => {
    const response = await handler(request);
    return { ...response, headers: { ...added, ...response.headers } };
  };
}

async function answer(
  config: OtlpHttpConfig,
  signals: ReadonlyMap<string, CarriedSignal>,
  sinks: SignalSinks,
  request: HttpRequest,
): Promise<HttpResponse> {
  const limit = bodyLimit(config);
  let body: Uint8Array | BodyError;
  try {
    const algorithms = config.compression_algorithms ?? DEFAULT_ALGORITHMS;
    const plain = decompress(request.body, request.headers['content-encoding'] ?? '', algorithms, limit);
    body = plain instanceof Promise ? await plain : plain;
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    body = error;
  }
  // What can't be decompressed is answered before anybody looks at path and method; a body too large is only found
  // out while it is read.
  if (body instanceof BodyError && !body.tooLarge) {
    return statusResponse(errorEncoding(request), Code.InvalidArgument, body.message);
  }

  const path = request.path.replace(/[?#].*$/s, '');
  const clean = cleanPath(path);
  if (clean !== path) return { status: 307, headers: { location: clean }, body: new Uint8Array() };
  const signal = signals.get(path);
  const sink = signal === undefined ? undefined : sinks[signal];
  if (signal === undefined || sink === undefined) return notFound();
  if (request.method !== 'POST') return plain(405, '405 method not allowed, supported: [POST]');
  const encoding = encodingOfContentType(request.headers['content-type']);
  if (encoding === undefined) {
    const supported = `[${CONTENT_TYPES.json}, ${CONTENT_TYPES.protobuf}]`;
    return plain(415, `415 unsupported media type, supported: ${supported}`);
  }
  if (body instanceof BodyError) return statusResponse(encoding, Code.InvalidArgument, body.message);
  return receive(signal, sink as Sink<typeof signal>, encoding, body, contextOf(config, request));
}

async function receive<S extends CarriedSignal>(
  signal: S,
  sink: Sink<S>,
  encoding: Encoding,
  body: Uint8Array,
  context: ConsumeContext,
): Promise<HttpResponse> {
  let data: SignalData[S];
  try {
    data = decodeRequest(signal, body, encoding);
  } catch (error) {
    if (!(error instanceof OtlpDecodeError)) throw error;
    return statusResponse(encoding, Code.InvalidArgument, error.message);
  }
  try {
    const partial = await sink(data, context);
    const headers = { 'content-type': CONTENT_TYPES[encoding] };
    return { status: 200, headers, body: encodeResponse(signal, encoding, partial) };
  } catch (error) {
    if (error instanceof DroppedConnection) throw error;
    return errorResponse(encoding, statusOfError(error));
  }
}

function errorResponse(encoding: Encoding, error: StatusError): HttpResponse {
  const response = statusResponse(encoding, error.code, error.message);
  const retryable = response.status === 429 || response.status === 503;
  if (!retryable || error.retryAfterNs === undefined) return response;
  return {
    ...response,
    headers: { ...response.headers, 'retry-after': String(error.retryAfterNs / NS_PER_SECOND) },
  };
}

/** A google.rpc.Status in the encoding of the request. */
function statusResponse(encoding: Encoding, code: number, message: string): HttpResponse {
  const headers = { 'content-type': CONTENT_TYPES[encoding] };
  return { status: httpStatusOf(code), headers, body: encodeRpcStatus({ code, message }, encoding) };
}

/** Errors found before the content type has been looked at: JSON unless the request says protobuf. */
function errorEncoding(request: HttpRequest): Encoding {
  return encodingOfContentType(request.headers['content-type']) ?? 'json';
}

function contextOf(config: OtlpHttpConfig, request: HttpRequest): ConsumeContext {
  if (!config.include_metadata) return emptyContext;
  return { metadata: new Map(Object.entries(request.headers).map(([name, value]) => [name, [value]])) };
}

function notFound(): HttpResponse {
  return plain(404, '404 page not found\n', {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
}

function plain(
  status: number,
  text: string,
  headers: HttpHeaders = { 'content-type': 'text/plain' },
): HttpResponse {
  return { status, headers, body: new TextEncoder().encode(text) };
}
