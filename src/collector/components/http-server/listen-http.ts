import type { ConfigOf, StructOf } from '../../config/schema.ts';
import type { HttpHandler } from '../../http.ts';
import { type Listener, type Network, parseEndpoint } from '../../pipeline/network.ts';
import { withCors } from '../receivers/otlp/cors.ts';
import { BodyError, DEFAULT_ALGORITHMS, decompress } from '../receivers/otlp/decompress.ts';
import { plainAnswer } from './plain-answer.ts';
import type { httpServerFields } from './server-fields.ts';

const DEFAULT_BODY_LIMIT = 20 * 1024 * 1024;

/** What `httpServerFields` decode to. */
export type HttpServerConfig = StructOf<ReturnType<typeof httpServerFields>>;

export type CorsConfig = ConfigOf<ReturnType<typeof httpServerFields>['cors']['schema']>;

/** Listens at the configured endpoint, and answers with CORS, additional headers and decompressed bodies. Rejects with a ListenError. */
export async function listenHttp(
  config: HttpServerConfig,
  network: Network,
  handler: HttpHandler,
): Promise<Listener> {
  const options = { maxBodyBytes: bodyLimit(config) };
  return network.listen(parseEndpoint(config.endpoint.trim()), served(config, handler), options);
}

/** Requests as the collector's HTTP server hands them to a component's handler (ToServer of core config/confighttp). */
export function served(config: HttpServerConfig, handler: HttpHandler): HttpHandler {
  const { cors } = config;
  const decompressed = withDecompression(config, handler);
  const inner =
    cors !== undefined && (cors.allowed_origins ?? []).length > 0
      ? withCors(cors, decompressed)
      : decompressed;
  const added = Object.fromEntries(
    [...(config.response_headers ?? [])].map(([name, value]) => [name.toLowerCase(), value]),
  );
  return async (request) => {
    const response = await inner(request);
    return { ...response, headers: { ...added, ...response.headers } };
  };
}

function withDecompression(config: HttpServerConfig, handler: HttpHandler): HttpHandler {
  const algorithms = config.compression_algorithms ?? DEFAULT_ALGORITHMS;
  return async (request) => {
    const encoding = request.headers['content-encoding'] ?? '';
    if (encoding === '' && algorithms.includes('')) return handler(request);
    try {
      const body = await decompress(request.body, encoding, algorithms, bodyLimit(config));
      return handler({ ...request, body });
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      // That a body is too large is found out by those who read it only, and these pages don't.
      return error.tooLarge ? handler(request) : plainAnswer(400, error.message);
    }
  };
}

function bodyLimit(config: HttpServerConfig): number {
  return config.max_request_body_size > 0 ? config.max_request_body_size : DEFAULT_BODY_LIMIT;
}
