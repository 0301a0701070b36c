/** `fetch` over the lab's network, with the errors Node's has. */
import { holdWhile } from './event-loop.ts';
import { NativePromise } from './natives.ts';
import { type ClientEnd, concatenate, connect, type HeaderList, type ResponseHead } from './network.ts';
import { STATUS_CODES } from './node/http-status.ts';
import { URL } from './node/url.ts';

const NativeRequest = Request;
const NativeResponse = Response;
const MOST_REDIRECTS = 20;

interface Prepared {
  readonly url: URL;
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  readonly redirect: string;
}

export function fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  return prepare(input, init).then((prepared) => follow(prepared, 0));
}

async function prepare(input: RequestInfo | URL, init: RequestInit): Promise<Prepared> {
  const given = input instanceof NativeRequest ? input : undefined;
  const url = parseUrl(given?.url ?? String(input));
  const source = init.body === undefined ? undefined : init.body;
  const method = normalizedMethod(init.method ?? given?.method ?? 'GET');
  if (source !== undefined && source !== null && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  // A Response reads a body of any kind and knows its content type; a Request would take headers away.
  const carrier =
    source === undefined || source === null ? undefined : new NativeResponse(source as BodyInit);
  const body = carrier !== undefined ? await carrier.arrayBuffer() : await bodyOf(given);
  const headers = new Map<string, string>();
  const chosen = new Headers(toEntries(init.headers ?? given?.headers));
  for (const [name, value] of chosen) headers.set(name, value);
  for (const [name, value] of toEntries(init.headers)) {
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
  }
  const contentType = carrier?.headers.get('content-type');
  if (contentType && !headers.has('content-type')) headers.set('content-type', contentType);
  return {
    url,
    method,
    headers: [...headers],
    body: body === undefined ? undefined : new Uint8Array(body),
    signal: init.signal ?? given?.signal ?? undefined,
    redirect: init.redirect ?? given?.redirect ?? 'follow',
  };
}

/** Not every browser tells by `request.body` whether there is one. */
async function bodyOf(request: Request | undefined): Promise<ArrayBuffer | undefined> {
  if (request === undefined || request.method === 'GET' || request.method === 'HEAD') return undefined;
  const body = await request.arrayBuffer();
  return body.byteLength > 0 || request.body ? body : undefined;
}

/** Guarded headers drop names such as `host` and `user-agent` in some browsers; the given ones are looked at, too. */
function toEntries(headers: HeadersInit | undefined): [string, string][] {
  if (headers === undefined || headers === null) return [];
  if (headers instanceof Headers) return [...headers];
  const entries =
    Symbol.iterator in headers ? [...(headers as Iterable<[string, string]>)] : Object.entries(headers);
  return entries.map(([name, value]) => [String(name), String(value)]);
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${text}`, { cause: error });
  }
}

function normalizedMethod(method: string): string {
  return /^(get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method;
}

async function follow(prepared: Prepared, redirects: number): Promise<Response> {
  const { response, head } = await exchange(prepared);
  const location = response.headers.get('location');
  if (
    ![301, 302, 303, 307, 308].includes(head.status) ||
    location === null ||
    prepared.redirect === 'manual'
  ) {
    return finish(response, prepared.url, redirects > 0);
  }
  if (prepared.redirect === 'error') throw failed(new Error('unexpected redirect'));
  if (redirects === MOST_REDIRECTS) throw failed(new Error('redirect count exceeded'));
  void response.body?.cancel();
  const toGet = head.status === 303 || (prepared.method === 'POST' && head.status < 303);
  return follow(
    {
      ...prepared,
      url: new URL(location, prepared.url),
      ...(toGet
        ? {
            method: 'GET',
            body: undefined,
            headers: prepared.headers.filter(([name]) => !/^content-/.test(name)),
          }
        : {}),
    },
    redirects + 1,
  );
}

function exchange(prepared: Prepared): Promise<{ response: Response; head: ResponseHead }> {
  const { url, method, body, signal } = prepared;
  if (signal?.aborted) return NativePromise.reject(signal.reason);
  if (url.protocol !== 'http:') {
    const why = url.protocol === 'https:' ? 'the lab has no TLS; use http://localhost' : 'unknown scheme';
    return NativePromise.reject(failed(new Error(why)));
  }
  const path = `${url.pathname}${url.search}`;
  return new NativePromise((resolve, reject) => {
    let content: ReadableStreamDefaultController<Uint8Array> | undefined;
    let client: ClientEnd | undefined;
    const abort = (): void => {
      client?.destroy();
      reject(signal?.reason);
      content?.error(signal?.reason);
      content = undefined;
    };
    const settle = (): void => signal?.removeEventListener('abort', abort);
    client = connect(
      url.hostname,
      Number(url.port) || 80,
      { method, path, headers: withDefaults(prepared) },
      {
        head(head) {
          const stream = new ReadableStream<Uint8Array>({
            start(controller) {
              content = controller;
            },
            cancel() {
              content = undefined;
              settle();
              client?.destroy();
            },
          });
          resolve({ response: toResponse(head, stream), head });
        },
        data: (chunk) => content?.enqueue(chunk),
        end() {
          settle();
          content?.close();
        },
        error(error) {
          settle();
          if (content === undefined) reject(failed(error.code === 'ECONNRESET' ? closedSocket() : error));
          else content.error(new TypeError('terminated', { cause: error }));
        },
      },
    );
    signal?.addEventListener('abort', abort, { once: true });
    if (body !== undefined && body.length > 0) client.write(body);
    client.end();
  });
}

function withDefaults({ url, method, headers, body }: Prepared): HeaderList {
  const known = new Set(headers.map(([name]) => name));
  const usual: [string, string][] = [
    ['host', url.host],
    ['connection', 'keep-alive'],
    ['accept', '*/*'],
    ['accept-language', '*'],
    ['sec-fetch-mode', 'cors'],
    ['user-agent', 'node'],
    ['accept-encoding', 'gzip, deflate'],
  ];
  if (body !== undefined || method === 'POST' || method === 'PUT') {
    usual.push(['content-length', String(body?.length ?? 0)]);
  }
  return [...headers, ...usual.filter(([name]) => !known.has(name))];
}

function toResponse(head: ResponseHead, stream: ReadableStream<Uint8Array>): Response {
  const headers = new Headers();
  for (const [name, value] of head.headers) headers.append(name, value);
  const bodiless = [101, 204, 205, 304].includes(head.status);
  const encoding = headers.get('content-encoding');
  const decoded =
    encoding === 'gzip' || encoding === 'deflate'
      ? stream.pipeThrough(new DecompressionStream(encoding) as ReadableWritablePair<Uint8Array, Uint8Array>)
      : stream;
  const response = new NativeResponse(bodiless ? null : decoded, {
    status: head.status < 200 || head.status > 599 ? 502 : head.status,
    statusText: head.statusText || (STATUS_CODES[head.status] ?? ''),
    headers,
  });
  // A response made by a script loses its cookies in a browser.
  Object.defineProperty(response, 'headers', { value: headers });
  return response;
}

function finish(response: Response, url: URL, redirected: boolean): Response {
  Object.defineProperty(response, 'url', { value: url.href });
  if (redirected) Object.defineProperty(response, 'redirected', { value: true });
  return response;
}

/** What Node's `fetch` makes of a connection that breaks off. */
function closedSocket(): Error {
  return Object.assign(new Error('other side closed'), { name: 'SocketError', code: 'UND_ERR_SOCKET' });
}

function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}

/**
 * The browser reads bodies outside of the program's event loop, and forgets why one broke off. Here a program waits for
 * them, and is told.
 */
export function installBodyHolds(): void {
  for (const prototype of [Response.prototype, Request.prototype, Blob.prototype]) {
    for (const name of ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const) {
      const native = (prototype as unknown as Record<string, unknown>)[name] as
        | (() => Promise<unknown>)
        | undefined;
      if (native === undefined) continue;
      Object.defineProperty(prototype, name, {
        value(this: Response | Request | Blob) {
          return holdWhile(read(this, native));
        },
        writable: true,
        configurable: true,
      });
    }
  }
}

function read(source: Response | Request | Blob, native: () => Promise<unknown>): Promise<unknown> {
  if (!(source instanceof NativeResponse) || source.body === null || source.body.locked || source.bodyUsed) {
    return native.call(source);
  }
  return gather(source.body).then((bytes) => {
    const type = source.headers.get('content-type');
    return native.call(new NativeResponse(bytes, type === null ? {} : { headers: { 'content-type': type } }));
  });
}

async function gather(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let step = await reader.read(); !step.done; step = await reader.read()) chunks.push(step.value);
  return concatenate(chunks) as Uint8Array<ArrayBuffer>;
}
