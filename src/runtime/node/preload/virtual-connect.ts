/** Connections to local ports go to the program's own server on that port, or else to the host's gateway. */
import { Socket } from 'node:net';
import os from 'node:os';
import { gatewayPath, portPath } from '../port-path.ts';
import { isLocalHost } from './local-host.ts';
import { ownPorts, showAs } from './virtual-listen.ts';

/** Connections to the gateway that the host may still refuse. */
const atGateway = new Map<number, { readonly socket: Socket; readonly port: number }>();
let connections = 0;

export function virtualizeConnect(socketsFolder: string): void {
  const { connect } = Socket.prototype;

  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const { options, callback } = connectArguments(args);
    const port = localPort(options);
    if (port === undefined) return Reflect.apply(connect, this, args);
    showAs(this, { remoteAddress: '127.0.0.1', remoteFamily: 'IPv4', remotePort: port });
    const own = ownPorts.has(port);
    const path = own ? portPath(socketsFolder, port) : gatewayPath(socketsFolder);
    const { port: _port, host: _host, ...others } = options as Record<string, unknown>;
    const virtual = { ...others, path };
    Reflect.apply(connect, this, callback === undefined ? [virtual] : [virtual, callback]);
    if (!own) introduce(this, port);
    return this;
  } as Socket['connect'];
}

/** The host found that nothing listens where the connection wanted to go: it ends as if it had never been accepted. */
export function refuseConnection(connection: number): void {
  const refused = atGateway.get(connection);
  if (refused === undefined) return;
  const { socket, port } = refused;
  socket.destroy(
    Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
      code: 'ECONNREFUSED',
      errno: -os.constants.errno.ECONNREFUSED,
      syscall: 'connect',
      address: '127.0.0.1',
      port,
    }),
  );
}

/** The gateway's first line: which connection this is and where it wants to go. */
function introduce(socket: Socket, port: number): void {
  const connection = ++connections;
  atGateway.set(connection, { socket, port });
  socket.once('close', () => atGateway.delete(connection));
  socket.write(`${connection} ${port}\n`);
}

/** Node's forms: connect(options, callback?), connect(port, host?, callback?), connect(path, callback?), and its own [options, callback]. */
function connectArguments(args: readonly unknown[]): { options: unknown; callback: unknown } {
  const [first, second] = args;
  if (Array.isArray(first)) return { options: first[0], callback: first[1] ?? undefined };
  const last = args.at(-1);
  const callback = typeof last === 'function' ? last : undefined;
  if (typeof first === 'object' && first !== null) return { options: first, callback };
  const port = Number(first);
  if (typeof first === 'function' || Number.isNaN(port)) return { options: {}, callback };
  return { options: { port, ...(typeof second === 'string' ? { host: second } : {}) }, callback };
}

/** `undefined` for anything but a sound port of this machine: that is Node's own business. */
function localPort(options: unknown): number | undefined {
  const { port, host, path } = options as { port?: unknown; host?: unknown; path?: unknown };
  const number = typeof port === 'string' && port !== '' ? Number(port) : port;
  const local = host === undefined || host === null || (typeof host === 'string' && isLocalHost(host));
  return path === undefined || path === null
    ? typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 65_536 && local
      ? number
      : undefined
    : undefined;
}
