/** The servers of `node:http`. */
import { hold, nextTick, release } from '../event-loop.ts';
import {
  listen,
  mayListen,
  type RequestHead,
  type ServerEnd,
  type ServerEvents,
  unlisten,
} from '../network.ts';
import { toPage } from '../page-port.ts';
import type { Bytes } from './buffer.ts';
import { EventEmitter, type Listener } from './events.ts';
import { HeaderStore, type OutgoingHeaders } from './http-headers.ts';
import { IncomingMessage, Socket } from './http-incoming.ts';
import { STATUS_CODES } from './http-status.ts';
import { codedError, systemError } from './node-error.ts';
import { type Done, Writable } from './writable.ts';

export const METHODS = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'];

/** What servers promise by default; there are no connections to keep here. */
const KEEP_ALIVE_SECONDS = 5;

export class ServerResponse extends Writable {
  readonly req: IncomingMessage;
  readonly socket: Socket;
  readonly connection: Socket;
  statusCode = 200;
  statusMessage = '';
  headersSent = false;
  sendDate = true;
  readonly #headers = new HeaderStore();
  readonly #client: ServerEnd;
  #firstChunk: Bytes | undefined;
  #written = false;
  #headSent = false;
  #headWritten = false;

  constructor(req: IncomingMessage, client: ServerEnd) {
    super();
    this.req = req;
    this.socket = req.socket;
    this.connection = req.socket;
    this.#client = client;
  }

  setHeader(name: string, value: string | number | readonly string[]): this {
    if (this.headersSent) throw headersAlreadySent('set');
    this.#headers.set(name, value);
    return this;
  }

  setHeaders(headers: OutgoingHeaders): this {
    this.#headers.addAll(headers instanceof Map ? (Object.fromEntries(headers) as OutgoingHeaders) : headers);
    return this;
  }

