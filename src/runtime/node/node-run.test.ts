/** What is particular to the Node runtime; the rest is the contract's. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { LabHost, LabProgram, RunResult } from '../lab-runtime.ts';
import { NodeRuntime } from './node-runtime.ts';

const decoder = new TextDecoder();

async function run(
  program: Partial<LabProgram> & { readonly main: string },
  host: Partial<LabHost> = {},
  runtime = new NodeRuntime(),
): Promise<{ readonly result: RunResult; readonly stdout: string; readonly stderr: string }> {
  const text = { stdout: '', stderr: '' };
  const { result } = runtime.run(
    { entry: 'src/main.ts', ...program, files: { 'src/main.ts': program.main, ...program.files } },
    {
      output(stream, chunk) {
        text[stream] += chunk;
      },
      request: async () => undefined,
      ...host,
    },
  );
  return { result: await result, ...text };
}

describe('runs side by side', () => {
  it('have the same ports without meeting', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        run(
          {
            main: `
import { createServer } from 'node:http';
const server = createServer((_, response) => response.end('own ' + process.env['NAME']));
server.listen(8080);
const texts = await Promise.all([8080, 4318].map(async (port) => (await fetch('http://localhost:' + port)).text()));
console.log(texts.join(', '));
server.close();
server.closeAllConnections();`,
            env: { NAME: name },
          },
          {
            request: async (port) => ({
              status: 200,
              headers: {},
              body: new TextEncoder().encode(`${name}'s ${port}`),
            }),
          },
        ),
      ),
    );
    expect(answers.map(({ stdout }) => stdout)).toEqual(
      ['a', 'b', 'c'].map((name) => `own ${name}, ${name}'s 4318\n`),
    );
  });
});

describe('a run', () => {
  it('leaves nothing in the temporary folder, however it ends', async () => {
    const own = await mkdtemp(path.join(tmpdir(), 'own-'));
    vi.stubEnv('TMPDIR', own);
    await run({ main: 'throw new Error();' });
    const runtime = new NodeRuntime();
    const stopped = run({ main: 'setInterval(() => {}, 10);' }, {}, runtime);
    setTimeout(() => void runtime.dispose(), 150);
    expect((await stopped).result.outcome).toBe('stopped');
    vi.unstubAllEnvs();
    expect(await readdir(own)).toEqual([]);
    await rm(own, { recursive: true });
  });

  it('ends together with the processes it has started', async () => {
    const diary = path.join(await mkdtemp(path.join(tmpdir(), 'diary-')), 'text');
    await run({
      main: `
import { spawn } from 'node:child_process';
const write = "setInterval(() => fs.appendFileSync(process.env.DIARY, '.'), 5)";
spawn(process.execPath, ['-e', write], { stdio: 'inherit' });
setTimeout(() => process.exit(0), 400);`,
      env: { DIARY: diary },
    });
    const written = await readFile(diary, 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await readFile(diary, 'utf8')).toBe(written);
    await rm(path.dirname(diary), { recursive: true });
  });

  it('delivers what the program sent right before it ended', async () => {
    const bodies: string[] = [];
    const { result } = await run(
      {
        main: `
import http from 'node:http';
const request = http.request({ port: 4318, method: 'POST' });
request.end('last words', () => process.exit(0));`,
      },
      {
        async request(_port, { body }) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          bodies.push(decoder.decode(body));
          return { status: 200, headers: {}, body: new Uint8Array() };
        },
      },
    );
    expect(result.outcome).toBe('exited');
    expect(bodies).toEqual(['last words']);
  });

  it('counts a signal as a shell does', async () => {
    const { result } = await run({
      main: `process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 10);`,
    });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 143 });
  });

  it('reports what is thrown though it is no error', async () => {
    expect((await run({ main: `throw { code: 7 };` })).result).toMatchObject({
      outcome: 'exited',
      exitCode: 1,
      error: { name: 'Uncaught', message: '{ code: 7 }' },
    });
    const rejected = await run({ main: `void Promise.reject('text');` });
    expect(rejected.result).toMatchObject({
      exitCode: 1,
      error: { message: expect.stringContaining('"text"') },
    });
  });

  it('has no path of this machine in its error', async () => {
    const { result } = await run({
      main: `import { fail } from './lib/fail.ts';\nfail();`,
      files: {
        'src/lib/fail.ts': `export function fail(): never { throw new Error(import.meta.filename); }`,
      },
    });
    const error = result.outcome === 'exited' ? result.error : undefined;
    expect(error?.message).toBe('src/lib/fail.ts');
    expect(error?.stack).toContain('src/lib/fail.ts:1:39');
    expect(error?.stack).not.toContain(tmpdir());
    expect(error?.location).toEqual({ file: 'src/lib/fail.ts', line: 1, column: 39 });
  });

  it('sees the packages its package.json names, and no others', async () => {
    const files = {
      'package.json': '{ "type": "module", "dependencies": { "@opentelemetry/api": "1.9.1" } }',
    };
    const main = (name: string) => `import * as it from '${name}'; console.log(typeof it);`;
    expect((await run({ main: main('@opentelemetry/api'), files })).stdout).toBe('object\n');
    expect((await run({ main: main('typescript'), files })).result).toMatchObject({
      outcome: 'compile-error',
      diagnostics: [{ code: 'unknown-import', message: expect.stringContaining('@opentelemetry/api') }],
    });
  });

  it('whose entry is missing does not compile', async () => {
    expect((await run({ main: '', entry: 'src/absent.ts' })).result).toMatchObject({
      outcome: 'compile-error',
      diagnostics: [{ code: 'missing-entry', location: { file: 'src/absent.ts', line: 1, column: 1 } }],
    });
  });

  it('can not have files outside of its folder', async () => {
    expect((await run({ main: '', files: { '../escaped.ts': '' } })).result).toMatchObject({
      outcome: 'infrastructure-error',
      reason: expect.stringContaining("../escaped.ts is not inside of the lab's folder"),
    });
  });

  it('is told apart from a program that threw a SyntaxError', async () => {
    expect((await run({ main: `JSON.parse('{');` })).result).toMatchObject({
      outcome: 'exited',
      error: { name: 'SyntaxError', location: { file: 'src/main.ts', line: 1, column: 6 } },
    });
  });
});

describe('local ports', () => {
  it('are told by the server as asked for', async () => {
    const { stdout } = await run({
      main: `
import { createServer } from 'node:net';
for (const target of [[8080], [8081, '127.0.0.1'], [{ port: 8082, host: 'localhost' }], [0], []]) {
  const server = createServer();
  await new Promise<void>((resolve) => Reflect.apply(server.listen, server, [...target, resolve]));
  console.log(JSON.stringify(server.address()));
  await new Promise((resolve) => server.close(resolve));
}
console.log(createServer().address());`,
    });
    expect(stdout.trimEnd().split('\n')).toEqual([
      '{"address":"::","family":"IPv6","port":8080}',
      '{"address":"127.0.0.1","family":"IPv4","port":8081}',
      '{"address":"127.0.0.1","family":"IPv4","port":8082}',
      '{"address":"::","family":"IPv6","port":49152}',
      '{"address":"::","family":"IPv6","port":49152}',
      'null',
    ]);
  });

  it('carry any bytes, and both ends know the port', async () => {
    const { stdout, stderr } = await run({
      main: `
import { connect, createServer } from 'node:net';
const server = createServer((socket) => {
  socket.write(socket.localPort + ' ');
  socket.pipe(socket);
}).listen(7000);
const socket = connect(7000, 'localhost', () => console.log('connected', socket.remotePort));
socket.end(Uint8Array.of(0, 255, 10));
const chunks = [];
for await (const chunk of socket) chunks.push(chunk);
console.log(JSON.stringify(Buffer.concat(chunks).toString('latin1')));
server.close();`,
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'connected 7000\n"7000 \\u0000ÿ\\n"\n', stderr: '' });
  });

  it('can be used again after the server has closed', async () => {
    const { stdout } = await run({
      main: `
import { createServer } from 'node:http';
for (const round of [1, 2]) {
  const server = createServer((_, response) => response.end('round ' + round)).listen(8080);
  console.log(await (await fetch('http://localhost:8080', { headers: { connection: 'close' } })).text());
  await new Promise((resolve) => server.close(resolve));
}
await fetch('http://localhost:8080').catch((error) => console.log(error.cause.code));`,
    });
    expect(stdout).toBe('round 1\nround 2\nECONNREFUSED\n');
  });

  it('out of range are Node’s own errors', async () => {
    const { stdout } = await run({
      main: `
import { connect, createServer } from 'node:net';
for (const attempt of [() => createServer().listen(70_000), () => connect(-1)]) {
  try { attempt(); } catch (error) { console.log((error as { code: string }).code); }
}`,
    });
    expect(stdout).toBe('ERR_SOCKET_BAD_PORT\nERR_SOCKET_BAD_PORT\n');
  });
});
