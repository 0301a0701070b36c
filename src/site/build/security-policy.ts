import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What is only known at the build, by its name in public/_headers. */
type Sources = Readonly<Record<'inline-script-hashes' | 'webcontainer-probe' | 'webcontainer-frame', string>>;

export interface SecurityPolicyOptions {
  /** The sandbox's `srcdoc` frame inherits the page's policy, so its script is named too. */
  readonly sandboxScripts: readonly string[];
  /** Labs may run in WebContainers. */
  readonly webContainers: boolean;
}

/** Puts the hashes of every inline script, and what WebContainers need, into the Content-Security-Policy of dist/_headers. */
export function securityPolicy({ sandboxScripts, webContainers }: SecurityPolicyOptions): AstroIntegration {
  return {
    name: 'security-policy',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const hashes = new Set(sandboxScripts.map(hashSource));
        for await (const file of glob('**/*.html', { cwd: dist })) {
          for (const script of inlineScripts(await readFile(join(dist, file), 'utf8')))
            hashes.add(hashSource(script));
        }
        const headersFile = join(dist, '_headers');
        const headers = await readFile(headersFile, 'utf8');
        const sources: Sources = {
          'inline-script-hashes': [...hashes].sort().join(' '),
          'webcontainer-probe': webContainers ? 'https://stackblitz.com/headless' : '',
          'webcontainer-frame': webContainers ? 'https://stackblitz.com' : "'none'",
        };
        await writeFile(headersFile, withSources(headers, sources));
        logger.info(`${hashes.size} inline scripts allowed by hash`);
      },
    },
  };
}

/** @throws {Error} when the policy has no place for one of them */
export function withSources(headers: string, sources: Sources): string {
  let filled = headers;
  for (const [name, value] of Object.entries(sources)) {
    const place = `{${name}}`;
    if (!filled.includes(place))
      throw new Error(`public/_headers has no ${place} in its Content-Security-Policy.`);
    filled = filled.replace(value === '' ? ` ${place}` : place, value);
  }
  return filled;
}

/** The text of each script element that has no `src` and is run (data blocks are not). */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '']) => !/\ssrc\s*=/i.test(attributes))
    .filter(
      ([, attributes = '']) => !/\stype\s*=\s*["']?(?!module|text\/javascript)[^"'\s>]/i.test(attributes),
    )
    .map(([, , text = '']) => text);
}

export function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** The headers that dist/_headers gives to every page, so that `astro preview` serves them as a host does. */
export function builtHeaders(headersFile: URL): Record<string, string> {
  return existsSync(headersFile) ? headersForAll(readFileSync(headersFile, 'utf8')) : {};
}

export function headersForAll(headers: string): Record<string, string> {
  const found: Record<string, string> = {};
  let applies = false;
  for (const line of headers.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      applies = line.trim() === '/*';
      continue;
    }
    const colon = line.indexOf(':');
    if (applies && colon > 0) found[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return found;
}
