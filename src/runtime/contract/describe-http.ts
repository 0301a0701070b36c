/** HTTP: from the program to the collector's ports, from the host to the program's servers, and within the program. */
import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { LabRuntime } from '../lab-runtime.ts';
import { runProgram, startProgram } from './run-program.ts';

const text = new TextEncoder();
const ok: HttpResponse = { status: 200, headers: { 'content-type': 'text/plain' }, body: text.encode('ok') };

function get(path: string, headers: HttpRequest['headers'] = {}): HttpRequest {
  return { method: 'GET', path, headers, body: new Uint8Array() };
}

export function describeHttp(runtime: () => LabRuntime): void {
  describe('a request of the program to a port of the host', () => {
    it('arrives as sent by fetch, byte for byte, and so does its answer', async () => {
      const requests: [number, HttpRequest][] = [];
      const { stdout, stderr } = await runProgram(runtime(), {
        main: `
const body = Uint8Array.from({ length: 256 }, (_, at) => at);
const response = await fetch('http://localhost:4318/v1/traces?x=1&y=%20', {
  method: 'POST', headers: { 'Content-Type': 'application/x-protobuf', 'X-Mine': 'yes' }, body,
});
const answer = new Uint8Array(await response.arrayBuffer());
console.log(response.status, response.ok, response.headers.get('x-yours'), response.headers.get('content-type'));
console.log(answer.length, answer[0], answer[255]);`,
        async onRequest(port, request) {
          requests.push([port, request]);
          return {
            status: 207,
            headers: { 'x-yours': 'indeed', 'content-type': 'application/octet-stream' },
            body: request.body.toReversed(),
          };
        },
      });
      expect({ stdout, stderr }).toEqual({
        stdout: '207 true indeed application/octet-stream\n256 255 0\n',
        stderr: '',
      });
      expect(requests).toMatchObject([
        [
          4318,
          {
            method: 'POST',
            path: '/v1/traces?x=1&y=%20',
            headers: { 'content-type': 'application/x-protobuf', 'x-mine': 'yes', host: 'localhost:4318' },
          },
        ],
      ]);
      expect([...(requests[0]?.[1].body ?? [])]).toEqual(Array.from({ length: 256 }, (_, at) => at));
    });

    it('arrives as sent by node:http, in pieces', async () => {
      const requests: HttpRequest[] = [];
      const { stdout, stderr } = await runProgram(runtime(), {
        main: `
import http from 'node:http';

const request = http.request({ host: '127.0.0.1', port: 9411, method: 'PUT', path: '/a', headers: { 'X-Mine': 'yes' } }, (response) => {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => { text += chunk; });
  response.on('end', () => console.log(response.statusCode, response.headers['content-type'], text));
});
request.write('one ');
request.end('two');`,
        async onRequest(_port, request) {
          requests.push(request);
          return { ...ok, status: 404 };
        },
      });
      expect({ stdout, stderr }).toEqual({ stdout: '404 text/plain ok\n', stderr: '' });
      expect(requests).toMatchObject([{ method: 'PUT', path: '/a', headers: { 'x-mine': 'yes' } }]);
      expect(new TextDecoder().decode(requests[0]?.body)).toBe('one two');
    });

    it('is refused where nothing listens', async () => {
      const { stdout, stderr, result } = await runProgram(runtime(), {
        main: `
import http from 'node:http';

try {
  await fetch('http://localhost:4999/', { method: 'POST', body: 'x' });
} catch (error) {
  const { name, message, cause } = error as Error & { cause: { code: string } };
  console.log(name, message, cause.code);
}
http.get('http://localhost:4999/').on('error', (error: Error & { code?: string }) => console.log(error.code));`,
      });
      expect({ stdout, stderr }).toEqual({
        stdout: 'TypeError fetch failed ECONNREFUSED\nECONNREFUSED\n',
        stderr: '',
      });
      expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    });

    it('keeps the program running until it is answered', async () => {
      const { stdout } = await runProgram(runtime(), {
        main: `void fetch('http://localhost:4318/').then(async (response) => console.log(await response.text()));`,
        async onRequest() {
          await new Promise((resolve) => setTimeout(resolve, 100));
          return ok;
        },
      });
      expect(stdout).toBe('ok\n');
    });

    it('can be given up', async () => {
      const { stdout, result } = await runProgram(runtime(), {
        main: `
try {
  await fetch('http://localhost:4318/', { signal: AbortSignal.timeout(50) });
} catch (error) {
  console.log((error as Error).name);
}
process.exit();`,
        onRequest: () => new Promise((resolve) => setTimeout(resolve, 300, ok)),
      });
      expect(stdout).toBe('TimeoutError\n');
      expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    });

    it('does not meet the other requests that are under way', async () => {
      const { stdout } = await runProgram(runtime(), {
        main: `
const answers = await Promise.all(Array.from({ length: 40 }, async (_, n) => {
  const response = await fetch(\`http://localhost:4318/\${n}\`, { method: 'POST', body: String(n) });
  return (await response.text()) === \`/\${n} \${n}\`;
}));
console.log(answers.filter(Boolean).length);`,
        async onRequest(_port, { path, body }) {
          await new Promise((resolve) => setTimeout(resolve, 40 - Number(path.slice(1))));
          return { ...ok, body: text.encode(`${path} ${new TextDecoder().decode(body)}`) };
        },
      });
      expect(stdout).toBe('40\n');
    });
  });

  describe('a server of the program', () => {
    const SERVER = `
import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  console.log(request.method, request.url, request.headers['x-mine'], JSON.stringify(body));
  response.setHeader('X-Yours', 'indeed');
  response.writeHead(201, { 'Content-Type': 'text/plain' });
  response.write('one ');
  response.end('two');
  if (request.url === '/last') server.close();
});
server.listen(8080, () => console.log('listening', (server.address() as { port: number }).port));`;

    it('answers the host and ends the program by closing', async () => {
      const answers: Promise<HttpResponse>[] = [];
      const { stdout, stderr, result } = await runProgram(runtime(), {
        main: SERVER,
        onListening(port, run) {
          const body = text.encode('spän');
          const first = run.request(port, {
            method: 'POST',
            path: '/a?b=1',
            headers: { 'x-mine': 'yes' },
            body,
          });
          answers.push(
            first,
            first.then(() => run.request(port, get('/last'))),
          );
        },
      });
      expect({ stdout, stderr }).toEqual({
        stdout: 'listening 8080\nPOST /a?b=1 yes "spän"\nGET /last undefined ""\n',
        stderr: '',
      });
      expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
      const [answer] = await Promise.all(answers);
      expect(answer).toMatchObject({
        status: 201,
        headers: { 'x-yours': 'indeed', 'content-type': 'text/plain' },
      });
      expect(new TextDecoder().decode(answer?.body)).toBe('one two');
    });

    it('refuses requests to other ports, and all once the run has ended', async () => {
      const refused: unknown[] = [];
      const { run, end } = startProgram(runtime(), {
        main: SERVER,
        onListening(_port, run) {
          run.request(8081, get('/')).catch((error: unknown) => {
            refused.push(error);
            void run.request(8080, get('/last'));
          });
        },
      });
      await end;
      await run.request(8080, get('/')).catch((error: unknown) => refused.push(error));
      expect(refused).toMatchObject([
        { name: 'LabRequestError', code: 'ECONNREFUSED' },
        { name: 'LabRequestError', code: 'ECONNREFUSED' },
      ]);
    });

    it('leaves requests unanswered that the run does not live to answer', async () => {
      const answers: Promise<unknown>[] = [];
      await runProgram(runtime(), {
        main: `
import { createServer } from 'node:http';
createServer(() => process.exit(6)).listen(8080);`,
        onListening(port, run) {
          answers.push(run.request(port, get('/')).catch((error: unknown) => error));
        },
      });
      expect(await Promise.all(answers)).toMatchObject([{ name: 'LabRequestError', code: 'ECONNRESET' }]);
    });

    it('is reached by the program itself, with nothing but the request passing', async () => {
      let atHost = 0;
      const { stdout, stderr } = await runProgram(runtime(), {
        main: `
import { AsyncLocalStorage } from 'node:async_hooks';
import http, { createServer } from 'node:http';

const storage = new AsyncLocalStorage<string>();
const server = createServer((request, response) => {
  console.log('server', storage.getStore(), request.headers.traceparent);
  response.end('pong');
});
server.listen(8080, () => console.log('listening'));
await storage.run('client', async () => {
  const response = await fetch('http://localhost:8080/ping', { headers: { traceparent: 'by header' } });
  console.log('client', storage.getStore(), await response.text());
  await new Promise<void>((resolve) => {
    http.get('http://127.0.0.1:8080/', (incoming) => {
      incoming.resume().on('end', () => { console.log('client', storage.getStore()); resolve(); });
    });
  });
});
server.close();
server.closeAllConnections();`,
        async onRequest() {
          atHost++;
          return ok;
        },
      });
      expect({ stdout, stderr }).toEqual({
        stdout:
          'listening\nserver undefined by header\nclient client pong\nserver undefined undefined\nclient client\n',
        stderr: '',
      });
      expect(atHost).toBe(0);
    });

    it('gets the trace context of a request from its header alone', async () => {
      const seen: string[] = [];
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await runProgram(runtime(), {
        main: `
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { createServer } from 'node:http';

const provider = new WebTracerProvider();
provider.register({ contextManager: new AsyncLocalStorageContextManager() });
const tracer = trace.getTracer('contract');
await tracer.startActiveSpan('start-up', async (span) => {
  const server = createServer((request, response) => {
    const parent = propagation.extract(context.active(), request.headers);
    const served = tracer.startSpan('serve', {}, parent);
    response.end(served.spanContext().traceId);
    if (request.url === '/last') server.close();
  });
  server.listen(8080);
  span.end();
});`,
        async onListening(port, run) {
          for (const request of [get('/', { traceparent }), get('/last')]) {
            seen.push(new TextDecoder().decode((await run.request(port, request)).body));
          }
        },
      });
      expect(seen[0]).toBe('0af7651916cd43dd8448eb211c80319c');
      expect(seen[1]).toMatch(/^[0-9a-f]{32}$/);
      expect(seen[1]).not.toBe(seen[0]);
    });

    it('can not listen where another one does', async () => {
      const { stdout, stderr } = await runProgram(runtime(), {
        main: `
import { createServer } from 'node:http';

const first = createServer().listen(8080, () => {
  const second = createServer();
  second.on('error', (error: Error & { code?: string; port?: number }) => {
    console.log(error.code, error.port);
    first.close(() => {
      const third = createServer().listen(8080, () => { console.log('free again'); third.close(); });
    });
  });
  second.listen(8080);
});`,
      });
      expect({ stdout, stderr }).toEqual({ stdout: 'EADDRINUSE 8080\nfree again\n', stderr: '' });
    });
  });
}
