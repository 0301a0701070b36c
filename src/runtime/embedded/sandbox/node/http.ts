/** `node:http`: clients and the module; servers are in `http-server.ts`. */

import { type ClientEnd, connect, type HeaderList } from '../network.ts';
import { clearTimeout, setTimeout, type Timeout } from '../timers.ts';
import { Buffer, type Bytes } from './buffer.ts';
import { EventEmitter, type Listener } from './events.ts';
import { HeaderStore, type OutgoingHeaders } from './http-headers.ts';
import { IncomingMessage, Socket } from './http-incoming.ts';
import { createServer, headersAlreadySent, METHODS, Server, ServerResponse } from './http-server.ts';
import { STATUS_CODES } from './http-status.ts';
import { codedError } from './node-error.ts';
import { type Done, Writable } from './writable.ts';

export interface RequestOptions {
  readonly protocol?: string;
  readonly host?: string;
  readonly hostname?: string;
  readonly port?: number | string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHeaders;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly auth?: string;
  readonly agent?: Agent | boolean;
}

const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

export class ClientRequest extends Writable {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol = 'http:';
  readonly socket = new Socket();
  readonly connection = this.socket;
  reusedSocket = false;
  aborted = false;
  headersSent = false;
  readonly #headers: HeaderStore;
  readonly #port: number;
  #exchange: ClientEnd | undefined;
  #response: IncomingMessage | undefined;
  #timer: Timeout | undefined;
  #firstChunk: unknown;
  #written = false;
  #headSent = false;
  readonly #keepsAlive: boolean;

  constructor(options: RequestOptions, callback?: Listener) {
    super();
    this.method = (options.method ?? 'GET').toUpperCase();
    this.path = options.path ?? '/';
    this.host = options.hostname ?? options.host?.replace(/:\d+$/, '') ?? 'localhost';
    this.#port = Number(options.port ?? 80) || 80;
    if (/[\0- ]/.test(this.path)) {
      throw codedError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    }
    const { agent } = options;
    this.#keepsAlive = agent !== false && (agent === undefined || agent === true || agent.keepAlive);
    this.socket.breakOff = (error) => void this.destroy(error);
    this.#headers = new HeaderStore(options.headers);
    if (!this.#headers.has('host')) {
      this.#headers.set('Host', this.#port === 80 ? this.host : `${this.host}:${this.#port}`);
    }
    if (options.auth !== undefined) {
      this.#headers.set('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    }
    if (callback !== undefined) this.once('response', callback);
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    const { signal } = options;
    if (signal?.aborted) this.destroy(aborted(signal));
    signal?.addEventListener('abort', () => this.destroy(aborted(signal)), { once: true });
    queueMicrotask(() => {
      if (!this.destroyed) this.emit('socket', this.socket);
    });
  }

  setHeader(name: string, value: string | number | readonly string[]): this {
    if (this.headersSent) throw headersAlreadySent('set');
    this.#headers.set(name, value);
    return this;
  }

  getHeader(name: string): unknown {
    return this.#headers.get(name);
  }

  getHeaders(): Record<string, unknown> {
    return this.#headers.toObject();
  }

  getHeaderNames(): string[] {
    return this.#headers.names();
  }

  getRawHeaderNames(): string[] {
    return this.#headers.rawNames();
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name);
  }

  removeHeader(name: string): void {
    this.#headers.delete(name);
  }

  flushHeaders(): void {
    this.#send();
  }

  setNoDelay(): this {
    return this;
  }

  setSocketKeepAlive(): this {
    return this;
  }

