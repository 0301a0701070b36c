/** HTTP within the lab, from the client's side. */
import type { ContractCase } from '../contract-case.ts';

export const httpClients: readonly ContractCase[] = [
  {
    name: 'is refused by a port where nobody listens',
    main: `import http from 'node:http';

type Coded = Error & { code: string; port: number; address: string; syscall: string };
const error = await new Promise<Coded>((resolve) => http.get('http://127.0.0.1:4999/').on('error', (failure) => resolve(failure as Coded)));
console.log(error.code, error.syscall, error.address, error.port, error.message);
const failed = (await fetch('http://127.0.0.1:4999/').catch((reason: unknown) => reason)) as Error & { cause: Coded };
console.log(failed.name, failed.message, failed.cause.code, failed.cause.syscall);`,
    expected: {
      stdout: [
        'ECONNREFUSED connect 127.0.0.1 4999 connect ECONNREFUSED 127.0.0.1:4999',
        'TypeError fetch failed ECONNREFUSED connect',
      ],
    },
  },
  {
    name: 'streams a request as it is written',
    main: `import http, { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  for await (const chunk of request) {
    console.log('server read', String(chunk));
    goOn();
  }
  response.end(\`complete \${request.complete}\`);
});
let goOn: () => void = () => {};
await new Promise<void>((resolve) => server.listen(8080, resolve));
const request = http.request({ port: 8080, method: 'POST' });
const answered = new Promise<string>((resolve) => {
  request.on('response', async (response) => {
    let text = '';
    for await (const chunk of response) text += chunk;
    resolve(text);
  });
});
for (const part of ['one', 'two', 'three']) {
  const read = new Promise<void>((resolve) => (goOn = resolve));
  request.write(part);
  await read;
}
request.end();
console.log(await answered);
server.close();
server.closeAllConnections();`,
    expected: { stdout: ['server read one', 'server read two', 'server read three', 'complete true'] },
  },
  {
    name: 'can give up a request, which its server notices',
    main: `import http, { createServer } from 'node:http';
import { once } from 'node:events';

const closed = new Map<string, () => void>();
const server = createServer((request, response) => {
  response.on('close', () => {
    console.log('closed', request.url, response.writableFinished);
    closed.get(String(request.url))?.();
  });
  if (request.url === '/started') response.write('begun');
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
const closing = (path: string): Promise<void> => new Promise((resolve) => closed.set(path, resolve));
const giveUp = new AbortController();
const silent = closing('/silent');
const waiting = fetch('http://localhost:8080/silent', { signal: giveUp.signal }).catch((error: Error) => error.name);
await once(server, 'request');
giveUp.abort();
console.log(await waiting);
await silent;
const second = new AbortController();
const started = closing('/started');
const response = await fetch('http://localhost:8080/started', { signal: second.signal });
second.abort();
console.log(await response.text().catch((error: Error) => error.name));
await started;
const destroyed = closing('/destroyed');
const request = http.get('http://localhost:8080/destroyed');
const failed = new Promise<Error & { code?: string }>((resolve) => request.on('error', resolve));
await once(server, 'request');
request.destroy();
const { code, message } = await failed;
console.log(code, message, request.destroyed);
await destroyed;
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        'AbortError',
        'closed /silent false',
        'AbortError',
        'closed /started false',
        'ECONNRESET socket hang up true',
        'closed /destroyed false',
      ],
    },
  },
  {
    name: 'sees an answer break off',
    main: `import http, { createServer } from 'node:http';

const server = createServer((request, response) => {
  if (request.url === '/at-once') { request.socket.destroy(); return; }
  response.writeHead(200, { 'content-length': '100' });
  response.write('half', () => setTimeout(() => response.destroy(), 10));
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
const broken = (await fetch('http://localhost:8080/at-once').catch((reason: unknown) => reason)) as Error & { cause: { code: string } };
console.log(broken.message, broken.cause.code);
const half = await fetch('http://localhost:8080/half');
console.log(half.status, await half.text().catch((error: Error) => error.message));
await new Promise<void>((resolve) => {
  http.get('http://localhost:8080/half', (response) => {
    response.on('data', (chunk) => console.log('data', String(chunk)));
    response.on('aborted', () => console.log('aborted'));
    response.on('error', (error: Error & { code?: string }) => console.log(error.code, error.message, response.complete));
    response.on('close', () => resolve());
  });
});
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        'fetch failed UND_ERR_SOCKET',
        '200 terminated',
        'data half',
        'aborted',
        'ECONNRESET aborted false',
      ],
    },
  },
  {
    name: 'keeps connections open between requests, and ends when its server is closed',
    main: `import http, { Agent, createServer } from 'node:http';

const server = createServer((request, response) => {
  console.log(request.method, request.url, request.headers.connection);
  response.end('ok');
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
for (let n = 0; n < 2; n++) console.log((await fetch(\`http://localhost:8080/\${n}\`)).headers.get('connection'));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const ask = (path: string): Promise<string> => new Promise((resolve) => {
  http.get({ port: 8080, path, agent }, (response) => { response.resume().on('end', () => resolve(\`\${response.headers.connection} \${response.headers['keep-alive']}\`)); });
});
console.log(await Promise.all([ask('/a'), ask('/b'), ask('/c')]));
agent.destroy();
server.close(() => console.log('closed'));
server.closeAllConnections();`,
    expected: {
      stdout: [
        'GET /0 keep-alive',
        'keep-alive',
        'GET /1 keep-alive',
        'keep-alive',
        'GET /a keep-alive',
        'GET /b keep-alive',
        'GET /c keep-alive',
        '[',
        "  'keep-alive timeout=5',",
        "  'keep-alive timeout=5',",
        "  'keep-alive timeout=5'",
        ']',
        'closed',
      ],
    },
  },
  {
    name: 'can let go of a connection it asks to be closed',
    main: `import http, { createServer } from 'node:http';

const server = createServer((request, response) => response.end(String(request.headers.connection)));
await new Promise<void>((resolve) => server.listen(8080, resolve));
await new Promise<void>((resolve) => {
  http.get({ port: 8080, headers: { connection: 'close' } }, (response) => {
    console.log(response.headers.connection);
    response.on('data', (chunk) => console.log(String(chunk)));
    response.on('end', resolve);
  });
});
server.close(() => console.log('closed without force'));`,
    expected: { stdout: ['close', 'close', 'closed without force'] },
  },
  {
    name: 'has a timeout of a request as an event',
    main: `import http, { createServer } from 'node:http';

const server = createServer(() => {});
await new Promise<void>((resolve) => server.listen(8080, resolve));
await new Promise<void>((resolve) => {
  const request = http.get({ port: 8080, timeout: 20 });
  request.on('timeout', () => { console.log('timeout'); request.destroy(new Error('too slow')); });
  request.on('error', (error) => { console.log(error.message); resolve(); });
});
server.close();
server.closeAllConnections();`,
    expected: { stdout: ['timeout', 'too slow'] },
  },
  {
    name: 'sends bodies of every kind by fetch',
    main: `import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const type = String(request.headers['content-type']).replace(/boundary=.*/, 'boundary');
  const body = Buffer.concat(chunks).toString('latin1').replace(/-{4,}[\\w-]+/g, '--');
  response.end(\`\${request.method} \${type} \${request.headers['content-length'] === undefined ? 'no length' : 'length'} \${body.length > 60 ? body.split('\\r\\n').length : body}\`);
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
const form = new FormData();
form.set('a', '1');
form.set('file', new Blob(['x']), 'x.txt');
const bodies: BodyInit[] = ['text', new URLSearchParams({ a: '1' }), new Uint8Array([65, 66]), new Blob(['blob'], { type: 'text/x' }), form, new TextEncoder().encode('ab').buffer];
for (const body of bodies) console.log(await (await fetch('http://localhost:8080/', { method: 'POST', body })).text());
console.log(await (await fetch('http://localhost:8080/', { method: 'DELETE' })).text());
console.log(await (await fetch(new Request('http://localhost:8080/', { method: 'PATCH', body: 'patched', headers: { 'content-type': 'text/p' } }))).text());
const json = await fetch('http://localhost:8080/', { method: 'PUT', body: JSON.stringify({ a: 1 }), headers: { 'Content-Type': 'application/json' } });
console.log(await json.clone().text(), json.ok, json.bodyUsed, (await json.arrayBuffer()).byteLength, json.bodyUsed);
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        'POST text/plain;charset=UTF-8 length text',
        'POST application/x-www-form-urlencoded;charset=UTF-8 length a=1',
        'POST undefined length AB',
        'POST text/x length blob',
        'POST multipart/form-data; boundary length 11',
        'POST undefined length ab',
        'DELETE undefined no length ',
        'PATCH text/p length patched',
        'PUT application/json length {"a":1} true false 35 true',
      ],
    },
  },
];
