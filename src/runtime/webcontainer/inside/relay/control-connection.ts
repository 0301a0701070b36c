/** The way from the relay to the preload of the run: a connection that the preload opens. */
import type net from 'node:net';
import { lineSplitter } from '../../../node/control-messages.ts';
import type { FromPreload, ToPreload } from '../../relay/relay-messages.ts';

export class ControlConnection {
  readonly #receive: (message: FromPreload) => void;
  #socket: net.Socket | undefined;
  #pingWaits = false;

  constructor(receive: (message: FromPreload) => void) {
    this.#receive = receive;
  }

  open(socket: net.Socket): void {
    this.#socket?.destroy();
    this.#socket = socket;
    socket.setEncoding('utf8').on(
      'data',
      lineSplitter((line) => this.#receive(JSON.parse(line) as FromPreload)),
    );
    socket.once('close', () => {
      if (this.#socket === socket) this.#socket = undefined;
    });
    if (this.#pingWaits) this.ping();
  }

  close(): void {
    this.#pingWaits = false;
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  /** A preload that has not connected yet is asked when it has. */
  ping(): void {
    this.#pingWaits = !this.tell({ type: 'ping' });
  }

  /** `false` when there is no connection. */
  tell(message: ToPreload): boolean {
    if (this.#socket === undefined) return false;
    this.#socket.write(`${JSON.stringify(message)}\n`);
    return true;
  }
}
