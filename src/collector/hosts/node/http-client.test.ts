/** What only other people's servers do. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient } from './http-client.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
});

/** A server that does what it is told to when something arrives. */
async function server(answer: (socket: Socket) => void) {
  const connections = { count: 0 };
  const listening = createServer((socket) => {
    connections.count += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  servers.push(listening);
  await once(listening, 'listening');
  const { port } = listening.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/v1/traces`, connections };
}

const post = { method: 'POST', headers: {}, body: new Uint8Array([1, 2, 3]) };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

describe('a client', () => {
  test('keeps its connection for the next requests, without piling anything up', async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error): number => warnings.push(warning);
    process.on('warning', warn);
    const { url, connections } = await server((socket) => socket.write(OK));
    const client = new HttpClient();
    for (let index = 0; index < 30; index += 1) {
      expect((await client.request(url, post)).status).toBe(200);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);
    expect([connections.count, warnings]).toEqual([1, []]);
  });

  test('gives up in the middle of an answer too', async () => {
    const { url } = await server((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    );
    const failure = await new HttpClient()
      .request(url, post, { timeoutNs: 50_000_000n })
      .catch((error) => error);
    expect([failure.message, failure.timedOut]).toEqual(['context deadline exceeded', true]);
  });

  test.each<[string, (socket: Socket) => void, string]>([
    ['hangs up', (socket) => socket.end(), 'EOF'],
    ['resets the connection', (socket) => socket.resetAndDestroy(), 'read: connection reset by peer'],
    [
      'hangs up in the middle of its answer',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
      'unexpected EOF',
    ],
  ])('says that the server %s', async (_name, answer, message) => {
    const { url } = await server(answer);
    await expect(new HttpClient().request(url, post)).rejects.toThrow(
      expect.objectContaining({ name: 'ConnectError', message, timedOut: false }),
    );
  });

  test('says that a scheme isn’t spoken', async () => {
    await expect(new HttpClient().request('ftp://127.0.0.1/', post)).rejects.toThrow(
      'unsupported protocol scheme "ftp"',
    );
  });
});
