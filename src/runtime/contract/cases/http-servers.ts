/** HTTP within the lab, from the server's side. */
import type { ContractCase } from '../contract-case.ts';

export const httpServers: readonly ContractCase[] = [
  {
    name: 'streams an answer as it is written',
    main: `import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const server = createServer(async (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let part = 1; part <= 3; part++) {
    response.write(\`part \${part};\`);
    console.log('written', part);
    await new Promise<void>((resolve) => (goOn = resolve));
  }
  response.end();
});
let goOn: () => void = () => {};
await new Promise<void>((resolve) => server.listen(8080, resolve));
const response = await fetch('http://localhost:8080/');
console.log(response.headers.get('content-type'), response.headers.get('transfer-encoding'));
const decoder = new TextDecoder();
for await (const chunk of response.body ?? []) {
  console.log('read', decoder.decode(chunk));
  goOn();
}
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        'written 1',
        'text/event-stream chunked',
        'read part 1;',
        'written 2',
        'read part 2;',
        'written 3',
        'read part 3;',
      ],
    },
  },
  {
    name: 'answers with status, headers and no body as asked',
    main: `import http, { createServer, STATUS_CODES } from 'node:http';

const server = createServer((request, response) => {
  if (request.url === '/404') response.writeHead(404, 'Nowhere', { 'X-A': '1', 'Set-Cookie': ['a=1', 'b=2'] }).end('gone');
  else if (request.url === '/204') response.writeHead(204).end();
  else if (request.url === '/json') response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ ok: true }));
  else { response.statusCode = 418; response.end(); }
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
for (const path of ['404', '204', 'json', 'teapot']) {
  const response = await fetch(\`http://localhost:8080/\${path}\`);
  console.log(response.status, response.statusText, response.headers.get('x-a'), response.headers.getSetCookie(), response.headers.get('content-length'), await response.text());
}
const head = await fetch('http://localhost:8080/json', { method: 'HEAD' });
console.log(head.status, head.headers.get('content-length'), (await head.text()).length, STATUS_CODES[418]);
await new Promise<void>((resolve) => http.get('http://localhost:8080/404', (response) => {
  console.log(response.statusMessage, response.headers['set-cookie'], response.rawHeaders.slice(0, 2), response.httpVersion);
  response.resume().on('end', resolve);
}));
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        "404 Nowhere 1 [ 'a=1', 'b=2' ] null gone",
        '204 No Content null [] null ',
        '200 OK null [] 11 {"ok":true}',
        "418 I'm a Teapot null [] 0 ",
        "200 null 0 I'm a Teapot",
        "Nowhere [ 'a=1', 'b=2' ] [ 'X-A', '1' ] 1.1",
      ],
    },
  },
  {
    name: 'may not change headers that are sent',
    main: `import { createServer } from 'node:http';

const server = createServer((_request, response) => {
  response.write('x');
  for (const change of [() => response.setHeader('a', '1'), () => response.writeHead(500), () => response.removeHeader('a')]) {
    try { change(); } catch (error) { console.log((error as { code?: string }).code, (error as Error).message); }
  }
  response.end();
  response.write('late', (error) => console.log((error as { code?: string } | null)?.code));
  response.on('error', () => {});
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
console.log(await (await fetch('http://localhost:8080/')).text());
server.close();
server.closeAllConnections();`,
    expected: {
      stdout: [
        'ERR_HTTP_HEADERS_SENT Cannot set headers after they are sent to the client',
        'ERR_HTTP_HEADERS_SENT Cannot write headers after they are sent to the client',
        'ERR_HTTP_HEADERS_SENT Cannot remove headers after they are sent to the client',
        'ERR_STREAM_WRITE_AFTER_END',
        'x',
      ],
    },
  },
  {
    name: 'is ended by an error in a request listener',
    main: `import { createServer } from 'node:http';

const server = createServer(() => {
  throw new Error('in the listener');
});
server.listen(8080, () => void fetch('http://localhost:8080/').catch(() => {}));`,
    expected: {
      stdout: [],
      stderr: ['in the listener'],
      exitCode: 1,
      error: { name: 'Error', message: 'in the listener', at: 'src/main.ts:4:9' },
    },
  },
  {
    name: 'listens on any free port by port 0, and on one only once',
    main: `import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const first = createServer();
await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
const { port, address, family } = first.address() as AddressInfo;
console.log(port > 1023, address, family, first.listening);
try { first.listen(0); } catch (error) { console.log((error as { code?: string }).code); }
const second = createServer();
second.on('error', (error: Error & { code?: string; syscall?: string; port?: number }) => {
  console.log(error.code, error.syscall, error.port === port, second.listening, second.address());
  first.close((failure) => { console.log(failure, first.listening); first.close((again) => console.log((again as { code?: string } | undefined)?.code)); });
});
second.listen(port, '127.0.0.1');`,
    expected: {
      stdout: [
        'true 127.0.0.1 IPv4 true',
        'ERR_SERVER_ALREADY_LISTEN',
        'EADDRINUSE listen true false null',
        'undefined false',
        'ERR_SERVER_NOT_RUNNING',
      ],
    },
  },
  {
    name: 'is not kept running by an unrefed server',
    main: `import { createServer } from 'node:http';

createServer().listen(8080, () => console.log('listening')).unref();
setTimeout(() => console.log('timer'), 20);`,
    expected: { stdout: ['listening', 'timer'] },
  },
];
