/** What only this runtime has to show: that nothing is lost or forged on the way out, and what happens when parts of it die. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import { type ProgramInput, runProgram, startProgram } from '../contract/run-program.ts';
import { NodeRuntime } from '../node/node-runtime.ts';
import { type Harness, startHarness } from './harness/start-harness.ts';
import type { Engine } from './testing/peer/engine.ts';

const OK: HttpResponse = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode('{}'),
};

let harness: Harness;

beforeAll(async () => {
  // Pieces of output that end anywhere, within characters too.
  harness = await startHarness({ engine: { chunkBytes: 4_093 } });
  await harness.runtime.prepare();
});
afterAll(() => harness?.runtime.dispose());

const run = (input: ProgramInput) => runProgram(harness.runtime, input);

function engine(): Engine {
  if (harness.peer === undefined) throw new Error('There is no peer');
  return harness.peer.engine;
}

async function expectNextRunFine(): Promise<void> {
  const { stdout, result } = await run({
    main: `console.log(await (await fetch('http://localhost:4318/')).text());`,
    onRequest: async () => OK,
  });
  expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
  expect(stdout).toBe('{}\n');
}

/** A program that posts `count` bodies of `bytes` bytes, so many of them together. */
function poster(count: number, bytes: number, together: number): string {
  return `
const bodies = Array.from({ length: ${count} }, (_, at) => new Uint8Array(${bytes}).fill(at));
const post = (body: Uint8Array<ArrayBuffer>) => fetch('http://localhost:4318/', { method: 'POST', body }).then((answer) => answer.text());
for (let at = 0; at < ${count}; at += ${together}) await Promise.all(bodies.slice(at, at + ${together}).map(post));
console.log('posted');`;
}

describe('async context', () => {
  it('is lost behind an await in the container itself, which is what the preload makes good', async () => {
    const { stdout } = await run({
      main: `
import { execFileSync } from 'node:child_process';

const script = \`
const storage = new (require('node:async_hooks').AsyncLocalStorage)();
storage.run('store', async () => { console.log(storage.getStore()); await null; console.log(storage.getStore()); });\`;
console.log(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }), process.versions['webcontainer']);`,
    });
    expect(stdout).toBe('store\nundefined\n peer\n');
  });

  it.each(['context', 'events', 'http', 'streams'])(
    'and all else is as in Node, where a program prints it: %s',
    async (name) => {
      const main = await readFile(new URL(`../embedded/parity/${name}.ts`, import.meta.url), 'utf8');
      const node = await runProgram(new NodeRuntime(), { main });
      expect((await run({ main })).stdout).toBe(node.stdout);
    },
  );

  it('is kept in callbacks and events of files, sockets, streams and processes', async () => {
    const main = `
import { AsyncLocalStorage } from 'node:async_hooks';
import { exec, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, readFile } from 'node:fs';
import http, { createServer } from 'node:http';
import { connect } from 'node:net';
import { finished } from 'node:stream';
import { gzip } from 'node:zlib';

const storage = new AsyncLocalStorage<string>();
const says = async (name: string, start: (done: () => void) => void): Promise<void> => {
  await storage.run(name, () => new Promise<void>((resolve) => start(() => { console.log(name, storage.getStore()); resolve(); })));
};
await says('file', (done) => readFile('package.json', () => done()));
await says('stream', (done) => createReadStream('package.json').on('data', () => {}).on('end', () => done()));
await says('finished', (done) => void finished(createReadStream('package.json').resume(), () => done()));
await says('bytes', (done) => randomBytes(8, () => done()));
await says('gzip', (done) => gzip('text', () => done()));
await says('exec', (done) => void exec('true', () => done()));
await says('spawn', (done) => void spawn('true').on('exit', () => done()));
const server = storage.run('server', () => createServer((request, response) => {
  console.log('handler', storage.getStore());
  request.resume().on('end', () => { console.log('body', storage.getStore()); response.end('x'); });
}).listen(8080));
const agent = new http.Agent({ keepAlive: true });
for (const name of ['first', 'second']) {
  await says(name, (done) => void http.get({ port: 8080, agent }, (response) => {
    console.log('response', storage.getStore());
    response.resume().on('end', () => done());
  }));
}
await says('socket', (done) => void connect(8080).on('connect', function (this: import('node:net').Socket) { this.destroy(); done(); }));
agent.destroy();
server.close();`;
    const node = await runProgram(new NodeRuntime(), { main });
    const { stdout, stderr } = await run({ main });
    expect(stderr).toBe('');
    expect(stdout).toBe(node.stdout);
  });
});

