import { lookup } from 'node:dns/promises';
import type { AddressInfo, Server } from 'node:net';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import {
  type Endpoint,
  formatAddress,
  type GrpcCall,
  type GrpcHandler,
  type GrpcReply,
  ListenError,
  type Listener,
  type ListenOptions,
  type Network,
  type RequestOptions,
} from '../../pipeline/network.ts';
import { lookupError } from './dial-error.ts';
import { GrpcClient } from './grpc/grpc-client.ts';
import { createGrpcServer } from './grpc/grpc-server.ts';
import { HttpClient } from './http-client.ts';
import { createHttpServer } from './http-server.ts';

/** Which port of the machine stands for a port of the configuration. */
export type PortMapping = (configured: number) => number;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: 'bind: cannot assign requested address',
};

/** Real ports: HTTP by node:http, gRPC by node:http2, both without TLS. */
export class HttpNetwork implements Network {
  readonly #mapping: PortMapping;
  readonly #ports = new Map<number, number>();
  readonly #http = new HttpClient();
  readonly #grpc = new GrpcClient();

  /** Listens on the ports configured, unless told otherwise; 0 lets the system choose. */
  constructor(mapping: PortMapping = (port) => port) {
    this.#mapping = mapping;
  }

  /** The machine's port that stands for a configured one; `undefined` when nothing listens there. */
  portOf(configured: number): number | undefined {
    return this.#ports.get(configured);
  }

  listen(endpoint: Endpoint, handler: HttpHandler, options: ListenOptions): Promise<Listener> {
    return this.#listen(endpoint, createHttpServer(handler, options));
  }

  listenGrpc(endpoint: Endpoint, handler: GrpcHandler, options: ListenOptions): Promise<Listener> {
    return this.#listen(endpoint, createGrpcServer(handler, options));
  }

  request(url: string, request: Omit<HttpRequest, 'path'>, options?: RequestOptions): Promise<HttpResponse> {
    return this.#http.request(url, request, options);
  }

  call(target: string, call: GrpcCall, options?: RequestOptions): Promise<GrpcReply> {
    return this.#grpc.call(target, call, options);
  }

  async lookup(host: string): Promise<readonly string[]> {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      throw lookupError(host, error);
    }
  }

  async #listen(
    endpoint: Endpoint,
    { server, close }: { readonly server: Server; close(): Promise<void> },
  ): Promise<Listener> {
    const port = await listening(server, { host: endpoint.host, port: this.#mapping(endpoint.port) });
    const configured = endpoint.port === 0 ? port : endpoint.port;
    this.#ports.set(configured, port);
    return {
      address: formatAddress({ host: endpoint.host, port }),
      port: configured,
      close: async () => {
        this.#ports.delete(configured);
        await close();
      },
    };
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
