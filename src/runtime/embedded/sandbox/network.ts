/**
 * The lab's network: servers of the program by port, behind them the collector's ports on the page. There is nothing
 * else. Every delivery is a task of its own, as if a socket lay in between, and only what was sent arrives: a server
 * never sees the client's async context.
 */
import type { HttpRequest, HttpResponse } from '../../../collector/http.ts';
import { currentFrame } from './async-context.ts';
import { hold, release, runCallback } from './event-loop.ts';
import { hop } from './natives.ts';
import { type CodedError, systemError } from './node/node-error.ts';
import { toPage } from './page-port.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface RequestHead {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: HeaderList;
}

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
}

/** What reaches the client. */
export interface ClientEvents {
  head(head: ResponseHead): void;
  data(chunk: Uint8Array): void;
  end(): void;
  /** Nothing comes after it. */
  error(error: CodedError): void;
}

/** The client's end of an exchange. */
export interface ClientEnd {
  write(chunk: Uint8Array): void;
  end(): void;
  /** Gives up; no event comes any more. */
  destroy(): void;
}

/** What reaches the server after the head. */
export interface ServerEvents {
  data(chunk: Uint8Array): void;
  end(): void;
  /** The client gave up. */
  aborted(): void;
}

/** The server's end of an exchange. */
export interface ServerEnd {
  head(head: ResponseHead): void;
  data(chunk: Uint8Array): void;
  end(): void;
  /** Breaks the connection off. */
  destroy(): void;
}

/** A server: takes a request's head and its way to answer, gives where the rest of the request goes. */
export type Accept = (head: RequestHead, client: ServerEnd) => ServerEvents;

const servers = new Map<number, Accept>();
let nextEphemeralPort = 49_152;

/** Returns the port, or `undefined` when a server listens there already. Port 0: any that is free. */
export function listen(port: number, accept: Accept): number | undefined {
  let actual = port;
  if (port === 0) while (servers.has(nextEphemeralPort)) nextEphemeralPort++;
  if (port === 0) actual = nextEphemeralPort++;
  if (servers.has(actual)) return undefined;
  servers.set(actual, accept);
  return actual;
}

/** A process may have only so many files open, and the page wants to hear only of so many servers. */
const MOST_SERVERS = 200;

export function mayListen(): boolean {
  return servers.size < MOST_SERVERS;
}

export function unlisten(port: number): void {
  servers.delete(port);
}

export function isListening(port: number): boolean {
  return servers.has(port);
}

/** Sends a request to a host of the lab's network. Events come in the async context of this call. */
export function connect(host: string, port: number, head: RequestHead, events: ClientEvents): ClientEnd {
  const failure = unreachable(host, port);
  if (failure !== undefined) return refuse(failure, events);
  const accept = servers.get(port);
  return accept === undefined ? connectToPage(port, head, events) : connectToServer(accept, head, events);
}

function unreachable(host: string, port: number): CodedError | undefined {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (/^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|::)$/.test(name)) return undefined;
  const why = ' (the lab runs in a sandbox without a network; it reaches localhost only)';
  if (/^[\d.]+$/.test(name) || name.includes(':')) {
    return systemError('connect', 'ENETUNREACH', `${name}:${port}${why}`, { address: name, port });
  }
  return systemError('getaddrinfo', 'ENOTFOUND', `${name}${why}`, { hostname: name });
}

function refuse(error: CodedError, events: ClientEvents): ClientEnd {
  const deliver = deliveries();
  deliver(() => events.error(error));
  deliver.finish();
  return { write() {}, end() {}, destroy: deliver.cancel };
}

interface Deliveries {
  (action: () => void): void;
  /** Nothing is delivered after what is under way; the program is no longer held open for it. */
  finish(): void;
  cancel(): void;
}

/** Deliveries to the client, in the context of now; they hold the program open until `finish` or `cancel`. */
function deliveries(): Deliveries {
  const frame = currentFrame();
  let open = true;
  hold();
  const close = (): void => {
    if (!open) return;
    open = false;
    release();
  };
  const deliver = (action: () => void): void => {
    hop(() => {
      if (open) runCallback(frame, action);
    });
  };
  return Object.assign(deliver, { finish: () => hop(close), cancel: close });
}

