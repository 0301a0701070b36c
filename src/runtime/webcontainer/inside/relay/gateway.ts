/**
 * Where connections of the container's processes arrive that no server in the container takes: those that the preload of
 * the run brings here, whatever their port was, and those of any process to the collector's usual ports.
 */
import http from 'node:http';
import net from 'node:net';
import type { HttpRequest, HttpResponse } from '../../../../collector/http.ts';
import { plainHeaders } from '../../../node/plain-headers.ts';
import type { Introduction } from '../../relay/relay-messages.ts';
import { ControlConnection } from './control-connection.ts';
import { readIntroduction } from './introduction.ts';
import { OpenPorts } from './open-ports.ts';
import { passOn } from './pass-on.ts';
import { requestBody } from './request-body.ts';

/** How long what an ended program has sent may take to be read, in ms. */
const DRAIN_MS = 5_000;

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
  readonly #control = new ControlConnection(({ port }) => {
    void this.#openPorts.release(port).then(() => this.#control.tell({ type: 'released', port }));
  });
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
    this.#control.close();
    for (const socket of this.#sockets) socket.destroy();
    for (const { outgoing } of this.#exchanges.values()) outgoing.destroy();
    this.#exchanges.clear();
    void this.#openPorts.listen();
  }

  ping(): void {
    this.#control.ping();
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
    if (connection === undefined || !this.#control.tell({ type: 'refuse', connection }))
      exchange.outgoing.destroy();
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
          this.#control.open(socket);
          break;
        case 'data':
          void this.#openData(socket, introduction);
          break;
        case 'barrier':
          socket.destroy();
          this.#onBarrier?.();
      }
    });
  }

  async #openData(
    socket: net.Socket,
    { connection, port }: Extract<Introduction, { kind: 'data' }>,
  ): Promise<void> {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#settle();
    });
    // Another process of the container may listen there.
    if (!this.#openPorts.has(port) && (await passOn(socket, port))) return;
    if (socket.destroyed) return;
    this.#destinations.set(socket, { connection, port });
    this.#http.emit('connection', socket);
  }

  async #read(
    destination: Destination,
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
  ): Promise<void> {
    this.#reading++;
    try {
      await this.#events.room();
      const body = await requestBody(incoming);
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

  /** Requests of the ended program that still wait for their answer hold nothing up: nobody reads it. */
  #isQuiet(): boolean {
    return this.#sockets.size === 0 && this.#reading === 0;
  }

  #settle(): void {
    if (this.#isQuiet()) this.#onQuiet?.();
  }
}