  /** Emits `timeout` when no answer has begun after `ms`; the request goes on unless somebody destroys it. */
  setTimeout(ms: number, callback?: Listener): this {
    if (callback !== undefined) this.once('timeout', callback);
    clearTimeout(this.#timer);
    this.#timer = ms > 0 && !this.destroyed ? setTimeout(() => this.emit('timeout'), ms).unref() : undefined;
    return this;
  }

  abort(): void {
    this.aborted = true;
    this.destroy();
  }

  /** From the first write on, headers are as good as sent. */
  override write(chunk: unknown, encoding?: string | Done, callback?: Done): boolean {
    this.headersSent = true;
    return super.write(chunk, encoding, callback);
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    this.headersSent = true;
    return super.end(chunk, encoding, callback);
  }

  override _write(chunk: Bytes, _encoding: string, done: Done): void {
    // The first chunk waits for what follows: a body of one chunk has a length, a longer one is chunked.
    if (!this.#written) {
      this.#written = true;
      this.#firstChunk = chunk;
      queueMicrotask(() => this.#sendFirstChunk());
    } else {
      this.#sendFirstChunk();
      this.#exchange?.write(Uint8Array.from(chunk));
    }
    done();
  }

  override _final(done: Done): void {
    if (!this.#headSent) {
      const length = (this.#firstChunk as Bytes | undefined)?.length ?? 0;
      if (length > 0 || !BODILESS.has(this.method)) this.#setLength(length);
    }
    this.#send();
    this.#sendFirstChunk();
    this.#exchange?.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    clearTimeout(this.#timer);
    this.#exchange?.destroy();
    const response = this.#response;
    if (response === undefined) {
      done(error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      return;
    }
    if (!response.readableEnded && !response.complete) response.breakOff(error);
    done(null);
  }

  override finished(): void {
    // The request is over when its answer is.
  }

  #sendFirstChunk(): void {
    const chunk = this.#firstChunk as Bytes | undefined;
    if (chunk === undefined || this.destroyed) return;
    this.#firstChunk = undefined;
    this.#send();
    this.#exchange?.write(Uint8Array.from(chunk));
  }

  #setLength(length: number): void {
    if (!this.#headers.has('content-length') && !this.#headers.has('transfer-encoding')) {
      this.#headers.set('Content-Length', String(length));
    }
  }

  #send(): void {
    if (this.#headSent || this.destroyed) return;
    this.#headSent = true;
    this.headersSent = true;
    if (this.#written && !this.#headers.has('content-length') && !this.#headers.has('transfer-encoding')) {
      this.#headers.set('Transfer-Encoding', 'chunked');
    }
    if (!this.#headers.has('connection'))
      this.#headers.set('Connection', this.#keepsAlive ? 'keep-alive' : 'close');
    const headers: HeaderList = this.#headers.list();
    this.#exchange = connect(
      this.host,
      this.#port,
      { method: this.method, path: this.path, headers },
      {
        head: (head) => {
          clearTimeout(this.#timer);
          const response = new IncomingMessage(this.socket);
          response.takeResponse(head);
          this.#response = response;
          // Nobody listens: the body is thrown away, so that the exchange ends.
          if (!this.emit('response', response)) response.resume();
        },
        data: (chunk) => this.#response?.push(chunk),
        end: () => {
          const response = this.#response;
          if (response === undefined) return;
          response.complete = true;
          response.push(null);
          response.once('end', () => this.#close());
        },
        // An answer that has begun breaks off; nobody can say more about why.
        error: (error) => this.destroy(this.#response === undefined ? error : null),
      },
    );
  }

  #close(): void {
    this.destroyed = true;
    this.closed = true;
    this.emit('close');
  }
}

function aborted(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

export function toOptions(input: unknown, second: unknown): RequestOptions {
  const given = (typeof second === 'object' && second !== null ? second : {}) as RequestOptions;
  if (typeof input !== 'string' && !(input instanceof URL)) return { ...(input as RequestOptions), ...given };
  const { protocol, hostname, port, pathname, search, username, password } = new URL(input);
  const auth =
    username === '' ? {} : { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` };
  return { protocol, hostname, port, path: `${pathname}${search}`, ...auth, ...given };
}

export function request(input: unknown, second?: unknown, third?: unknown): ClientRequest {
  const callback = [second, third].find((argument) => typeof argument === 'function') as Listener | undefined;
  const options = toOptions(input, second);
  if (options.protocol !== undefined && options.protocol !== 'http:') {
    throw codedError(
      TypeError,
      'ERR_INVALID_PROTOCOL',
      `Protocol "${options.protocol}" not supported. Expected "http:"`,
    );
  }
  return new ClientRequest(options, callback);
}

function get(input: unknown, second?: unknown, third?: unknown): ClientRequest {
  return request(input, second, third).end();
}

/** Connections aren't pooled here; agents only carry their options. */
export class Agent extends EventEmitter {
  readonly options: object;
  readonly keepAlive: boolean;
  maxSockets = Infinity;
  maxFreeSockets = 256;
  readonly sockets = {};
  readonly freeSockets = {};
  readonly requests = {};

  constructor(options: { readonly keepAlive?: boolean } = {}) {
    super();
    this.options = options;
    this.keepAlive = options.keepAlive === true;
  }

  destroy(): void {}
}

export const http = {
  Agent,
  ClientRequest,
  IncomingMessage,
  METHODS,
  STATUS_CODES,
  Server,
  ServerResponse,
  createServer,
  get,
  globalAgent: new Agent({ keepAlive: true }),
  maxHeaderSize: 16_384,
  request,
};