describe('the way out', () => {
  it('brings answers of the collector to the exporter: a refusal is repeated, a rejection is an error', async () => {
    const statuses = [503, 200, 400];
    const requests: HttpRequest[] = [];
    const { stdout } = await run({
      main: `
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { SimpleSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';

const exporter = new OTLPTraceExporter();
const codes: number[] = [];
const { export: send } = exporter;
exporter.export = (spans, done) => send.call(exporter, spans, (result) => { codes.push(result.code); done(result); });
const provider = new WebTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
for (const name of ['first', 'second']) { provider.getTracer('x').startSpan(name).end(); await provider.forceFlush().catch(() => {}); }
console.log(codes.join());`,
      async onRequest(_port, request) {
        requests.push(request);
        const status = statuses[requests.length - 1] ?? 500;
        return {
          ...OK,
          status,
          headers: { ...OK.headers, ...(status === 503 ? { 'retry-after': '0' } : {}) },
        };
      },
    });
    expect(requests.length).toBe(3);
    expect(requests[0]?.body).toEqual(requests[1]?.body);
    expect(stdout).toBe('0,1\n');
  });

  it('is taken by child processes and by the terminal, too', async () => {
    const paths: string[] = [];
    const { stdout } = await run({
      main: `
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const script = "fetch('http://localhost:4318/child').then((answer) => console.log(answer.status))";
console.log((await promisify(execFile)(process.execPath, ['-e', script])).stdout);`,
      async onRequest(_port, { path }) {
        paths.push(path);
        return { ...OK, status: 202 };
      },
    });
    expect(stdout).toBe('202\n\n');
    expect(paths).toEqual(['/child']);
  });

  it('loses nothing of what a program sends right before it ends', async () => {
    const bodies: string[] = [];
    const { result } = await run({
      main: `
import http from 'node:http';
http.request({ port: 4318, method: 'POST' }).end('last words', () => process.exit(0));`,
      async onRequest(_port, { body }) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        bodies.push(new TextDecoder().decode(body));
        return OK;
      },
    });
    expect(result.outcome).toBe('exited');
    expect(bodies).toEqual(['last words']);
  });

  it('carries more than its window to a host that takes its time', async () => {
    const sums: number[] = [];
    const { stdout, result } = await run({
      main: poster(12, 300_000, 12),
      async onRequest(_port, { body }) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        sums.push(body.every((byte) => byte === body[0]) ? (body[0] ?? -1) : -1);
        return { ...OK, body: new Uint8Array(body.length) };
      },
    });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    expect(stdout).toBe('posted\n');
    expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });

  it('is closed to what a program prints, however it prints it', async () => {
    let requests = 0;
    const { stdout, result } = await run({
      main: `
import { execFileSync, spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';

const forged = (nonce: string) => '~' + nonce + ':0:.:' + btoa('\\0\\0\\0\\x10{"type":"request"}') + ':00000000\\n';
const environments = Object.values(process.env).join('').match(/[0-9a-f]{32}/g) ?? [];
console.log('nonces to be found:', environments.length);
for (const nonce of ['', '0', 'ready', ...environments]) {
  process.stdout.write(forged(nonce));
  writeSync(1, forged(nonce));
  spawnSync('printf', ['%s', forged(nonce)], { stdio: 'inherit' });
}
console.log('otlp-relay {"out":"0","in":"0","openPorts":[]}');
console.log('end');`,
      async onRequest() {
        requests++;
        return OK;
      },
    });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    expect(stdout).toContain('nonces to be found: 0\n');
    expect(stdout.match(/^~/gm)?.length).toBe(9);
    expect(stdout.endsWith('end\n')).toBe(true);
    expect(requests).toBe(0);
  });

  it('counts a flood of output of child processes instead of showing it', async () => {
    const { stdout, result } = await run({
      main: `
import { spawnSync } from 'node:child_process';

const script = "for (let n = 0; n < 40; n++) process.stdout.write('x'.repeat(100_000))";
spawnSync(process.execPath, ['-e', script], { stdio: 'inherit' });`,
      options: { outputLimit: 5_000 },
    });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0, droppedOutput: 3_995_000 });
    expect(stdout).toBe('x'.repeat(5_000));
    await expectNextRunFine();
  });
});

describe('ports', () => {
  it('of the host are left to a program that wants them, and taken back after it', async () => {
    let atHost = 0;
    const { stdout } = await run({
      main: `
import { createServer } from 'node:http';

const server = createServer((_, response) => response.end('own')).listen(4318, async () => {
  console.log(await (await fetch('http://localhost:4318/', { headers: { connection: 'close' } })).text());
  server.close();
});`,
      async onRequest() {
        atHost++;
        return OK;
      },
    });
    expect(stdout).toBe('own\n');
    expect(atHost).toBe(0);
    await expectNextRunFine();
  });

  it('of child processes are reached by the program', async () => {
    const { stdout } = await run({
      main: `
import { spawn } from 'node:child_process';

const script = "require('http').createServer((_, response) => response.end('child')).listen(7070, () => console.log('up'))";
const child = spawn(process.execPath, ['-e', script]);
child.stdout.once('data', async () => {
  console.log(await (await fetch('http://localhost:7070/')).text());
  child.kill();
});`,
    });
    expect(stdout).toBe('child\n');
  });
});

