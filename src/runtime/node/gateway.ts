/** Where the program's connections to ports it does not listen on arrive: real HTTP, handed to the lab's host. */
import http from 'node:http';
import net from 'node:net';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import { plainHeaders } from './plain-headers.ts';

/** How long bytes of an ended program may take to be read and answered, in ms. */
const DRAIN_MS = 5_000;

/** Longest first line of a connection: two numbers. */
const INTRODUCTION_LIMIT = 64;

interface Destination {
  readonly connection: number;
  readonly port: number;
}

export class Gateway {
  readonly #http: http.Server;
  readonly #net: net.Server;
  readonly #open = new Set<net.Socket>();
  readonly #destinations = new WeakMap<net.Socket, Destination>();
  #answering = 0;
  #onQuiet: (() => void) | undefined;

  constructor(
    request: (port: number, request: HttpRequest) => Promise<HttpResponse | undefined>,
    refuse: (connection: number) => void,
  ) {
    this.#http = http.createServer(
      { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
      (incoming, outgoing) => {
        const destination = this.#destinations.get(incoming.socket);
        if (destination === undefined) return void outgoing.destroy();
        this.#answering++;
        answer(destination, incoming, outgoing, request, refuse).finally(() => {
          this.#answering--;
          this.#settle();
        });
      },
    );
    this.#net = net.createServer((socket) => this.#accept(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#net.once('error', reject);
      this.#net.listen(path, resolve);
    });
  }

  /** After the program's end: everything it sent is read and answered, then the gateway closes. At once with `drop`. */
  async close(drop: boolean): Promise<void> {
    this.#net.close();
    if (!drop && !this.#isQuiet()) {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, DRAIN_MS);
      this.#onQuiet = late.resolve;
      await late.promise;
      clearTimeout(timer);
    }
    for (const socket of this.#open) socket.destroy();
  }

  #accept(socket: net.Socket): void {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#settle();
    });
    let line = Buffer.alloc(0);
    const read = (): void => {
      for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
        line = Buffer.concat([line, chunk]);
        const end = line.indexOf('\n');
        if (end >= 0) {
          socket.off('readable', read);
          this.#introduce(socket, line.subarray(0, end).toString('latin1'), line.subarray(end + 1));
          return;
        }
        if (line.length > INTRODUCTION_LIMIT) return void socket.destroy();
      }
    };
    socket.on('readable', read);
  }

  #introduce(socket: net.Socket, line: string, rest: Buffer): void {
    const [connection, port] = line.split(' ').map(Number);
    if (connection === undefined || port === undefined) return void socket.destroy();
    this.#destinations.set(socket, { connection, port });
    if (rest.length > 0) socket.unshift(rest);
    this.#http.emit('connection', socket);
  }

  #isQuiet(): boolean {
    return this.#open.size === 0 && this.#answering === 0;
  }

  #settle(): void {
    if (this.#isQuiet()) this.#onQuiet?.();
  }
}

async function answer(
  { connection, port }: Destination,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  request: (port: number, request: HttpRequest) => Promise<HttpResponse | undefined>,
  refuse: (connection: number) => void,
): Promise<void> {
  try {
    const body = new Uint8Array(Buffer.concat(await incoming.toArray()));
    const { method = 'GET', url = '/', headers } = incoming;
    const response = await request(port, { method, path: url, headers: plainHeaders(headers), body });
    if (response === undefined) return refuse(connection);
    const { 'transfer-encoding': _encoding, connection: _connection, ...others } = response.headers;
    outgoing.writeHead(response.status, { ...others, 'content-length': response.body.length });
    outgoing.end(response.body);
  } catch {
    // The program gave up on the request, or the host failed: either way nobody is there.
    refuse(connection);
    outgoing.destroy();
  }
}
