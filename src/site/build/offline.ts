import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rolldown } from 'rolldown';
import type { BuiltSite } from '../offline/built-site.ts';

const WORKER = fileURLToPath(new URL('../offline/service-worker.ts', import.meta.url));
const SERVED_ELSEWHERE = new Set(['sw.js', '_headers', '_redirects', '.source-hash']);

/** What labs need that stand on their own; by the names of their chunks. */
const LAB_ROOTS = /^workbench\.[\w-]+\.js$/;

/** Large and rarely used; kept once it has been used. */
const ON_DEMAND = /^(pglite|database|terminal|container)-?/;

/** Writes dist/sw.js, which keeps the site for later without a network. After everything else that writes into dist/. */
export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const site = await writeServiceWorker(fileURLToPath(dir), base);
        logger.info(
          `version ${site.version}: ${site.lab.length} of ${site.assets.length} files are kept for labs`,
        );
      },
    },
  };
}

/** @throws {Error} when the site has no workbench */
export async function writeServiceWorker(dist: string, base: string): Promise<BuiltSite> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !SERVED_ELSEWHERE.has(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(dist.length).replaceAll('\\', '/').replace(/^\//, ''),
    )
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(dist, file)))
      .update('\0');
  const assets = files
    .filter((file) => file.startsWith('_astro/'))
    .map((file) => file.slice('_astro/'.length));
  const lab = labAssets(assets, (name) => readFileSync(join(dist, '_astro', name), 'utf8'));
  const site: BuiltSite = { version: hash.digest('hex').slice(0, 16), base, assets, lab };
  const build = await rolldown({
    input: WORKER,
    platform: 'browser',
    transform: { define: { BUILT_SITE: JSON.stringify(site) } },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  writeFileSync(join(dist, 'sw.js'), output[0].code);
  return site;
}

/** Everything that is named in what a lab starts with, and so on, but for what is large and rarely used. */
export function labAssets(assets: readonly string[], read: (name: string) => string): string[] {
  const roots = assets.filter((name) => LAB_ROOTS.test(name));
  if (roots.length === 0)
    throw new Error('dist/_astro has no workbench; is its chunk called something else now?');
  const found = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (!/\.(js|json|css)$/.test(name)) continue;
    const text = read(name);
    for (const other of assets) {
      if (!found.has(other) && !ON_DEMAND.test(other) && text.includes(other)) waiting.push(other);
    }
  }
  return [...found].sort();
}
