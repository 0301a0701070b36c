import type { HttpHeaders, HttpResponse } from '../../http.ts';

/** A text as Go's net/http answers with an error: closed with a line break, and not to be taken for anything else. */
export function plainAnswer(status: number, text: string): HttpResponse {
  return textAnswer(status, `${text}\n`, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
}

export function textAnswer(status: number, text: string, headers: HttpHeaders): HttpResponse {
  return { status, headers, body: new TextEncoder().encode(text) };
}
