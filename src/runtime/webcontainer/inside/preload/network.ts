/** Connections of the program to local ports it does not listen on go to the relay; its own servers are told to the page. */
import { type AddressInfo, Server, Socket } from 'node:net';
import { lineSplitter } from '../../../node/control-messages.ts';
import { connectArguments, localPort } from '../../../node/preload/connect-arguments.ts';
import { connectionRefused } from '../../../node/preload/connection-refused.ts';
import { listenArguments } from '../../../node/preload/listen-arguments.ts';
import type { ProgramSetup } from '../../relay/program-messages.ts';
import type { FromPreload, Introduction, ToPreload } from '../../relay/relay-messages.ts';
import { tellDropped, tellPage } from './output.ts';
import { type AnyFunction, replace } from './replace.ts';

/** Ports on which servers of this program listen now. */
const ownPorts = new Set<number>();
/** Connections that the host may still refuse. */
const atRelay = new Map<number, { readonly socket: Socket; readonly port: number }>();
/** What waits for a port that the relay listens on. */
const waiting = new Map<number, (() => void)[]>();
let connections = 0;
/** Holds the program open only while it waits for something of the relay. */
let control: Socket | undefined;

export function openNetwork(setup: ProgramSetup): void {
  const { connect } = Socket.prototype;
  const toRelay = (socket: Socket, options: object, callback: unknown, introduction: Introduction): void => {
    const relay = { ...options, host: 'localhost', port: setup.relayPort };
    Reflect.apply(connect, socket, callback === undefined ? [relay] : [relay, callback]);
    socket.write(`${JSON.stringify(introduction)}\n`);
  };
  replace(
    Socket.prototype,
    'connect',
    () =>
      function (this: Socket, ...args) {
        const { options, callback } = connectArguments(args);
        const port = localPort(options);
        if (port === undefined || ownPorts.has(port)) return Reflect.apply(connect, this, args);
        const connection = ++connections;
        atRelay.set(connection, { socket: this, port });
        this.once('close', () => atRelay.delete(connection));
        Object.defineProperty(this, 'remotePort', { value: port, configurable: true });
        toRelay(this, options as object, callback, { kind: 'data', token: setup.token, connection, port });
        return this;
      } as AnyFunction,
  );
  control = openControl();
  toRelay(control, {}, undefined, { kind: 'control', token: setup.token });
  control.unref();
  tellServers(new Set(setup.openPorts));
}

function openControl(): Socket {
  const socket = new Socket();
  socket.setEncoding('utf8');
  socket.on(
    'data',
    lineSplitter((line) => obey(JSON.parse(line) as ToPreload)),
  );
  // Without a relay nothing of the program's would arrive; the page sees its end and ends this process.
  socket.on('error', () => {});
  return socket;
}

/** The program wants a port that the relay listens on: the relay leaves it, and only then `listen` is called. */
function releasedByRelay(port: number, listen: () => void): void {
  const others = waiting.get(port) ?? [];
  waiting.set(port, [...others, listen]);
  const message: FromPreload = { type: 'release', port };
  control?.write(`${JSON.stringify(message)}\n`);
  // A program that waits to listen is not at its end.
  control?.ref();
}

function obey(message: ToPreload): void {
  switch (message.type) {
    case 'ping':
      tellDropped();
      tellPage({ type: 'pong' });
      break;
    case 'refuse':
      refuse(message.connection);
      break;
    case 'released':
      for (const listen of waiting.get(message.port) ?? []) listen();
      waiting.delete(message.port);
      if (waiting.size === 0) control?.unref();
  }
}

function refuse(connection: number): void {
  const refused = atRelay.get(connection);
  if (refused === undefined) return;
  const { socket, port } = refused;
  socket.destroy(connectionRefused(port));
}

function tellServers(relayed: ReadonlySet<number>): void {
  replace(
    Server.prototype,
    'listen',
    (original) =>
      function (this: Server, ...args) {
        this.once('listening', () => {
          const address = this.address() as AddressInfo | string | null;
          if (address === null || typeof address === 'string') return;
          const { port } = address;
          ownPorts.add(port);
          tellPage({ type: 'listening', port });
          this.once('close', () => {
            ownPorts.delete(port);
            tellPage({ type: 'closed', port });
          });
        });
        const { port } = listenArguments(args).options as { port?: unknown };
        const listen = (): unknown => Reflect.apply(original, this, args);
        if (typeof port !== 'number' || !relayed.has(port) || ownPorts.has(port)) return listen();
        releasedByRelay(port, listen);
        return this;
      } as AnyFunction,
  );
}
