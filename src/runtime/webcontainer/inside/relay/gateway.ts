/**
 * Where connections of the container's processes arrive that no server in the container takes: those that the preload of
 * the run brings here, whatever their port was, and those of any process to the collector's usual ports.
 */
import http from 'node:http';
import net from 'node:net';
import type { HttpRequest, HttpResponse } from '../../../../collector/http.ts';
import { lineSplitter } from '../../../node/control-messages.ts';
import { plainHeaders } from '../../../node/plain-headers.ts';
import type { FromPreload, Introduction, ToPreload } from '../../relay/relay-messages.ts';
import { readIntroduction } from './introduction.ts';
import { OpenPorts } from './open-ports.ts';

/** How long what an ended program has sent may take to be read, in ms. */
const DRAIN_MS = 5_000;
/** A port of the container answers or refuses within this many ms. */
const CONNECT_MS = 500;
/** Larger requests are refused with 413 before they are read to their end. */
const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

interface Destination {
  readonly port: number;
  /** Of the preload's; absent where a process came to an open port. */
  readonly connection?: number;
}

interface Exchange {
  readonly destination: Destination;
  readonly outgoing: http.ServerResponse;
}

export interface GatewayEvents {
  /** Settles when one more request may be read. */
  room(): Promise<void>;
  request(id: number, port: number, request: HttpRequest): void;
}

export class Gateway {
  readonly #events: GatewayEvents;
  readonly #http: http.Server;
  readonly #net = net.createServer((socket) => this.#accept(socket));
  readonly #openPorts: OpenPorts;
  readonly #destinations = new WeakMap<net.Socket, Destination>();
  /** Connections of the run that is going on. */
  readonly #sockets = new Set<net.Socket>();
  readonly #exchanges = new Map<number, Exchange>();
  #lastId = 0;
  #reading = 0;
  #token = '';
  #control: net.Socket | undefined;
  #pinged = false;
  #onBarrier: (() => void) | undefined;
  #onQuiet: (() => void) | undefined;

