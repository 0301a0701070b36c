/** HTTP from the host to the program's servers, and within the program. */
import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { LabRuntime } from '../lab-runtime.ts';
import { runProgram, startProgram } from './run-program.ts';

const text = new TextEncoder();
const ok: HttpResponse = { status: 200, headers: { 'content-type': 'text/plain' }, body: text.encode('ok') };

function get(path: string, headers: HttpRequest['headers'] = {}): HttpRequest {
  return { method: 'GET', path, headers, body: new Uint8Array() };
}

export function describeLabServers(runtime: () => LabRuntime): void {
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
