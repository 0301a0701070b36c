/** PostgreSQL for the page: PGlite's engine as it is, its data directory made ahead, and the script of the worker it runs in. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Plugin, rolldown } from 'rolldown';
import { encodeSnapshot } from '../database/snapshot.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from './cached-build.ts';

const PGLITE = dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite')));

export interface DatabaseAssets {
  /** Path of a module script. */
  readonly worker: string;
  readonly wasm: string;
  /** Path of a gzipped snapshot. */
  readonly snapshot: string;
}

/** PGlite asks where it is before it uses what only Node has. */
const withoutNode: Plugin = {
  name: 'without-node',
  resolveId: (id) => (isBuiltin(id) ? '\0without-node' : undefined),
  load: (id) => (id === '\0without-node' ? 'export default {};' : undefined),
};

/** Six seconds for the data directory when PGlite's version has changed, one for the script. */
export async function databaseAssets(): Promise<DatabaseAssets> {
  const [worker, snapshot] = await Promise.all([workerFile(), snapshotFile()]);
  return { worker, wasm: join(PGLITE, 'pglite.wasm'), snapshot };
}

function workerFile(): Promise<string> {
  const key = hashOf([
    join(PROJECT_ROOT, 'package-lock.json'),
    join(PROJECT_ROOT, 'src/runtime/database'),
    fileURLToPath(import.meta.url),
  ]);
  return cachedFile(`database-worker-${key}.js`, async () => {
    const build = await rolldown({
      input: join(PROJECT_ROOT, 'src/runtime/database/engine/database-worker.ts'),
      platform: 'browser',
      plugins: [withoutNode],
      shimMissingExports: true,
      checks: { eval: false, shimmedExport: false },
    });
    const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
    await build.close();
    return output[0].code;
  });
}

function snapshotFile(): Promise<string> {
  const key = hashOf([
    join(PGLITE, 'pglite.wasm'),
    join(PGLITE, 'pglite.data'),
    join(PGLITE, 'initdb.wasm'),
    fileURLToPath(import.meta.url),
    join(PROJECT_ROOT, 'src/runtime/database/snapshot.ts'),
  ]);
  return cachedFile(`database-snapshot-${key}.bin`, async () => {
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create();
    // The log of the directory's making isn't needed any more, and is a third of what there would be to download.
    await database.exec('SET wal_recycle = off; SELECT pg_switch_wal(); CHECKPOINT;');
    const archive = await database.dumpDataDir('none');
    await database.close();
    const encoded = encodeSnapshot({
      dataDir: new Uint8Array(await archive.arrayBuffer()),
      bundle: new Uint8Array(readFileSync(join(PGLITE, 'pglite.data'))),
    });
    return await promisify(gzip)(encoded, { level: 9 });
  });
}
