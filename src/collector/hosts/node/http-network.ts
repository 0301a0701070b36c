import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from '../../http.ts';
import {
  ConnectError,
  type Endpoint,
  formatAddress,
  type GrpcReply,
  ListenError,
  type Listener,
  type ListenOptions,
  type Network,
} from '../../pipeline/network.ts';

/** Which port of the machine stands for a port of the configuration. */
export type PortMapping = (configured: number) => number;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: 'bind: cannot assign requested address',
};

/** Real ports, by node:http. */
export class HttpNetwork implements Network {
  readonly #mapping: PortMapping;
  readonly #ports = new Map<number, number>();

  /** Listens on the ports configured, unless told otherwise; 0 lets the system choose. */
  constructor(mapping: PortMapping = (port) => port) {
    this.#mapping = mapping;
  }

  /** The machine's port that stands for a configured one; `undefined` when nothing listens there. */
  portOf(configured: number): number | undefined {
    return this.#ports.get(configured);
  }

  async listen(endpoint: Endpoint, handler: HttpHandler, options: ListenOptions): Promise<Listener> {
    let closing = false;
    const server = createServer((request, response) => {
      answer(request, response, handler, options, () => closing).catch(() => response.destroy());
    });
    const wanted = { host: endpoint.host, port: this.#mapping(endpoint.port) };
    const port = await listening(server, wanted);
    const configured = endpoint.port === 0 ? port : endpoint.port;
    this.#ports.set(configured, port);
    return {
      address: formatAddress({ host: endpoint.host, port }),
      port: configured,
      close: async () => {
        closing = true;
        this.#ports.delete(configured);
        await closed(server);
      },
    };
  }

  listenGrpc(): Promise<Listener> {
    return Promise.reject(new ListenError('gRPC is not served yet'));
  }

  request(): Promise<HttpResponse> {
    return Promise.reject(new ConnectError('requests are not sent yet'));
  }

  call(): Promise<GrpcReply> {
    return Promise.reject(new ConnectError('calls are not made yet'));
  }
}

/** Starts listening; resolves with the port. */
function listening(server: Server, endpoint: Endpoint): Promise<number> {
  // The collector resolves "localhost" to its IPv4 address; Node might take the IPv6 one, which clients may not try.
  const host = endpoint.host === 'localhost' ? '127.0.0.1' : endpoint.host;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
      const why = known ?? (code === 'ENOTFOUND' ? `lookup ${host}: no such host` : error.message);
      reject(new ListenError(`listen tcp ${formatAddress(endpoint)}: ${why}`, { cause: error }));
    });
    server.listen({ port: endpoint.port, ...(host === '' ? {} : { host }) }, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: HttpHandler,
  options: ListenOptions,
  closing: () => boolean,
): Promise<void> {
  const { status, headers, body } = await handler(await readRequest(request, options.maxBodyBytes));
  response.writeHead(status, { ...headers, ...(closing() ? { connection: 'close' } : {}) });
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

function plainHeaders(request: IncomingMessage): HttpHeaders {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
