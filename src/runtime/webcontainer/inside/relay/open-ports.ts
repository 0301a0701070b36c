/** The collector's usual ports, open to every process of the container; a program that wants one for itself gets it. */
import net from 'node:net';

export class OpenPorts {
  readonly #ports: readonly number[];
  readonly #connected: (socket: net.Socket, port: number) => void;
  readonly #servers = new Map<number, net.Server>();

  constructor(ports: readonly number[], connected: (socket: net.Socket, port: number) => void) {
    this.#ports = ports;
    this.#connected = connected;
  }

  /** On every port that is free. One that another process has is that process's. */
  async listen(): Promise<void> {
    await Promise.all(this.#ports.filter((port) => !this.#servers.has(port)).map((port) => this.#open(port)));
  }

  has(port: number): boolean {
    return this.#servers.has(port);
  }

  async release(port: number): Promise<void> {
    this.#servers.get(port)?.close();
    this.#servers.delete(port);
    // The handle is closed in this turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }

  #open(port: number): Promise<void> {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      this.#connected(socket, port);
    });
    this.#servers.set(port, server);
    return new Promise((resolve) => {
      server.once('error', () => {
        this.#servers.delete(port);
        resolve();
      });
      server.listen(port, resolve);
    });
  }
}
