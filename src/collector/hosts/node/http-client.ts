import { Agent, type IncomingMessage, request as sendPlain } from 'node:http';
import { request as sendSecure, Agent as TlsAgent } from 'node:https';
import type { HttpRequest, HttpResponse } from '../../http.ts';
import { ConnectError, type RequestOptions } from '../../pipeline/network.ts';
import { deadlineExceeded, dialError, isNoTls, timeoutMs } from './dial-error.ts';
import { plainHeaders } from './plain-headers.ts';

/** Sends requests over connections that are kept for the next ones. */
export class HttpClient {
  readonly #plain = new Agent({ keepAlive: true });
  readonly #secure = new TlsAgent({ keepAlive: true });

  request(
    url: string,
    { method, headers, body }: Omit<HttpRequest, 'path'>,
    { timeoutNs }: RequestOptions = {},
  ): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const { protocol, hostname, port, pathname, search } = new URL(url);
      const secure = protocol === 'https:';
      if (!secure && protocol !== 'http:') {
        throw new ConnectError(`unsupported protocol scheme "${protocol.slice(0, -1)}"`);
      }
      const endpoint = {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (secure ? 443 : 80) : Number(port),
      };
      let connected = false;
      const send = secure ? sendSecure : sendPlain;
      const outgoing = send({
        agent: secure ? this.#secure : this.#plain,
        host: endpoint.host,
        port: endpoint.port,
        method,
        path: `${pathname}${search}`,
        headers: { ...headers, 'content-length': body.length },
      });
      const limit = timeoutMs(timeoutNs);
      const timer =
        limit === undefined
          ? undefined
          : setTimeout(() => {
              reject(deadlineExceeded());
              outgoing.destroy();
            }, limit);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        reject(connected || error instanceof ConnectError ? brokenOff(error) : dialError(endpoint, error));
      };
      outgoing.on('socket', (socket) => {
        connected = !socket.connecting;
        if (connected) return;
        socket.once('connect', () => {
          connected = true;
        });
      });
      outgoing.on('error', fail);
      outgoing.on('response', (incoming) => {
        read(incoming)
          .then((received) => {
            clearTimeout(timer);
            resolve(received);
          })
          .catch(fail);
      });
      outgoing.end(body);
    });
  }
}

async function read(incoming: IncomingMessage): Promise<HttpResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const body = new Uint8Array(Buffer.concat(chunks));
  return { status: incoming.statusCode ?? 0, headers: plainHeaders(incoming), body };
}

/** The connection was there and ended without an answer. */
function brokenOff(error: Error): ConnectError {
  if (error instanceof ConnectError) return error;
  if (isNoTls(error)) {
    return new ConnectError('http: server gave HTTP response to HTTPS client', { cause: error });
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return new ConnectError(error.message, { cause: error });
  if (error.message === 'aborted') return new ConnectError('unexpected EOF', { cause: error });
  const why = syscall === 'read' ? 'read: connection reset by peer' : 'EOF';
  return new ConnectError(why, { cause: error });
}