  appendHeader(name: string, value: string | readonly string[]): this {
    this.#headers.append(name, value);
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

  hasHeader(name: string): boolean {
    return this.#headers.has(name);
  }

  removeHeader(name: string): void {
    if (this.headersSent) throw headersAlreadySent('remove');
    this.#headers.delete(name);
  }

  writeHead(status: number, second?: string | OutgoingHeaders, third?: OutgoingHeaders): this {
    if (this.headersSent) throw headersAlreadySent('write');
    if (status < 100 || status > 999) {
      throw codedError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
    }
    this.statusCode = status;
    if (typeof second === 'string') this.statusMessage = second;
    this.#headers.addAll(typeof second === 'string' ? third : second);
    // The head is fixed before anybody knows how long the body will be.
    this.#headWritten = true;
    return this;
  }

  flushHeaders(): void {
    this.#sendHead();
  }

  writeContinue(): void {}

  setTimeout(): this {
    return this;
  }

  /** From the first write on, headers are as good as sent. */
  override write(chunk: unknown, encoding?: string | Done, callback?: Done): boolean {
    this.headersSent = true;
    if (this.writableEnded) {
      const late = codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      nextTick(() => {
        [encoding, callback].find((argument) => typeof argument === 'function')?.(late);
        this.emit('error', late);
      });
      return true;
    }
    return super.write(chunk, encoding, callback);
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    this.headersSent = true;
    return super.end(chunk, encoding, callback);
  }

  override _write(chunk: Bytes, _encoding: string, done: Done): void {
    // As with requests: a body of one chunk gets a length.
    if (!this.#written && !this.#headSent) {
      this.#written = true;
      this.#firstChunk = chunk;
      queueMicrotask(() => this.#sendFirstChunk());
    } else {
      this.#sendFirstChunk();
      if (this.#hasBody()) this.#client.data(Uint8Array.from(chunk));
    }
    done();
  }

  override _final(done: Done): void {
    const framed = this.#headers.has('content-length') || this.#headers.has('transfer-encoding');
    if (!this.#headSent && !this.#headWritten && !framed && this.#hasBody()) {
      this.#headers.set('Content-Length', String(this.#firstChunk?.length ?? 0));
    }
    this.#sendHead();
    this.#sendFirstChunk();
    this.#client.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    if (!this.writableFinished) this.#client.destroy();
    done(error);
  }

  #sendFirstChunk(): void {
    const chunk = this.#firstChunk;
    if (chunk === undefined || this.destroyed) return;
    this.#firstChunk = undefined;
    this.#sendHead();
    if (this.#hasBody()) this.#client.data(Uint8Array.from(chunk));
  }

  #hasBody(): boolean {
    return this.req.method !== 'HEAD' && this.statusCode !== 204 && this.statusCode !== 304;
  }

  #sendHead(): void {
    if (this.#headSent) return;
    this.#headSent = true;
    this.headersSent = true;
    const framed = this.#headers.has('content-length') || this.#headers.has('transfer-encoding');
    const chunked = (this.#written || this.#headWritten) && !framed;
    if (this.sendDate && !this.#headers.has('date')) this.#headers.set('Date', new Date().toUTCString());
    if (!this.#headers.has('connection')) {
      const kept = this.req.headers.connection !== 'close';
      this.#headers.set('Connection', kept ? 'keep-alive' : 'close');
      if (kept) this.#headers.set('Keep-Alive', `timeout=${KEEP_ALIVE_SECONDS}`);
    }
    if (chunked && this.#hasBody()) this.#headers.set('Transfer-Encoding', 'chunked');
    this.statusMessage ||= STATUS_CODES[this.statusCode] ?? 'unknown';
    this.#client.head({
      status: this.statusCode,
      statusText: this.statusMessage,
      headers: this.#headers.list(),
    });
  }
}

export function headersAlreadySent(action: string): Error {
  return codedError(
    Error,
    'ERR_HTTP_HEADERS_SENT',
    `Cannot ${action} headers after they are sent to the client`,
  );
}

interface ListenOptions {
  readonly port?: unknown;
  readonly host?: string;
}

export class Server extends EventEmitter {
  listening = false;
  timeout = 0;
  keepAliveTimeout = KEEP_ALIVE_SECONDS * 1_000;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  maxHeadersCount = null;
  #port = 0;
  #address = '::';
  #referenced = true;
  /** Exchanges under way, each with what breaks it off. */
  readonly #open = new Map<ServerResponse, () => void>();
  #closing = false;

  constructor(options?: unknown, listener?: unknown) {
    super();
    const given = typeof options === 'function' ? options : listener;
    if (typeof given === 'function') this.on('request', given as Listener);
  }

  listen(...args: unknown[]): this {
    const callback = args.findLast((argument) => typeof argument === 'function') as Listener | undefined;
    const [first] = args;
    const options = typeof first === 'object' && first !== null ? (first as ListenOptions) : undefined;
    const wanted = options === undefined ? first : options.port;
    const host = options?.host ?? (typeof args[1] === 'string' ? args[1] : undefined);
    const address = host === undefined ? '::' : host === 'localhost' ? '127.0.0.1' : host;
    const port = typeof wanted === 'function' || wanted === undefined || wanted === null ? 0 : Number(wanted);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      const message = `options.port should be >= 0 and < 65536. Received ${String(wanted)}.`;
      throw codedError(RangeError, 'ERR_SOCKET_BAD_PORT', message);
    }
    if (this.listening) {
      throw codedError(
        Error,
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    }
    if (callback !== undefined) this.once('listening', callback);
    if (!mayListen()) {
      const error = systemError('listen', 'EMFILE', `too many open files ${address}:${port}`, {
        address,
        port,
      });
      nextTick(() => this.emit('error', error));
      return this;
    }
    const actual = listen(port, (head, client) => this.#accept(head, client));
    if (actual === undefined) {
      const error = systemError('listen', 'EADDRINUSE', '', { address, port });
      error.message = `listen EADDRINUSE: address already in use ${address}:${port}`;
      nextTick(() => this.emit('error', error));
      return this;
    }
    this.#port = actual;
    this.#address = address;
    this.listening = true;
    this.#closing = false;
    if (this.#referenced) hold();
    nextTick(() => {
      if (!this.listening) return;
      this.emit('listening');
      toPage({ type: 'listening', port: actual });
    });
    return this;
  }

  address(): { address: string; family: string; port: number } | null {
    if (!this.listening) return null;
    const family = this.#address.includes(':') ? 'IPv6' : 'IPv4';
    return { address: this.#address, family, port: this.#port };
  }

  close(callback?: (error?: Error) => void): this {
    if (!this.listening) {
      const error = codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.');
      if (callback !== undefined) nextTick(() => callback(error));
      return this;
    }
    if (callback !== undefined) this.once('close', () => callback());
    unlisten(this.#port);
    this.listening = false;
    this.#closing = true;
    if (this.#referenced) release();
    this.#closeWhenIdle();
    return this;
  }

  closeAllConnections(): void {
    for (const breakOff of [...this.#open.values()]) breakOff();
  }

  closeIdleConnections(): void {}

  getConnections(callback: (error: null, count: number) => void): void {
    nextTick(() => callback(null, this.#open.size));
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    if (!this.#referenced && this.listening) hold();
    this.#referenced = true;
    return this;
  }

  unref(): this {
    if (this.#referenced && this.listening) release();
    this.#referenced = false;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.close(resolve));
  }

  #accept(head: RequestHead, client: ServerEnd): ServerEvents {
    const request = new IncomingMessage(new Socket(this.#port));
    request.takeRequest(head);
    const response = new ServerResponse(request, client);
    this.#open.set(response, () => response.destroy());
    request.socket.breakOff = () => response.destroy();
    response.once('close', () => {
      this.#open.delete(response);
      this.#closeWhenIdle();
    });
    if (!this.emit('request', request, response)) {
      // Node leaves such a request without an answer; so that nobody waits for ever, the connection ends.
      response.destroy();
    }
    return {
      data: (chunk) => request.push(chunk),
      end: () => {
        request.complete = true;
        request.push(null);
      },
      aborted: () => {
        if (response.writableFinished) return;
        if (!request.readableEnded) request.breakOff(null);
        response.destroy();
      },
    };
  }

  #closeWhenIdle(): void {
    if (!this.#closing || this.#open.size > 0) return;
    this.#closing = false;
    nextTick(() => this.emit('close'));
  }
}

export function createServer(options?: unknown, listener?: unknown): Server {
  return new Server(options, listener);
}
