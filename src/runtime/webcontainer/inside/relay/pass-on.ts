/** Joins a connection with a server of another process of the container, where one listens. */
import net from 'node:net';

/** A port of the container answers or refuses within this many ms. */
const CONNECT_MS = 500;

/** Resolves to `false` when nothing listens on the port; nothing of the connection has been read then. */
export function passOn(socket: net.Socket, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const other = net.connect(port, 'localhost');
    const giveUp = setTimeout(() => other.destroy(new Error('no answer')), CONNECT_MS);
    const refused = (): void => {
      clearTimeout(giveUp);
      resolve(false);
    };
    other.once('error', refused);
    other.once('connect', () => {
      clearTimeout(giveUp);
      other.off('error', refused);
      other.on('error', () => socket.destroy());
      other.once('close', () => socket.destroy());
      socket.once('close', () => other.destroy());
      socket.pipe(other).pipe(socket);
      resolve(true);
    });
  });
}
