import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';
import {
  type Endpoint,
  formatAddress,
  ListenError,
  type Listener,
  type Network,
} from '../pipeline/network.ts';

const FIRST_EPHEMERAL_PORT = 49_152;

/** Ports without sockets: a table of handlers, for collectors in a page and in tests. */
export class VirtualNetwork implements Network {
  readonly #handlers = new Map<number, HttpHandler>();

  async listen(endpoint: Endpoint, handler: HttpHandler): Promise<Listener> {
    const port = endpoint.port === 0 ? this.#freePort() : endpoint.port;
    const address = formatAddress({ host: endpoint.host, port });
    if (this.#handlers.has(port))
      throw new ListenError(`listen tcp ${address}: bind: address already in use`);
    const underWay = new Set<Promise<HttpResponse>>();
    this.#handlers.set(port, (request) => {
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
        this.#handlers.delete(port);
        await Promise.allSettled(underWay);
      },
    };
  }

  /** The answer of what listens on the port; `undefined` when nothing does. */
  async request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    return this.#handlers.get(port)?.(request);
  }

  /** The ports something listens on. */
  ports(): readonly number[] {
    return [...this.#handlers.keys()];
  }

  #freePort(): number {
    let port = FIRST_EPHEMERAL_PORT;
    while (this.#handlers.has(port)) port += 1;
    return port;
  }
}
