/** `IncomingMessage`: a request as the server reads it, a response as the client does. */
import { nextTick } from '../event-loop.ts';
import type { HeaderList, RequestHead, ResponseHead } from '../network.ts';
import { EventEmitter } from './events.ts';
import { STATUS_CODES } from './http-status.ts';
import { Readable } from './readable.ts';

/** What programs and instrumentations ask a socket for. */
export class Socket extends EventEmitter {
  readonly remoteAddress = '127.0.0.1';
  readonly remoteFamily = 'IPv4';
  readonly remotePort = 0;
  readonly localAddress = '127.0.0.1';
  readonly localPort: number;
  readonly encrypted = false;
  destroyed = false;

  constructor(localPort = 0) {
    super();
    this.localPort = localPort;
  }

  address(): { address: string; family: string; port: number } {
    return { address: this.localAddress, family: this.remoteFamily, port: this.localPort };
  }

  setTimeout(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** What breaks the exchange off that goes over this socket. */
  breakOff: (error?: Error) => void = () => {};

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.breakOff(error);
    nextTick(() => this.emit('close', error !== undefined));
    return this;
  }
}

/** Only their first value counts. */
const SINGLE = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

export class IncomingMessage extends Readable {
  readonly socket: Socket;
  readonly connection: Socket;
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  headers: Record<string, string | string[]> = {};
  headersDistinct: Record<string, string[]> = {};
  rawHeaders: string[] = [];
  readonly trailers: Record<string, string> = {};
  readonly rawTrailers: string[] = [];
  method: string | null = null;
  url = '';
  statusCode: number | null = null;
  statusMessage: string | null = null;
  /** All of the body has arrived. */
  complete = false;
  aborted = false;

  constructor(socket: Socket) {
    super();
    this.socket = socket;
    this.connection = socket;
  }

  takeRequest({ method, path, headers }: RequestHead): void {
    this.method = method;
    this.url = path;
    this.#takeHeaders(headers);
  }

  takeResponse({ status, statusText, headers }: ResponseHead): void {
    this.statusCode = status;
    this.statusMessage = statusText || (STATUS_CODES[status] ?? '');
    this.#takeHeaders(headers);
  }

  setTimeout(): this {
    return this;
  }

  /** The other side went away in the middle of the body. */
  breakOff(error: Error | null): void {
    this.aborted = true;
    this.emit('aborted');
    this.destroy(error ?? Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  }

  /** An error is for those who listen; a broken connection nobody waits for is no reason to die. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    nextTick(() => done(this.listenerCount('error') > 0 ? error : null));
  }

  #takeHeaders(headers: HeaderList): void {
    for (const [name, value] of headers) {
      const key = name.toLowerCase();
      this.rawHeaders.push(name, value);
      this.headersDistinct[key] = [...(this.headersDistinct[key] ?? []), value];
      const known = this.headers[key];
      if (key === 'set-cookie') this.headers[key] = [...((known as string[] | undefined) ?? []), value];
      else if (known === undefined) this.headers[key] = value;
      else if (!SINGLE.has(key))
        this.headers[key] = `${String(known)}${key === 'cookie' ? '; ' : ', '}${value}`;
    }
  }
}
