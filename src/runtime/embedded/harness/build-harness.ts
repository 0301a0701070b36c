/** Builds the harness page with Vite, once for each state of its sources. */
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { CACHE_FOLDER, forgetOld, hashOf, PROJECT_ROOT } from '../../vendor/cached-build.ts';
import { labRuntimeAssets } from '../../vendor/lab-runtime-assets.ts';

/** Returns the folder of the built page. */
export async function buildHarness(): Promise<string> {
  const sources = ['package-lock.json', 'src/runtime/compile', 'src/runtime/embedded', 'src/runtime/vendor'];
  const key = hashOf([...sources, 'src/runtime/lab-runtime.ts'].map((path) => join(PROJECT_ROOT, path)));
  const folder = join(CACHE_FOLDER, `harness-${key}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${randomUUID()}`;
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [labRuntimeAssets()],
    worker: { format: 'es' },
    build: { outDir: unfinished, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: Infinity },
  });
  try {
    renameSync(unfinished, folder);
    forgetOld('harness-');
  } catch (error) {
    // Another process was faster; both have built the same.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
