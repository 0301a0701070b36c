import type { IncomingMessage } from 'node:http';
import type { HttpHeaders } from '../../http.ts';

export function plainHeaders({ headers }: IncomingMessage): HttpHeaders {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
