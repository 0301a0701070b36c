import { type Span, SpanKind } from '../../../../../otlp/model.ts';
import { sanitizeUrl } from './sanitize-url.ts';

/** Any of these says that a span is one of HTTP, by the conventions of today and of old. */
const HTTP_ATTRIBUTES = [
  'http.route',
  'http.request.method',
  'http.request.method_original',
  'http.response.status_code',
  'url.full',
  'http.scheme',
  'http.target',
  'http.method',
  'http.url',
];

/** The new name of an HTTP span; `undefined` where the span is no such, or nothing but `*` would be left. */
export function nameWithoutIds({ attributes, kind, name }: Span): string | undefined {
  if (kind !== SpanKind.Client && kind !== SpanKind.Server) return undefined;
  if (!name.includes('/') && !HTTP_ATTRIBUTES.some((key) => attributes.has(key))) return undefined;
  const sanitized = sanitizeUrl(name);
  return sanitized === name || /^(?:\/*\*)(?:\/+\*)*\/*$/.test(sanitized) ? undefined : sanitized;
}
