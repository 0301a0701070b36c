/** PGlite in the sandbox: the same lines as in Node, and nothing a program does to it lasts. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../contract/run-program.ts';
import type { RunOptions } from '../lab-runtime.ts';
import { NodeRuntime } from '../node/node-runtime.ts';
import { PACKAGE_SETS } from '../packages/package-sets.ts';
import type { EmbeddedRuntimeInChromium } from './harness/embedded-runtime-in-chromium.ts';
import { startHarness } from './harness/start-harness.ts';

const NAME = '@electric-sql/pglite';
const manifest = JSON.stringify({
  type: 'module',
  dependencies: { [NAME]: PACKAGE_SETS['2.x'][NAME] },
});
/** `initdb` runs in the program itself; on a busy machine it takes long. */
const PATIENT: RunOptions = { timeoutMs: 200_000, unresponsiveAfterMs: 100_000 };

describe('a program with PGlite', () => {
  let runtime: EmbeddedRuntimeInChromium;

  beforeAll(async () => {
    runtime = await startHarness();
    await runtime.prepare();
  });
  afterAll(() => runtime?.dispose());

  const start = (
    body: string,
    options: RunOptions = PATIENT,
    at: EmbeddedRuntimeInChromium | NodeRuntime = runtime,
  ) =>
    startProgram(at, {
      main: `import { PGlite } from '${NAME}';\n${body}`,
      files: { 'package.json': manifest },
      options,
    });
  const run = async (body: string, options?: RunOptions) => await start(body, options).end;
  const databaseFiles = () => runtime.server.requested.filter((path) => /\.(wasm|bin)$/.test(path));

  async function expectFreshDatabase(): Promise<void> {
    const { stdout, stderr } = await run(`
const db = await PGlite.create();
const { rows } = await db.query("SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'");
console.log(rows);`);
    expect({ stdout, stderr }).toEqual({ stdout: '[ { tables: 0 } ]\n', stderr: '' });
  }

  it('loads PostgreSQL only when the lab imports it, and once for all runs', async () => {
    const none = await startProgram(runtime, { main: `console.log('none');` }).end;
    expect(none.stdout).toBe('none\n');
    expect(databaseFiles()).toEqual([]);
    await expectFreshDatabase();
    await expectFreshDatabase();
    expect(databaseFiles().length).toBe(2);
  });

  it('prints the same lines as in Node', { timeout: 400_000 }, async () => {
    const program = new URL('../contract/programs/database/src/main.ts', import.meta.url);
    const files = { 'package.json': manifest };
    const main = await readFile(program, 'utf8');
    const input = { main, files, options: PATIENT };
    const node = new NodeRuntime();
    const inNode = await startProgram(node, input).end;
    await node.dispose();
    const here = await startProgram(runtime, input).end;
    expect(inNode.stdout.endsWith('end\n')).toBe(true);
    expect(here.stdout.split('\n')).toEqual(inNode.stdout.split('\n'));
    expect(here.stderr).toBe(inNode.stderr);
    expect(here.result).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  it('keeps its async context across queries and transactions', async () => {
    const { stdout, stderr } = await run(`
import { AsyncLocalStorage } from 'node:async_hooks';
const store = new AsyncLocalStorage<number>();
const db = await PGlite.create();
const seen = await Promise.all(Array.from({ length: 20 }, (_, n) => store.run(n, async () => {
  await db.query('SELECT 1');
  const first = store.getStore();
  const inside = await db.transaction(async (tx) => { await tx.query('SELECT 2'); return store.getStore(); });
  return first === n && inside === n && store.getStore() === n;
})));
console.log(seen.every(Boolean), seen.length);`);
    expect({ stdout, stderr }).toEqual({ stdout: 'true 20\n', stderr: '' });
  });

  it('ends when it has nothing more to do, though its database is open', async () => {
    const { result } = await run(`const db = new PGlite(); await db.query('SELECT 1');`);
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  it('leaves nothing to the next run', async () => {
    const { stdout } = await run(`
const db = await PGlite.create();
await db.exec('CREATE TABLE left_over (a int); CREATE ROLE intruder SUPERUSER; ALTER DATABASE postgres SET search_path = nowhere');
await db.exec("ALTER SYSTEM SET work_mem = '1MB'");
console.log('made');`);
    expect(stdout).toBe('made\n');
    await expectFreshDatabase();
  });

  it('is unresponsive in a query without end, and the next run is fine', async () => {
    const { result, stdout } = await run(
      `const db = await PGlite.create(); console.log('on'); await db.exec('DO $$ BEGIN LOOP NULL; END LOOP; END $$'); console.log('never');`,
      { unresponsiveAfterMs: 8_000, timeoutMs: 100_000 },
    );
    expect(stdout).toBe('on\n');
    expect(result.outcome).toBe('unresponsive');
    await expectFreshDatabase();
  });

  it('can be stopped in a query without end', async () => {
    const { run: started, end } = startProgram(runtime, {
      main: `import { PGlite } from '${NAME}'; const db = await PGlite.create(); console.log('on'); await db.query("SELECT pg_sleep(1000)");`,
      files: { 'package.json': manifest },
      options: PATIENT,
      onLine: () => setTimeout(() => started.stop(), 100),
    });
    expect((await end).result.outcome).toBe('stopped');
    await expectFreshDatabase();
  });

  it('gets an error in place of more memory, disk or answer than there is, and goes on', async () => {
    const { stdout, stderr, result } = await run(`
const db = await PGlite.create();
const attempt = async (name: string, sql: string) => {
  try { await db.exec(sql); console.log(name, 'done'); } catch (error) { console.log(name, (error as { code?: string }).code ?? (error as Error).message); }
};
await attempt('answer', "SELECT repeat('x', 1000) FROM generate_series(1, 80000)");
await attempt('memory', "SELECT length(string_agg(repeat('x', 100000000), '')) FROM generate_series(1, 9)");
await attempt('table', 'CREATE TABLE big (t text STORAGE EXTERNAL)');
await attempt('disk', "INSERT INTO big SELECT repeat('x', 1000000) FROM generate_series(1, 1000)");
await attempt('afterwards', 'SELECT 1');
await attempt('drop', 'DROP TABLE big');
await attempt('again', 'CREATE TABLE small (a int)');`);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^answer The answer of the statement has \d+ MB; a lab's database gives 64 MB at a time\nmemory (53200|54000|XX000)\ntable done\ndisk 53100\nafterwards done\ndrop done\nagain done\n$/,
    );
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
  }, 120_000);

  it('may have four databases open, and no more', async () => {
    const { stdout } = await run(`
const open: PGlite[] = [];
for (let n = 0; n < 4; n++) open.push(await PGlite.create());
await PGlite.create().catch((error: Error) => console.log(error.message));
await open[0]?.close();
const again = await PGlite.create();
console.log((await again.query('SELECT 1 AS one')).rows);`);
    expect(stdout).toBe(
      'A lab may have 4 databases open at the same time; close one first\n[ { one: 1 } ]\n',
    );
  });

  it('is told what the sandbox has not', async () => {
    const { stdout } = await run(`
await PGlite.create('./data').catch((error: Error) => console.log(error.message));
await PGlite.create({ extensions: { vector: new URL('file:///x') } as never }).catch((error: Error) => console.log(error.message));`);
    expect(stdout).toMatch(
      /^The lab runs in a sandbox: its databases are in memory\..*\nThe extension "vector" is not available/,
    );
  });

  it('can not do harm with bytes that are no protocol', async () => {
    const { result } = await run(
      `
const db = await PGlite.create();
for (const bytes of [[88, 0, 0, 0, 4], [0], [81, 255, 255, 255, 255], [1, 2, 3], []]) {
  await Promise.race([db.execProtocolRaw(new Uint8Array(bytes)).catch(() => {}), new Promise((resolve) => setTimeout(resolve, 300))]);
}
process.exit(0);`,
      { unresponsiveAfterMs: 3_000, timeoutMs: 30_000 },
    );
    expect(['exited', 'unresponsive']).toContain(result.outcome);
    await expectFreshDatabase();
  });
});
