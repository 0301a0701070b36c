import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';
import {
  ConnectError,
  type Endpoint,
  formatAddress,
  type GrpcCall,
  type GrpcHandler,
  type GrpcReply,
  ListenError,
  type Listener,
  type Network,
  parseTarget,
  type RequestOptions,
} from '../pipeline/network.ts';
import { callMetadata } from './grpc-metadata.ts';

const FIRST_EPHEMERAL_PORT = 49_152;

/** Ports without sockets: a table of handlers, for collectors in a page and in tests. */
export class VirtualNetwork implements Network {
  readonly #http = new Map<number, HttpHandler>();
  readonly #grpc = new Map<number, GrpcHandler>();

  listen(endpoint: Endpoint, handler: HttpHandler): Promise<Listener> {
    return this.#listen(this.#http, endpoint, handler);
  }

  listenGrpc(endpoint: Endpoint, handler: GrpcHandler): Promise<Listener> {
    return this.#listen(this.#grpc, endpoint, handler);
  }

  async request(
    url: string,
    request: Omit<HttpRequest, 'path'>,
    options: RequestOptions = {},
  ): Promise<HttpResponse> {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const secure = protocol === 'https:';
    const number = Number(port === '' ? (secure ? 443 : 80) : port);
    const handler = this.#http.get(number);
    if (handler === undefined) throw refused({ host: hostname.replace(/^\[|\]$/g, ''), port: number });
    if (secure) throw new ConnectError('http: server gave HTTP response to HTTPS client');
    return withTimeout(answered(handler({ ...request, path: `${pathname}${search}` }), 'EOF'), options);
  }

  async call(target: string, call: GrpcCall, options: RequestOptions = {}): Promise<GrpcReply> {
    const endpoint = parseTarget(target);
    const handler = this.#grpc.get(endpoint.port);
    if (handler === undefined) throw refused(endpoint);
    if (options.tls) throw new ConnectError('tls: first record does not look like a TLS handshake');
    const answer = handler({ ...call, metadata: callMetadata(call.metadata) });
    return withTimeout(answered(answer, 'error reading from server: EOF'), options);
  }

  /** Every name is this one machine's. */
  async lookup(host: string): Promise<readonly string[]> {
    return [/^[\d.]+$/.test(host) || host.includes(':') ? host : '127.0.0.1'];
  }

  /** The answer of what listens on the port; `undefined` when nothing does. */
  async deliver(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    return this.#http.get(port)?.(request);
  }

  /** The ports something listens on. */
  ports(): readonly number[] {
    return [...this.#http.keys(), ...this.#grpc.keys()];
  }

  async #listen<Request, Response>(
    handlers: Map<number, (request: Request) => Promise<Response>>,
    endpoint: Endpoint,
    handler: (request: Request) => Promise<Response>,
  ): Promise<Listener> {
    const port = endpoint.port === 0 ? this.#freePort() : endpoint.port;
    const address = formatAddress({ host: endpoint.host, port });
    if (this.#http.has(port) || this.#grpc.has(port))
      throw new ListenError(`listen tcp ${address}: bind: address already in use`);
    const underWay = new Set<Promise<Response>>();
    handlers.set(port, (request) => {
      const response = handler(request);
      underWay.add(response);
      const done = (): boolean => underWay.delete(response);
      response.then(done, done);
      return response;
    });
    return {
      address,
      port,
      close: async () => {
        handlers.delete(port);
        await Promise.allSettled(underWay);
      },
    };
  }

  #freePort(): number {
    let port = FIRST_EPHEMERAL_PORT;
    while (this.#http.has(port) || this.#grpc.has(port)) port += 1;
    return port;
  }
}

function refused(endpoint: Endpoint): ConnectError {
  return new ConnectError(`dial tcp ${formatAddress(endpoint)}: connect: connection refused`);
}

/** What a client sees of a handler that gives no answer: the connection's end. */
async function answered<T>(answer: Promise<T>, words: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new ConnectError(words, { cause: error });
  }
}

function withTimeout<T>(answer: Promise<T>, { timeoutNs }: RequestOptions): Promise<T> {
  if (timeoutNs === undefined || timeoutNs <= 0n) return answer;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ConnectError('context deadline exceeded', { timedOut: true })),
      Number(timeoutNs) / 1e6,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
