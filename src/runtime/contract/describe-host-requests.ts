/** HTTP from the program to the host: the collector's ports. */
import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { LabRuntime } from '../lab-runtime.ts';
import { runProgram } from './run-program.ts';

const text = new TextEncoder();
const ok: HttpResponse = { status: 200, headers: { 'content-type': 'text/plain' }, body: text.encode('ok') };

export function describeHostRequests(runtime: () => LabRuntime): void {
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
}