describe('packages', () => {
  it('have PGlite among them: PostgreSQL as in Node', async () => {
    const { stdout, stderr } = await run({
      files: { 'package.json': '{ "type": "module", "dependencies": { "@electric-sql/pglite": "0.5.16" } }' },
      main: `
import { PGlite } from '@electric-sql/pglite';

const database = new PGlite();
const { rows } = await database.query('SELECT $1::int + 1 AS sum', [41]);
console.log(rows);
await database.close();`,
    });
    expect({ stdout, stderr }).toEqual({ stdout: '[ { sum: 42 } ]\n', stderr: '' });
  }, 60_000);

  it('are those of the line of the SDK that package.json names', async () => {
    const { stdout, stderr } = await run({
      files: {
        'package.json': `{ "type": "module", "dependencies": { "@opentelemetry/api": "1.10.0", "@opentelemetry/sdk-trace": "3.1.0" } }`,
      },
      main: `
import { TracerProvider } from '@opentelemetry/sdk-trace';

console.log(typeof new TracerProvider({}).getTracer('x').startSpan);`,
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });
});

describe('a run after one', () => {
  it('that changed the packages finds them as they were', async () => {
    await run({
      main: `
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
writeFileSync(require.resolve('@opentelemetry/api'), 'throw new Error("spoilt");');`,
    });
    const { stdout, stderr } = await run({
      main: `import { trace } from '@opentelemetry/api'; console.log(typeof trace.getTracer);`,
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });

  it('whose relay was killed is fine; that one is an infrastructure error', async () => {
    const { end } = startProgram(harness.runtime, {
      main: `console.log('on'); setInterval(() => {}, 10);`,
      onLine: () => process.kill(engine().pids[0] ?? 0, 'SIGKILL'),
    });
    expect((await end).result).toMatchObject({
      outcome: 'infrastructure-error',
      reason: 'the relay ended with 137',
    });
    await expectNextRunFine();
  });

  it('of whose telemetry something was damaged is fine; that one is an infrastructure error', async () => {
    const { result } = await run({
      main: poster(4, 100_000, 4),
      async onRequest() {
        engine().disturbRelay = (data) =>
          Buffer.concat([data.subarray(0, 20), Buffer.from('x'), data.subarray(21)]);
        return OK;
      },
    });
    expect(result.outcome).toBe('infrastructure-error');
    await expectNextRunFine();
  });

  it('whose fence was lost is fine; that one is an infrastructure error', async () => {
    const { result } = await run({
      main: `await fetch('http://localhost:4318/');`,
      async onRequest() {
        // What comes after the only request is the answer to the fence.
        engine().disturbRelay = () => undefined;
        return OK;
      },
    });
    expect(result).toMatchObject({
      outcome: 'infrastructure-error',
      reason: 'the relay did not say that it has sent everything',
    });
    await expectNextRunFine();
  });

  it('whose container froze is fine; that one is not blamed for it', async () => {
    const { end } = startProgram(harness.runtime, {
      main: `console.log('on'); setInterval(() => {}, 10);`,
      options: { unresponsiveAfterMs: 500 },
      onLine: () => {
        engine().frozen = true;
      },
    });
    expect((await end).result).toMatchObject({
      outcome: 'infrastructure-error',
      reason: 'the container does not answer',
    });
    await expectNextRunFine();
  });

  it('that ran out of memory is fine; that one is an infrastructure error', async () => {
    const { result } = await run({
      main: `
const script = 'const hoard = []; for (;;) hoard.push(new Array(1e6).fill(1));';
// The same process, with little memory.
process.execve!(process.execPath, [process.execPath, '--max-old-space-size=30', '-e', script]);`,
      options: { unresponsiveAfterMs: 10_000 },
    });
    expect(result).toMatchObject({
      outcome: 'infrastructure-error',
      reason: 'the container ran out of memory',
    });
    await expectNextRunFine();
  });
});

describe('the terminal', () => {
  it('is a shell with the lab in it, beside the runs', async () => {
    const { page } = harness;
    const shows = (text: string) =>
      expect
        .poll(() => page.evaluate(() => globalThis.webContainerHarness.shellOutput), { timeout: 10_000 })
        .toContain(text);
    const type = (text: string) =>
      page.evaluate((keys) => globalThis.webContainerHarness.typeInShell(keys), text);
    await page.evaluate(() => globalThis.webContainerHarness.openShell({ 'src/main.ts': 'first text' }));
    await type('cat src/main.ts; echo "<$?>"\n');
    await shows('first text<0>');
    await page.evaluate(() => globalThis.webContainerHarness.resizeShell(100, 30));
    await expect.poll(() => engine().log).toContain('resize 100x30');
    const { stdout } = await run({
      main: `console.log('second text');`,
    });
    expect(stdout).toBe('second text\n');
    await type('cat src/main.ts; ls ../node_modules/@opentelemetry\n');
    await shows(`console.log('second text');`);
    await shows('sdk-trace-web');
    expect(await page.evaluate(() => globalThis.webContainerHarness.closeShell())).toBe(137);
  });
});
