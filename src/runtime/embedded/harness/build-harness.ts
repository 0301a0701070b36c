/** Builds the harness page with Vite, once for each state of its sources. */
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { CACHE_FOLDER, forgetOld, hashOf, PROJECT_ROOT } from '../../vendor/cached-build.ts';
import { labRuntimeAssets } from '../../vendor/lab-runtime-assets.ts';

/** Returns the folder of the built page. */
export function buildHarness(): Promise<string> {
  const sources = ['compile', 'database', 'embedded', 'packages', 'vendor'].map(
    (name) => `src/runtime/${name}`,
  );
  return buildPage(
    'harness',
    new URL('.', import.meta.url),
    [labRuntimeAssets()],
    [...sources, 'src/runtime/package-sets/2.x/package.json', 'src/runtime/package-sets/3.x/package.json'],
  );
}

/** `root` has the page's `index.html`; `sources` are what it is made of, besides what all of them share. */
export async function buildPage(
  name: string,
  root: URL,
  plugins: readonly Plugin[],
  sources: readonly string[],
): Promise<string> {
  const all = ['package-lock.json', 'src/runtime/lab-runtime.ts', ...sources];
  const folder = join(CACHE_FOLDER, `${name}-${hashOf(all.map((path) => join(PROJECT_ROOT, path)))}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${randomUUID()}`;
  await build({
    root: fileURLToPath(root),
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins],
    worker: { format: 'es' },
    build: { outDir: unfinished, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: Infinity },
  });
  try {
    renameSync(unfinished, folder);
    forgetOld(`${name}-`);
  } catch (error) {
    // Another process was faster; both have built the same.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
