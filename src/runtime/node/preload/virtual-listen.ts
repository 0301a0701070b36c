/** `server.listen(port)` opens the run's socket file of that port; `server.address()` still tells the port. */
import { type AddressInfo, type ListenOptions, Server, type Socket } from 'node:net';
import os from 'node:os';
import { portPath } from '../port-path.ts';
import { tellHost } from './control.ts';
import { listenArguments } from './listen-arguments.ts';
import { isLocalHost } from './local-host.ts';

/** Where ports for `listen(0)` are taken from: the first of the dynamic ports (RFC 6335). */
const FIRST_DYNAMIC_PORT = 49_152;

/** Ports on which servers of this program listen now. */
export const ownPorts = new Map<number, Server>();

export function virtualizeListen(socketsFolder: string): void {
  const addresses = new WeakMap<Server, AddressInfo>();
  const { listen, address } = Server.prototype;

  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    const { options, callback } = listenArguments(args);
    if (!isVirtual(options)) return Reflect.apply(listen, this, args);
    const port = options.port === 0 ? freePort() : options.port;
    if (ownPorts.has(port)) {
      process.nextTick(() => this.emit('error', addressInUse(port)));
      return this;
    }
    const local = localAddress(options.host, port);
    ownPorts.set(port, this);
    this.prependOnceListener('listening', () => {
      addresses.set(this, local);
      tellHost({ type: 'listening', port });
    });
    this.prependListener('connection', (socket: Socket) => {
      showAs(socket, {
        localAddress: '127.0.0.1',
        localPort: port,
        remoteAddress: '127.0.0.1',
        remoteFamily: 'IPv4',
      });
    });
    this.once('close', () => {
      ownPorts.delete(port);
      addresses.delete(this);
      tellHost({ type: 'closed', port });
    });
    const virtual: ListenOptions = { path: portPath(socketsFolder, port) };
    return Reflect.apply(listen, this, callback === undefined ? [virtual] : [virtual, callback]);
  } as Server['listen'];

  Server.prototype.address = function (this: Server) {
    return addresses.get(this) ?? Reflect.apply(address, this, []);
  };
}

/** What the socket tells about its ends; a socket file has no addresses. */
export function showAs(socket: Socket, properties: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(socket, name, { value, configurable: true });
  }
}

type LocalListen = { readonly port: number; readonly host?: string };

/** Other ways to listen (paths, file descriptors, handles, foreign addresses, nonsense) are Node's own business. */
function isVirtual(options: unknown): options is LocalListen {
  const { port, host, path, fd, _handle } = options as Record<string, unknown>;
  return (
    [path, fd, _handle].every((other) => other === undefined) &&
    typeof port === 'number' &&
    Number.isInteger(port) &&
    port >= 0 &&
    port < 65_536 &&
    (host === undefined || (typeof host === 'string' && isLocalHost(host)))
  );
}

function freePort(): number {
  let port = FIRST_DYNAMIC_PORT;
  while (ownPorts.has(port)) port++;
  return port;
}

function localAddress(host: string | undefined, port: number): AddressInfo {
  if (host === undefined || host === '' || host === '::') return { address: '::', family: 'IPv6', port };
  if (host === '::1') return { address: host, family: 'IPv6', port };
  return { address: host === 'localhost' ? '127.0.0.1' : host, family: 'IPv4', port };
}

function addressInUse(port: number): NodeJS.ErrnoException {
  return Object.assign(new Error(`listen EADDRINUSE: address already in use :::${port}`), {
    code: 'EADDRINUSE',
    errno: -os.constants.errno.EADDRINUSE,
    syscall: 'listen',
    address: '::',
    port,
  });
}
