/** Build results on disk, found again by a key over everything that goes into them. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const CACHE_FOLDER = join(PROJECT_ROOT, 'node_modules/.cache/otlp-academy');

/** Hash of the names and contents of files, and of folders with all that is in them but tests and prose. */
export function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder).sort()) {
    hash.update(path.slice(PROJECT_ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

export function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Forgets all but the newest results whose names begin alike; `prefix` ends where the key begins. */
export function forgetOld(prefix: string): void {
  const kept = 3;
  const alike = readdirSync(CACHE_FOLDER)
    .filter((name) => name.startsWith(prefix) && /-[0-9a-f]{16}(\.\w+)?$/.test(name))
    .map((name) => join(CACHE_FOLDER, name))
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of alike.slice(kept)) rmSync(path, { recursive: true, force: true });
}

/** The path of the cached file, made first when it isn't there. Safe when several processes build at once. */
export async function cachedFile(name: string, make: () => Promise<string | Uint8Array>): Promise<string> {
  const path = join(CACHE_FOLDER, name);
  if (!exists(path)) {
    const content = await make();
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomUUID()}`;
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
    forgetOld(name.slice(0, name.lastIndexOf('-') + 1));
  }
  return path;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