function connectToServer(accept: Accept, head: RequestHead, events: ClientEvents): ClientEnd {
  const deliver = deliveries();
  let server: ServerEvents | undefined;
  let over = false;
  const toServer = (action: (server: ServerEvents) => void): void => {
    hop(() => {
      if (server !== undefined) runCallback(undefined, () => action(server as ServerEvents));
    });
  };
  const finish = (action: () => void): void => {
    if (over) return;
    over = true;
    deliver(action);
    deliver.finish();
  };
  hop(() =>
    runCallback(undefined, () => {
      if (over) return;
      server = accept(head, {
        head: (response) => deliver(() => events.head(response)),
        data: (chunk) => deliver(() => events.data(chunk)),
        end: () => finish(() => events.end()),
        destroy: () => finish(() => events.error(hangUp())),
      });
    }),
  );
  return {
    write: (chunk) => toServer((receiver) => receiver.data(chunk)),
    end: () => toServer((receiver) => receiver.end()),
    destroy() {
      deliver.cancel();
      if (over) return;
      over = true;
      toServer((receiver) => receiver.aborted());
    },
  };
}

/** Requests the page is asked at a time; the others wait, as they would for a connection. */
const MOST_AT_PAGE = 64;

const waiting = new Map<number, (response: HttpResponse | undefined) => void>();
const atPage = new Set<number>();
const queued = new Map<number, () => void>();

function sendWhenPossible(id: number, send: () => void): void {
  queued.set(id, send);
  sendQueued();
}

function sendQueued(): void {
  for (const [id, send] of queued) {
    if (atPage.size >= MOST_AT_PAGE) return;
    queued.delete(id);
    atPage.add(id);
    send();
  }
}
let lastRequest = 0;

/** The page takes whole requests, so the body is gathered first. */
function connectToPage(port: number, head: RequestHead, events: ClientEvents): ClientEnd {
  const deliver = deliveries();
  const id = ++lastRequest;
  const chunks: Uint8Array[] = [];
  waiting.set(id, (response) => {
    if (response === undefined) {
      deliver(() => events.error(refused(port)));
    } else {
      const { status, headers, body } = response;
      deliver(() => events.head({ status, statusText: '', headers: Object.entries(headers) }));
      if (body.length > 0) deliver(() => events.data(body));
      deliver(() => events.end());
    }
    deliver.finish();
  });
  return {
    write: (chunk) => chunks.push(chunk),
    end() {
      // What a program sends in its last breath before `process.exit` is lost, as it would be on a socket.
      hop(() => {
        if (!waiting.has(id)) return;
        const body = concatenate(chunks);
        const request: HttpRequest = {
          method: head.method,
          path: head.path,
          headers: plainHeaders(head.headers),
          body,
        };
        sendWhenPossible(id, () =>
          toPage({ type: 'request', id, port, request }, [body.buffer as ArrayBuffer]),
        );
      });
    },
    destroy() {
      waiting.delete(id);
      queued.delete(id);
      deliver.cancel();
    },
  };
}

/** The page has answered one of the program's requests. */
export function pageAnswered(id: number, response: HttpResponse | undefined): void {
  const settle = waiting.get(id);
  waiting.delete(id);
  atPage.delete(id);
  settle?.(response);
  sendQueued();
}

/** The page sends a request to a server of the program. */
export function requestFromPage(
  id: number,
  port: number,
  { method, path, headers, body }: HttpRequest,
): void {
  const accept = servers.get(port);
  if (accept === undefined) {
    toPage({ type: 'response', id, answer: 'ECONNREFUSED' });
    return;
  }
  let status = 500;
  let answered: Record<string, string> = {};
  const chunks: Uint8Array[] = [];
  let over = false;
  const answer = (result: HttpResponse | 'ECONNRESET'): void => {
    if (over) return;
    over = true;
    toPage({ type: 'response', id, answer: result });
  };
  const given = Object.entries(headers);
  const hostHeader = headers.host === undefined ? [['host', `localhost:${port}`] as const] : [];
  const lengthHeader =
    headers['content-length'] === undefined && headers['transfer-encoding'] === undefined && body.length > 0
      ? [['content-length', String(body.length)] as const]
      : [];
  runCallback(undefined, () => {
    const server = accept(
      { method, path, headers: [...hostHeader, ...given, ...lengthHeader] },
      {
        head(response) {
          status = response.status;
          answered = plainHeaders(response.headers);
        },
        data: (chunk) => chunks.push(chunk),
        end: () => answer({ status, headers: answered, body: concatenate(chunks) }),
        destroy: () => answer('ECONNRESET'),
      },
    );
    hop(() =>
      runCallback(undefined, () => {
        if (body.length > 0) server.data(body);
        server.end();
      }),
    );
  });
}

function refused(port: number): CodedError {
  return systemError('connect', 'ECONNREFUSED', `127.0.0.1:${port}`, { address: '127.0.0.1', port });
}

function hangUp(): CodedError {
  return Object.assign(new Error('socket hang up') as CodedError, { code: 'ECONNRESET' });
}

export function plainHeaders(headers: HeaderList): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = plain[key];
    plain[key] = known === undefined ? value : `${known}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return plain;
}

export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
