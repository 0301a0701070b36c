import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import { cleanPath } from './clean-path.ts';
import { escapeHtml } from './escape-html.ts';
import { plainAnswer, textAnswer } from './plain-answer.ts';

/**
 * Hands requests on by their path, as Go's http.ServeMux does: a pattern that ends with "/" takes everything below it,
 * the longest that fits is taken, and a path that isn't clean is redirected to the clean one.
 */
export function routed(handlers: Readonly<Record<string, HttpHandler>>): HttpHandler {
  const patterns = Object.keys(handlers).sort((a, b) => b.length - a.length);
  const handlerFor = (path: string): HttpHandler | undefined => {
    const found = patterns.find((pattern) =>
      pattern.endsWith('/') ? path.startsWith(pattern) : path === pattern,
    );
    return found === undefined ? undefined : handlers[found];
  };
  return async (request) => {
    const question = request.path.indexOf('?');
    const path = question < 0 ? request.path : request.path.slice(0, question);
    const query = request.path.slice(path.length);
    const clean = cleanPath(path);
    if (clean !== path) return redirect(request, clean + query);
    const handler = handlerFor(path);
    if (handler !== undefined) return handler(request);
    if (patterns.includes(`${path}/`)) return redirect(request, `${path}/${query}`);
    return plainAnswer(404, '404 page not found');
  };
}

function redirect({ method }: HttpRequest, location: string): HttpResponse {
  if (method !== 'GET' && method !== 'HEAD') return textAnswer(307, '', { location });
  const link = `<a href="${escapeHtml(location)}">Temporary Redirect</a>.\n\n`;
  return textAnswer(307, link, { location, 'content-type': 'text/html; charset=utf-8' });
}
