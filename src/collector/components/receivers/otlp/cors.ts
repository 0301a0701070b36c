import type { HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from '../../../http.ts';
import type { OtlpHttpConfig } from './config.ts';

type CorsConfig = NonNullable<OtlpHttpConfig['cors']>;

const METHODS = ['GET', 'POST', 'HEAD'];
/** Allowed when `allowed_headers` isn't given. */
const DEFAULT_HEADERS = ['accept', 'content-type', 'x-requested-with'];

/** Answers preflight requests and marks responses that pages of the allowed origins may read (CORS). */
export function withCors(config: CorsConfig, next: HttpHandler): HttpHandler {
  const allowed = originMatcher(config.allowed_origins ?? []);
  return async (request) => {
    const preflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (preflight) return answerPreflight(config, allowed, request);
    const response = await next(request);
    return { ...response, headers: { ...response.headers, ...actualHeaders(config, allowed, request) } };
  };
}

function actualHeaders(
  config: CorsConfig,
  allowed: (origin: string) => boolean,
  request: HttpRequest,
): HttpHeaders {
  const { origin } = request.headers;
  const vary = { vary: 'Origin' };
  const methodAllowed = METHODS.includes(request.method) || request.method === 'OPTIONS';
  if (origin === undefined || !allowed(origin) || !methodAllowed) return vary;
  const exposed = config.exposed_headers ?? [];
  return {
    ...vary,
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
  };
}

function answerPreflight(
  config: CorsConfig,
  allowed: (origin: string) => boolean,
  request: HttpRequest,
): HttpResponse {
  const vary = { vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' };
  const body = new Uint8Array();
  const origin = request.headers.origin;
  const method = (request.headers['access-control-request-method'] ?? '').toUpperCase();
  const headers = request.headers['access-control-request-headers'];
  const granted =
    origin !== undefined && allowed(origin) && METHODS.includes(method) && headersAllowed(config, headers);
  if (!granted) return { status: 204, headers: vary, body };
  return {
    status: 204,
    headers: {
      ...vary,
      'access-control-allow-origin': origin,
      'access-control-allow-methods': method,
      ...(headers === undefined || headers === '' ? {} : { 'access-control-allow-headers': headers }),
      'access-control-allow-credentials': 'true',
      ...(config.max_age > 0 ? { 'access-control-max-age': String(config.max_age) } : {}),
    },
    body,
  };
}

function headersAllowed(config: CorsConfig, requested: string | undefined): boolean {
  const configured = config.allowed_headers ?? [];
  const allowed =
    configured.length === 0 ? DEFAULT_HEADERS : configured.map((header) => header.toLowerCase());
  if (allowed.includes('*')) return true;
  const names = (requested ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.every((name) => name === '' || allowed.includes(name));
}

/** Origins match whole, without regard to case; one "*" in a pattern stands for any characters. */
function originMatcher(patterns: readonly string[]): (origin: string) => boolean {
  const tests = patterns.map((pattern) => {
    const wanted = pattern.toLowerCase();
    const star = wanted.indexOf('*');
    if (star < 0) return (origin: string) => origin === wanted;
    const before = wanted.slice(0, star);
    const after = wanted.slice(star + 1);
    return (origin: string) =>
      origin.length >= before.length + after.length && origin.startsWith(before) && origin.endsWith(after);
  });
  return (origin) => tests.some((test) => test(origin.toLowerCase()));
}
