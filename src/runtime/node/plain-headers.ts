/** Node's headers as plain data: one value each, repeated ones joined. */
import type { IncomingHttpHeaders } from 'node:http';
import type { HttpHeaders } from '../../collector/http.ts';

export function plainHeaders(headers: IncomingHttpHeaders): HttpHeaders {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
