/**
 * npm run build: the site into dist/. With `--if-changed` nothing is done when dist/ already holds what these sources
 * build to.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './repository-root.ts';

const SOURCES = [
  'src',
  'content',
  'labs',
  'public',
  'astro.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];
const stampFile = join(repositoryRoot, 'dist', '.source-hash');

const { values } = parseArgs({ options: { 'if-changed': { type: 'boolean', default: false } } });

const stamp = await hashSources();
if (values['if-changed'] && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp) {
  console.error('dist/ is up to date.');
} else {
  const build = spawnSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
    cwd: repositoryRoot,
    stdio: 'inherit',
  });
  if (build.status === 0) await writeFile(stampFile, stamp);
  process.exitCode = build.status ?? 1;
}

/** A hash over names and contents, so that a fresh clone and a touched file make no difference. */
async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const key of ['SITE', 'BASE']) hash.update(`${key}=${process.env[key] ?? ''}\0`);
  for (const source of SOURCES) await addToHash(hash, join(repositoryRoot, source));
  return hash.digest('hex');
}

async function addToHash(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    hash.update(`${path.slice(repositoryRoot.length)}\0`).update(await readFile(path));
    return;
  }
  for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (name !== 'node_modules') await addToHash(hash, join(path, name));
  }
}
