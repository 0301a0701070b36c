import { expect, test } from 'vitest';
import type { HttpResponse } from '../http.ts';
import { DroppedConnection } from '../pipeline/faults.ts';
import { ConnectError } from '../pipeline/network.ts';
import { VirtualNetwork } from './virtual-network.ts';

const request = { method: 'GET', path: '/', headers: {}, body: new Uint8Array() };
const response: HttpResponse = { status: 200, headers: {}, body: new Uint8Array() };

test('port 0 is a port of its own', async () => {
  const network = new VirtualNetwork();
  const first = await network.listen({ host: 'localhost', port: 0 }, async () => response);
  const second = await network.listen({ host: 'localhost', port: 0 }, async () => response);
  expect(first.port).not.toBe(second.port);
  expect(first.address).toBe(`127.0.0.1:${first.port}`);
});

test('closing waits for the requests under way', async () => {
  const network = new VirtualNetwork();
  let answer: (response: HttpResponse) => void = () => undefined;
  const listener = await network.listen(
    { host: '', port: 80 },
    () => new Promise((resolve) => (answer = resolve)),
  );
  const pending = network.deliver(80, request);
  let closed = false;
  const closing = listener.close().then(() => (closed = true));
  await Promise.resolve();
  expect(await network.deliver(80, request)).toBeUndefined();
  expect(closed).toBe(false);
  answer(response);
  await closing;
  expect(await pending).toBe(response);
});

test('a server without TLS doesn’t understand those who speak it', async () => {
  const network = new VirtualNetwork();
  await network.listen({ host: '', port: 4318 }, async () => response);
  await network.listenGrpc({ host: '', port: 4317 }, async () => {
    throw new Error('not called');
  });
  const call = { method: '/a/b', metadata: {}, message: new Uint8Array() };
  await expect(network.request('https://localhost:4318/', request)).rejects.toThrow(
    'http: server gave HTTP response to HTTPS client',
  );
  await expect(network.call('localhost:4317', call, { tls: true })).rejects.toThrow(
    'tls: first record does not look like a TLS handshake',
  );
});

test('a connection that is cut is one without an answer', async () => {
  const network = new VirtualNetwork();
  await network.listen({ host: '', port: 4318 }, () => Promise.reject(new DroppedConnection()));
  await expect(network.request('http://localhost:4318/', request)).rejects.toBeInstanceOf(ConnectError);
});
