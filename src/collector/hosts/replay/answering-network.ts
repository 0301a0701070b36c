import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import type {
  Endpoint,
  GrpcHandler,
  GrpcReply,
  Listener,
  ListenOptions,
  Network,
} from '../../pipeline/network.ts';
import { VirtualNetwork } from '../virtual-network.ts';

const EMPTY = new Uint8Array();

/** The network of a replay: nobody outside is contacted, and all that is sent is answered with success. */
export class AnsweringNetwork implements Network {
  readonly #ports = new VirtualNetwork();

  listen(endpoint: Endpoint, handler: HttpHandler, _options: ListenOptions): Promise<Listener> {
    return this.#ports.listen(endpoint, handler);
  }

  listenGrpc(endpoint: Endpoint, handler: GrpcHandler, _options: ListenOptions): Promise<Listener> {
    return this.#ports.listenGrpc(endpoint, handler);
  }

  async request(_url: string, request: Omit<HttpRequest, 'path'>): Promise<HttpResponse> {
    // The empty response of OTLP, in the encoding of the request.
    const type = request.headers['content-type'] ?? 'application/x-protobuf';
    const body = type.startsWith('application/json') ? new TextEncoder().encode('{}') : EMPTY;
    return { status: 200, headers: { 'content-type': type }, body };
  }

  lookup(host: string): Promise<readonly string[]> {
    return this.#ports.lookup(host);
  }

  async call(): Promise<GrpcReply> {
    return { code: 0, statusMessage: '', message: EMPTY };
  }
}