  constructor(openPorts: readonly number[], events: GatewayEvents) {
    this.#events = events;
    const options = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };
    this.#http = http.createServer(options, (incoming, outgoing) => {
      const destination = this.#destinations.get(incoming.socket);
      if (destination === undefined) outgoing.destroy();
      else void this.#read(destination, incoming, outgoing);
    });
    this.#openPorts = new OpenPorts(openPorts, (socket, port) => {
      this.#destinations.set(socket, { port });
      this.#http.emit('connection', socket);
    });
  }

  /** Resolves to the port on which the preload finds it: the first free one. Rejects when none is. */
  async listen(candidates: readonly number[]): Promise<number> {
    await this.#openPorts.listen();
    let problem: unknown;
    for (const port of candidates) {
      try {
        await new Promise<void>((resolve, reject) => {
          this.#net.once('error', reject);
          this.#net.listen(port, () => {
            this.#net.off('error', reject);
            resolve();
          });
        });
        return port;
      } catch (error) {
        problem = error;
      }
    }
    throw problem;
  }

  begin(token: string): void {
    this.end();
    this.#token = token;
  }

  end(): void {
    this.#token = '';
    this.#pinged = false;
    for (const socket of this.#sockets) socket.destroy();
    for (const { outgoing } of this.#exchanges.values()) outgoing.destroy();
    this.#exchanges.clear();
    void this.#openPorts.listen();
  }

  ping(): void {
    this.#pinged = !this.#tell({ type: 'ping' });
  }

  respond(id: number, { status, headers, body }: HttpResponse): void {
    const exchange = this.#exchanges.get(id);
    this.#exchanges.delete(id);
    if (exchange === undefined) return;
    const { 'transfer-encoding': _encoding, connection: _connection, ...others } = headers;
    exchange.outgoing.writeHead(status, { ...others, 'content-length': body.length });
    exchange.outgoing.end(body);
    this.#settle();
  }

  /** Nothing listens at the host: the connection ends as if it had never been accepted. */
  refuse(id: number): void {
    const exchange = this.#exchanges.get(id);
    this.#exchanges.delete(id);
    if (exchange === undefined) return;
    const { connection } = exchange.destination;
    if (connection === undefined || !this.#tell({ type: 'refuse', connection })) exchange.outgoing.destroy();
    this.#settle();
  }

  /** After the program's end: settles when all it sent has been read and answered. */
  async drained(port: number): Promise<void> {
    // Connections are accepted in the order in which they were made.
    await new Promise<void>((resolve) => {
      this.#onBarrier = resolve;
      const socket = net.connect(port, 'localhost', () => {
        const introduction: Introduction = { kind: 'barrier', token: this.#token };
        socket.end(`${JSON.stringify(introduction)}\n`);
      });
      socket.on('error', () => resolve());
    });
    if (this.#isQuiet()) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, DRAIN_MS);
      this.#onQuiet = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  #accept(socket: net.Socket): void {
    socket.on('error', () => socket.destroy());
    readIntroduction(socket, (introduction) => {
      if (introduction.token !== this.#token || this.#token === '') return void socket.destroy();
      switch (introduction.kind) {
        case 'control':
          this.#openControl(socket);
          break;
        case 'data':
          this.#openData(socket, introduction);
          break;
        case 'barrier':
          socket.destroy();
          this.#onBarrier?.();
      }
    });
  }

  #openControl(socket: net.Socket): void {
    this.#control?.destroy();
    this.#control = socket;
    const read = lineSplitter((line) => {
      const { port } = JSON.parse(line) as FromPreload;
      void this.#openPorts.release(port).then(() => this.#tell({ type: 'released', port }));
    });
    socket.setEncoding('utf8').on('data', read);
    socket.once('close', () => {
      if (this.#control === socket) this.#control = undefined;
    });
    if (this.#pinged) this.ping();
  }

  #openData(socket: net.Socket, { connection, port }: Extract<Introduction, { kind: 'data' }>): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#settle();
    });
    const toHost = (): void => {
      this.#destinations.set(socket, { connection, port });
      this.#http.emit('connection', socket);
    };
    if (this.#openPorts.has(port)) {
      toHost();
      return;
    }
    // Another process of the container may listen there.
    const other = net.connect(port, 'localhost');
    const giveUp = setTimeout(() => other.destroy(new Error('no answer')), CONNECT_MS);
    other.once('connect', () => {
      clearTimeout(giveUp);
      other.off('error', refused);
      other.on('error', () => socket.destroy());
      other.once('close', () => socket.destroy());
      socket.once('close', () => other.destroy());
      socket.pipe(other).pipe(socket);
    });
    const refused = (): void => {
      clearTimeout(giveUp);
      if (!socket.destroyed) toHost();
    };
    other.once('error', refused);
  }

  async #read(
    destination: Destination,
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
  ): Promise<void> {
    this.#reading++;
    try {
      await this.#events.room();
      const body = await bodyOf(incoming);
      if (body === undefined) {
        outgoing.writeHead(413, { connection: 'close' }).end();
        return;
      }
      const id = ++this.#lastId;
      this.#exchanges.set(id, { destination, outgoing });
      outgoing.once('close', () => {
        this.#exchanges.delete(id);
        this.#settle();
      });
      const { method = 'GET', url = '/', headers } = incoming;
      this.#events.request(id, destination.port, {
        method,
        path: url,
        headers: plainHeaders(headers),
        body,
      });
    } catch {
      // The program gave up on the request.
      outgoing.destroy();
    } finally {
      this.#reading--;
      this.#settle();
    }
  }

  #tell(message: ToPreload): boolean {
    return this.#control?.write(`${JSON.stringify(message)}\n`) !== undefined;
  }

  /** Requests of the ended program that still wait for their answer hold nothing up: nobody reads it. */
  #isQuiet(): boolean {
    return this.#sockets.size === 0 && this.#reading === 0;
  }

  #settle(): void {
    if (this.#isQuiet()) this.#onQuiet?.();
  }
}

/** `undefined` when it is too large; rejects when it does not come to its end. */
async function bodyOf(incoming: http.IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
