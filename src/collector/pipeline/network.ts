/** How receivers listen: real sockets under Node, a table of handlers in the browser. */
import type { HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from '../http.ts';

/** "host:port" taken apart. */
export interface Endpoint {
  /** Empty for "every address". */
  readonly host: string;
  readonly port: number;
}

export interface Listener {
  /** "127.0.0.1:4318", with the port that was chosen for port 0. */
  readonly address: string;
  readonly port: number;
  /** Takes no more requests; resolves when those under way have been answered. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /**
   * Bytes of a body that are worth keeping. Of a longer one a host may hand over one byte more than this and drop the
   * rest: enough for the handler to refuse it.
   */
  readonly maxBodyBytes: number;
}

/** A unary gRPC call; messages are without gRPC's frame. */
export interface GrpcCall {
  /** "/opentelemetry.proto.collector.trace.v1.TraceService/Export". */
  readonly method: string;
  /** Of a call that is sent, `grpc-encoding: gzip` has the message compressed on the wire; handlers don't see it. */
  readonly metadata: HttpHeaders;
  readonly message: Uint8Array;
}

export interface GrpcReply {
  /** google.rpc.Code; 0 is OK. */
  readonly code: number;
  readonly statusMessage: string;
  /** RetryInfo of the status, in ns, where the server gave one. */
  readonly retryDelayNs?: bigint | undefined;
  /** Empty unless the code is OK. */
  readonly message: Uint8Array;
}

export type GrpcHandler = (call: GrpcCall) => Promise<GrpcReply>;

export interface RequestOptions {
  /** Gives up with a ConnectError after this long, ns. */
  readonly timeoutNs?: bigint;
  /** A gRPC call over TLS; those to URLs use it where the URL says "https". */
  readonly tls?: boolean;
}

/** The ports of a collector, and the way out to those of others. */
export interface Network {
  /** Rejects with a ListenError when the port is taken or can't be had. */
  listen(endpoint: Endpoint, handler: HttpHandler, options: ListenOptions): Promise<Listener>;
  /** As `listen`, for gRPC. */
  listenGrpc(endpoint: Endpoint, handler: GrpcHandler, options: ListenOptions): Promise<Listener>;
  /**
   * Sends a request to a URL ("http://localhost:4318/v1/traces"), whose path it takes from there. Rejects with a
   * ConnectError when no answer comes.
   */
  request(url: string, request: Omit<HttpRequest, 'path'>, options?: RequestOptions): Promise<HttpResponse>;
  /** The addresses of a name: "10.0.0.1", "fd00::1". Rejects when it has none. */
  lookup(host: string): Promise<readonly string[]>;
  /** Calls a gRPC server at "host:port". Rejects with a ConnectError when no answer comes. */
  call(target: string, call: GrpcCall, options?: RequestOptions): Promise<GrpcReply>;
}

/** Nothing answered: "dial tcp 127.0.0.1:4318: connect: connection refused", "context deadline exceeded". */
export class ConnectError extends Error {
  readonly timedOut: boolean;

  constructor(message: string, options?: ErrorOptions & { readonly timedOut?: boolean }) {
    super(message, options);
    this.name = 'ConnectError';
    this.timedOut = options?.timedOut ?? false;
  }
}

/** Worded as the collector words it: "listen tcp 127.0.0.1:4318: bind: address already in use". */
export class ListenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ListenError';
  }
}

/** Reads "localhost:4318", ":4318" or "[::1]:4318". Throws ListenError. */
export function parseEndpoint(text: string): Endpoint {
  try {
    return splitHostPort(text);
  } catch (error) {
    throw new ListenError(`listen tcp: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** As `parseEndpoint`, for the address of somebody else. Throws ConnectError. */
export function parseTarget(text: string): Endpoint {
  try {
    return splitHostPort(text);
  } catch (error) {
    throw new ConnectError(`dial tcp: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function splitHostPort(text: string): Endpoint {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(text);
  if (match === null) {
    const colons = text.split(':').length - 1;
    const why = colons > 1 ? 'too many colons in address' : 'missing port in address';
    throw new Error(`address ${text}: ${why}`);
  }
  const [, bracketed, plain, digits = ''] = match;
  if (!/^\d*$/.test(digits)) throw new Error(`lookup tcp/${digits}: unknown port`);
  const port = Number(digits);
  if (port > 65_535) throw new Error(`address ${digits}: invalid port`);
  return { host: bracketed ?? plain ?? '', port };
}

/** The address a listener reports: names and "every address" resolved as a machine with IPv6 would. */
export function formatAddress(endpoint: Endpoint): string {
  const host = endpoint.host === 'localhost' ? '127.0.0.1' : endpoint.host === '' ? '::' : endpoint.host;
  return host.includes(':') ? `[${host}]:${endpoint.port}` : `${host}:${endpoint.port}`;
}
