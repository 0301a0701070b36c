/** How receivers listen: real sockets under Node, a table of handlers in the browser. */
import type { HttpHandler } from '../http.ts';

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

export interface Network {
  /** Rejects with a ListenError when the port is taken or can't be had. */
  listen(endpoint: Endpoint, handler: HttpHandler, options: ListenOptions): Promise<Listener>;
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
  const match = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(text);
  if (match === null) {
    const colons = text.split(':').length - 1;
    const why = colons > 1 ? 'too many colons in address' : 'missing port in address';
    throw new ListenError(`listen tcp: address ${text}: ${why}`);
  }
  const [, bracketed, plain, digits = ''] = match;
  if (!/^\d*$/.test(digits)) throw new ListenError(`listen tcp: lookup tcp/${digits}: unknown port`);
  const port = Number(digits);
  if (port > 65_535) throw new ListenError(`listen tcp: address ${digits}: invalid port`);
  return { host: bracketed ?? plain ?? '', port };
}

/** The address a listener reports: names and "every address" resolved as a machine with IPv6 would. */
export function formatAddress(endpoint: Endpoint): string {
  const host = endpoint.host === 'localhost' ? '127.0.0.1' : endpoint.host === '' ? '::' : endpoint.host;
  return host.includes(':') ? `[${host}]:${endpoint.port}` : `${host}:${endpoint.port}`;
}
