/** What components may rely on, whichever network they are given. */
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpHandler } from '../http.ts';
import { DroppedConnection } from '../pipeline/faults.ts';
import type { GrpcCall, GrpcHandler, GrpcReply, Listener, Network } from '../pipeline/network.ts';
import { ConnectError, ListenError } from '../pipeline/network.ts';
import { HttpNetwork } from './node/http-network.ts';
import { VirtualNetwork } from './virtual-network.ts';

const utf8 = new TextEncoder();
const LOCAL = { host: '127.0.0.1', port: 0 };
const LIMIT = { maxBodyBytes: 1000 };
const EMPTY = new Uint8Array();
const post = { method: 'POST', headers: {}, body: EMPTY };
const METHOD = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const call: GrpcCall = { method: METHOD, metadata: {}, message: EMPTY };
const okay: GrpcReply = { code: 0, statusMessage: '', message: EMPTY };
const never = new Promise<never>(() => undefined);

describe.each<[string, () => Network]>([
  ['the virtual network', () => new VirtualNetwork()],
  ['the real network', () => new HttpNetwork()],
])('%s', (_name, create) => {
  const listeners: Listener[] = [];
  afterEach(async () => {
    for (const listener of listeners.splice(0)) await listener.close();
  });

  async function http(handler: HttpHandler) {
    const network = create();
    const listener = await network.listen(LOCAL, handler, LIMIT);
    listeners.push(listener);
    return { network, listener, url: `http://127.0.0.1:${listener.port}` };
  }

  async function grpc(handler: GrpcHandler) {
    const network = create();
    const listener = await network.listenGrpc(LOCAL, handler, LIMIT);
    listeners.push(listener);
    return { network, listener, target: `127.0.0.1:${listener.port}` };
  }

  test('looks up names, and addresses, which are their own', async () => {
    const network = create();
    expect(await network.lookup('localhost')).toContainEqual(expect.stringMatching(/^(127\.0\.0\.1|::1)$/));
    expect(await network.lookup('127.0.0.7')).toEqual(['127.0.0.7']);
    expect(await network.lookup('::1')).toEqual(['::1']);
  });

  describe('HTTP', () => {
    test('carries method, path, query, headers and body there, and status, headers and body back', async () => {
      const { network, url } = await http(async ({ method, path, headers, body }) => ({
        status: 418,
        headers: { 'x-seen': `${method} ${path} ${headers['x-sent']}` },
        body: body.toReversed(),
      }));
      const response = await network.request(`${url}/v1/traces?x=1`, {
        method: 'PUT',
        headers: { 'x-sent': 'a, b' },
        body: new Uint8Array([1, 2, 255]),
      });
      expect(response).toMatchObject({ status: 418, headers: { 'x-seen': 'PUT /v1/traces?x=1 a, b' } });
      expect([...response.body]).toEqual([255, 2, 1]);
    });

    test('chooses a port for port 0, and says which', async () => {
      const { listener } = await http(async () => ({ status: 200, headers: {}, body: EMPTY }));
      expect(listener.port).toBeGreaterThan(0);
      expect(listener.address).toBe(`127.0.0.1:${listener.port}`);
    });

    test('hands over enough of a body over the limit that the handler can refuse it', async () => {
      const { network, url } = await http(async ({ body }) => ({
        status: body.length > LIMIT.maxBodyBytes ? 413 : 200,
        headers: {},
        body: EMPTY,
      }));
      const send = (length: number) => network.request(url, { ...post, body: new Uint8Array(length) });
      expect((await send(1000)).status).toBe(200);
      expect((await send(1001)).status).toBe(413);
      expect((await send(5_000_000)).status).toBe(413);
    });

    test('serves many requests at once', async () => {
      const { network, url } = await http(async ({ path }) => ({
        status: 200,
        headers: {},
        body: utf8.encode(path),
      }));
      const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
      const answers = await Promise.all(paths.map((path) => network.request(`${url}${path}`, post)));
      expect(answers.map(({ body }) => new TextDecoder().decode(body))).toEqual(paths);
    });

    test('refuses a port that is taken', async () => {
      const { network, listener } = await http(async () => ({ status: 200, headers: {}, body: EMPTY }));
      const taken = { host: '127.0.0.1', port: listener.port };
      const text = `listen tcp 127.0.0.1:${listener.port}: bind: address already in use`;
      await expect(network.listen(taken, async () => never, LIMIT)).rejects.toThrow(new ListenError(text));
      await expect(network.listenGrpc(taken, async () => never, LIMIT)).rejects.toThrow(
        new ListenError(text),
      );
    });

    test('says that nobody listens', async () => {
      const { network, listener, url } = await http(async () => never);
      await listener.close();
      listeners.splice(0);
      await expect(network.request(url, post)).rejects.toThrow(
        new ConnectError(`dial tcp 127.0.0.1:${listener.port}: connect: connection refused`),
      );
      await expect(network.request(`http://localhost:${listener.port}`, post)).rejects.toThrow(
        new ConnectError(`dial tcp 127.0.0.1:${listener.port}: connect: connection refused`),
      );
    });

    test('gives up when its time is over', async () => {
      let answer: () => void = () => undefined;
      const { network, url } = await http(
        () =>
          new Promise((resolve) => {
            answer = () => resolve({ status: 200, headers: {}, body: EMPTY });
          }),
      );
      const failure = await network.request(url, post, { timeoutNs: 20_000_000n }).catch((error) => error);
      expect(failure).toBeInstanceOf(ConnectError);
      expect([failure.message, failure.timedOut]).toEqual(['context deadline exceeded', true]);
      answer();
    });

    test('sees a connection that is dropped end without an answer', async () => {
      const { network, url } = await http(async () => {
        throw new DroppedConnection();
      });
      await expect(network.request(url, post)).rejects.toThrow(new ConnectError('EOF'));
    });

    test('doesn’t take an answer without TLS for one with it', async () => {
      const { network, url } = await http(async () => ({ status: 200, headers: {}, body: EMPTY }));
      await expect(network.request(url.replace('http:', 'https:'), post)).rejects.toThrow(
        new ConnectError('http: server gave HTTP response to HTTPS client'),
      );
    });

    test('answers what is under way before it is closed', async () => {
      let answer: () => void = () => undefined;
      let arrived: () => void = () => undefined;
      const inHandler = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const { network, listener, url } = await http(
        () =>
          new Promise((resolve) => {
            arrived();
            answer = () => resolve({ status: 202, headers: {}, body: EMPTY });
          }),
      );
      const response = network.request(url, post);
      await inHandler;
      const closed = listener.close();
      answer();
      expect((await response).status).toBe(202);
      await closed;
      await expect(network.request(url, post)).rejects.toThrow('connection refused');
    });
  });

  describe('gRPC', () => {
    test('carries method, metadata and message there and the message back', async () => {
      const calls: GrpcCall[] = [];
      const { network, target } = await grpc(async (received) => {
        calls.push(received);
        return { ...okay, message: received.message.toReversed() };
      });
      const reply = await network.call(target, {
        method: METHOD,
        metadata: { tenant: 'a' },
        message: new Uint8Array([1, 2, 3]),
      });
      expect(reply).toEqual({ ...okay, message: new Uint8Array([3, 2, 1]) });
      expect(calls).toMatchObject([{ method: METHOD, metadata: { tenant: 'a' } }]);
    });

    test('takes an empty message for a message', async () => {
      const { network, target } = await grpc(async () => okay);
      expect(await network.call(target, call)).toEqual(okay);
    });

    test('compresses with gzip when told to, of which handlers see nothing', async () => {
      const { network, target } = await grpc(async ({ message, metadata }) => ({
        ...okay,
        message: utf8.encode(`${message.length} ${metadata['grpc-encoding']}`),
      }));
      const message = new Uint8Array(900);
      const reply = await network.call(target, { ...call, message, metadata: { 'grpc-encoding': 'gzip' } });
      expect(new TextDecoder().decode(reply.message)).toBe('900 undefined');
    });

    test.each([
      ['plain words', undefined],
      ['100 % ünïcödé — 雪\nand a line', undefined],
      ['wait', 1_500_000_000n],
      ['go', 0n],
    ])('carries an error: %j', async (statusMessage, retryDelayNs) => {
      const { network, target } = await grpc(async () => ({
        ...okay,
        code: 14,
        statusMessage,
        retryDelayNs,
      }));
      expect(await network.call(target, call)).toEqual({ ...okay, code: 14, statusMessage, retryDelayNs });
    });

    test('says that nobody listens', async () => {
      const { network, listener, target } = await grpc(async () => okay);
      await listener.close();
      listeners.splice(0);
      for (const each of [target, `localhost:${listener.port}`]) {
        await expect(network.call(each, call)).rejects.toThrow(
          new ConnectError(`dial tcp 127.0.0.1:${listener.port}: connect: connection refused`),
        );
      }
    });

    test('doesn’t take an answer without TLS for one with it', async () => {
      const { network, target } = await grpc(async () => okay);
      await expect(network.call(target, call, { tls: true })).rejects.toThrow(
        new ConnectError('tls: first record does not look like a TLS handshake'),
      );
    });

    test('objects to an address it can’t read', async () => {
      await expect(create().call('localhost', call)).rejects.toThrow(
        new ConnectError('dial tcp: address localhost: missing port in address'),
      );
    });

    test('gives up when its time is over', async () => {
      let answer: () => void = () => undefined;
      const { network, target } = await grpc(
        () =>
          new Promise((resolve) => {
            answer = () => resolve(okay);
          }),
      );
      const failure = await network.call(target, call, { timeoutNs: 20_000_000n }).catch((error) => error);
      expect(failure).toBeInstanceOf(ConnectError);
      expect([failure.message, failure.timedOut]).toEqual(['context deadline exceeded', true]);
      answer();
    });

    test('sees a connection that is dropped end without an answer, and connects anew', async () => {
      let drops = 1;
      const { network, target } = await grpc(async () => {
        drops -= 1;
        if (drops >= 0) throw new DroppedConnection();
        return okay;
      });
      await expect(network.call(target, call)).rejects.toThrow(
        new ConnectError('error reading from server: EOF'),
      );
      expect(await network.call(target, call)).toEqual(okay);
    });

    test('answers what is under way before it is closed', async () => {
      let answer: () => void = () => undefined;
      let arrived: () => void = () => undefined;
      const inHandler = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const { network, listener, target } = await grpc(
        () =>
          new Promise((resolve) => {
            arrived();
            answer = () => resolve(okay);
          }),
      );
      const reply = network.call(target, call);
      await inHandler;
      const closed = listener.close();
      answer();
      expect((await reply).code).toBe(0);
      await closed;
      await expect(network.call(target, call)).rejects.toThrow('connection refused');
    });

    test('serves many calls at once', async () => {
      const { network, target } = await grpc(async ({ message }) => ({ ...okay, message }));
      const messages = Array.from({ length: 50 }, (_, index) => new Uint8Array([index]));
      const replies = await Promise.all(
        messages.map((message) => network.call(target, { ...call, message })),
      );
      expect(replies.map(({ message }) => message)).toEqual(messages);
    });
  });
});

test('the real network says as Go does that a name has no address', async () => {
  await expect(new HttpNetwork().lookup('nosuch.invalid')).rejects.toThrow(/^lookup nosuch\.invalid: /);
});
