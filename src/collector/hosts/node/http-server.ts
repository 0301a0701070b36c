import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HttpHandler, HttpRequest } from '../../http.ts';
import type { ListenOptions } from '../../pipeline/network.ts';
import { plainHeaders } from './plain-headers.ts';

/** As Go's server: what the headers of a request may take. */
const MAX_HEADER_BYTES = 1024 * 1024;

export interface HttpServer {
  readonly server: Server;
  /** Takes no more requests; resolves when those under way have been answered. */
  close(): Promise<void>;
}

/** A server that doesn't listen yet. */
export function createHttpServer(handler: HttpHandler, options: ListenOptions): HttpServer {
  let closing = false;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    answer(request, response, handler, options, () => closing).catch(() => response.destroy());
  });
  return {
    server,
    close: () => {
      closing = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: HttpHandler,
  options: ListenOptions,
  closing: () => boolean,
): Promise<void> {
  const { status, headers, body } = await handler(await readRequest(request, options.maxBodyBytes));
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...headers, ...length, ...(closing() ? { connection: 'close' } : {}) });
  response.end(body);
}

async function readRequest(request: IncomingMessage, limit: number): Promise<HttpRequest> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    // What is beyond the limit is read, so that the client gets to see the answer, and not kept.
    if (length > limit) continue;
    chunks.push(chunk);
    length += chunk.length;
  }
  const body = new Uint8Array(Buffer.concat(chunks, Math.min(length, limit + 1)));
  return { method: request.method ?? 'GET', path: request.url ?? '/', headers: plainHeaders(request), body };
}
