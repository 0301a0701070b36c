/** Connections to local ports go to the program's own server on that port, or else to the host's gateway. */
import { Socket } from 'node:net';
import { gatewayPath, portPath } from '../port-path.ts';
import { connectArguments, localPort } from './connect-arguments.ts';
import { connectionRefused } from './connection-refused.ts';
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
  socket.destroy(connectionRefused(port));
}

/** The gateway's first line: which connection this is and where it wants to go. */
function introduce(socket: Socket, port: number): void {
  const connection = ++connections;
  atGateway.set(connection, { socket, port });
  socket.once('close', () => atGateway.delete(connection));
  socket.write(`${connection} ${port}\n`);
}
