/** Ports of one container: files of its folder. `<port>` is the socket, `<port>.pid` tells whose it is. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, Server, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connectArguments, localPort } from '../../../../node/preload/connect-arguments.ts';
import { listenArguments } from '../../../../node/preload/listen-arguments.ts';

const FIRST_DYNAMIC_PORT = 50_000;

export function virtualizePorts(folder: string): void {
  const file = (port: number): string => path.join(folder, String(port));
  const isTaken = (port: number): boolean => existsSync(file(port)) && isAlive(`${file(port)}.pid`);
  const addresses = new WeakMap<Server, AddressInfo>();
  const { connect } = Socket.prototype;
  const { listen, address } = Server.prototype;

  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const { options, callback } = connectArguments(args);
    const port = localPort(options);
    if (port === undefined) return Reflect.apply(connect, this, args);
    for (const [name, value] of Object.entries({ remoteAddress: '127.0.0.1', remotePort: port })) {
      Object.defineProperty(this, name, { value, configurable: true });
    }
    refuseAsPort(this, port);
    const { port: _port, host: _host, ...others } = options as Record<string, unknown>;
    const virtual = { ...others, path: file(port) };
    return Reflect.apply(connect, this, callback === undefined ? [virtual] : [virtual, callback]);
  } as Socket['connect'];

  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    const { options, callback } = listenArguments(args);
    const { port: wanted, host } = options as { port?: unknown; host?: string };
    if (typeof wanted !== 'number') return Reflect.apply(listen, this, args);
    let port = wanted;
    if (port === 0) for (port = FIRST_DYNAMIC_PORT; isTaken(port); port++);
    if (isTaken(port)) {
      process.nextTick(() => this.emit('error', systemError('listen', 'EADDRINUSE', port)));
      return this;
    }
    rmSync(file(port), { force: true });
    writeFileSync(`${file(port)}.pid`, String(process.pid));
    this.prependOnceListener('listening', () => {
      const address = host === 'localhost' ? '127.0.0.1' : (host ?? '::');
      addresses.set(this, { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port });
    });
    this.once('close', () => addresses.delete(this));
    const virtual = { path: file(port) };
    return Reflect.apply(listen, this, callback === undefined ? [virtual] : [virtual, callback]);
  } as Server['listen'];

  Server.prototype.address = function (this: Server) {
    return addresses.get(this) ?? Reflect.apply(address, this, []);
  };
}

function isAlive(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** A missing file, or one whose server is gone, is a port nobody listens on. */
function refuseAsPort(socket: Socket, port: number): void {
  const { _destroy: destroy } = socket;
  socket._destroy = (error, done) => {
    const { code, syscall, address } = (error ?? {}) as NodeJS.ErrnoException & { address?: string };
    // The program may destroy it with an error of another port.
    const isPath = address?.startsWith('/') === true;
    const refused = syscall === 'connect' && (code === 'ENOENT' || code === 'ECONNREFUSED') && isPath;
    destroy.call(socket, refused ? systemError('connect', 'ECONNREFUSED', port) : error, done);
  };
}

function systemError(
  syscall: string,
  code: 'EADDRINUSE' | 'ECONNREFUSED',
  port: number,
): NodeJS.ErrnoException {
  const address = syscall === 'listen' ? '::' : '127.0.0.1';
  const what = syscall === 'listen' ? ': address already in use' : '';
  return Object.assign(new Error(`${syscall} ${code}${what} ${address}:${port}`), {
    code,
    errno: -os.constants.errno[code],
    syscall,
    address,
    port,
  });
}
