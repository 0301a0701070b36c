import { Buffer } from 'node:buffer';
import http, { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Coded = Error & { readonly code?: string };

const server = createServer(async (incoming, response) => {
  switch (incoming.url) {
    case '/stream':
      response.writeHead(200, { 'x-a': ['1', '2'] });
      for (let part = 0; part < 3; part++) {
        response.write(`part ${part};`);
        await sleep(3);
      }
      response.end();
      break;
    case '/slow':
      await sleep(50);
      response.end('slow');
      break;
    case '/redirect':
      response.writeHead(302, { location: '/echo' }).end();
      break;
    case '/destroy':
      response.destroy();
      break;
    case '/nothing':
      response.statusCode = 204;
      response.end();
      break;
    case '/twice':
      response.setHeader('a', '1').end('x');
      try {
        response.setHeader('b', '2');
      } catch (error) {
        console.log((error as Coded).code);
      }
      break;
    default: {
      let body = '';
      for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
      const {
        'x-test': test,
        'content-type': type,
        'content-length': length,
        'transfer-encoding': coding,
      } = incoming.headers;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ method: incoming.method, url: incoming.url, test, type, length, coding, body }),
      );
    }
  }
});
await new Promise<void>((resolve) => server.listen(0, resolve));
const { port } = server.address() as AddressInfo;
const base = `http://localhost:${port}`;

const posted = await fetch(`${base}/echo?x=1`, { method: 'POST', body: 'hi', headers: { 'X-Test': 'y' } });
console.log(posted.status, posted.statusText, posted.url === `${base}/echo?x=1`, await posted.json());
const redirected = await fetch(`${base}/redirect`);
console.log(redirected.redirected, redirected.status, ((await redirected.json()) as { url: string }).url);
const nothing = await fetch(`${base}/nothing`);
console.log(nothing.status, (await nothing.text()) === '');
const streamed = await fetch(`${base}/stream`);
const parts: string[] = [];
for await (const chunk of streamed.body ?? []) parts.push(Buffer.from(chunk).toString());
console.log(parts.join(''), streamed.headers.get('x-a'));
console.log(
  await (await fetch(`${base}/form`, { method: 'POST', body: new URLSearchParams({ a: '1 2' }) })).json(),
);
const put = new Request(`${base}/put`, {
  method: 'PUT',
  body: '{}',
  headers: { 'content-type': 'application/json' },
});
console.log(await (await fetch(put)).json());
await fetch(`${base}/twice`);

const failures = [
  () => fetch(`${base}/slow`, { signal: AbortSignal.timeout(5) }),
  () => fetch(`${base}/destroy`),
  () => fetch('nonsense'),
  () => fetch(base, { method: 'GET', body: 'x' }),
];
for (const fail of failures) {
  const error = (await fail().catch((reason: unknown) => reason)) as Error;
  const message = error instanceof TypeError ? error.message : '';
  console.log(error.name, message, (error.cause as Coded | undefined)?.code);
}

await new Promise<void>((resolve) => {
  const sent = request(`${base}/echo`, { method: 'POST', headers: { 'X-Test': 'h' } }, (response) => {
    let body = '';
    response.on('data', (chunk) => {
      body += chunk;
    });
    response.on('end', () => {
      console.log(response.statusCode, response.statusMessage, body);
      resolve();
    });
  });
  sent.write('one ');
  sent.end('two');
});
await new Promise<void>((resolve) => {
  http.get({ hostname: 'localhost', port, path: '/stream' }, (response) => {
    const chunks: string[] = [];
    response.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    response.on('end', () => {
      console.log(chunks.join('|'), response.headers['x-a'], response.complete);
      resolve();
    });
  });
});
await new Promise<void>((resolve) => {
  const impatient = http.get(`${base}/slow`);
  impatient.setTimeout(10, () => impatient.destroy());
  impatient.on('error', (error: Coded) => {
    console.log(error.code, error.message);
    resolve();
  });
});
const second = createServer().on('error', (error: Coded) => console.log(error.code));
second.listen(port);
await sleep(5);
server.close(() => console.log('closed'));
server.closeAllConnections();
