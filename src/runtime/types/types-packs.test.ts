import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { OFFERED_BUILTINS } from '../embedded/offered-builtins.ts';
import { PACKAGE_SET_NAMES, PACKAGE_SETS } from '../packages/package-sets.ts';
import { PROJECT_ROOT } from '../vendor/cached-build.ts';
import { typesPackFiles } from './build-types-packs.ts';
import { NODE_MODULES } from './offered-in-node.ts';
import { shortenComments } from './shorten-comments.ts';
import type { TypesPack } from './types-pack.ts';

const kB = 1000;
const read = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as TypesPack).files;
const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

describe('the packs of declarations', () => {
  // Made here once, or found as another test made them.
  beforeAll(async () => void (await typesPackFiles()));

  it('hold the language and Node in 210 kB', async () => {
    const { base } = await typesPackFiles();
    expect(gzipped(base)).toBeLessThanOrEqual(210 * kB);
    expect(Object.keys(read(base))).toEqual(
      expect.arrayContaining(['/lib/lib.es2024.d.ts', '/node_modules/@types/node/index.d.ts']),
    );
  });

  it.each(PACKAGE_SET_NAMES)('have every package of set %s, as it is installed', async (set) => {
    const packages = (await typesPackFiles()).sets[set]!;
    for (const [name, version] of Object.entries(PACKAGE_SETS[set])) {
      const files = read(packages[name]!.url);
      const root = `/node_modules/${name}/`;
      expect(JSON.parse(files[`${root}package.json`]!)).toMatchObject({ name, version });
      const declarations = Object.entries(files).filter(([path]) => /\.d\.m?ts$/.test(path));
      expect(declarations, name).not.toEqual([]);
      const own = join(PROJECT_ROOT, 'src/runtime/package-sets', set, 'node_modules', name);
      for (const [path, text] of declarations) {
        const places = [join(own, path.slice(root.length)), join(PROJECT_ROOT, path)];
        expect(places.map(textAt), path).toContain(text);
      }
    }
  });

  it('cost the first lab no more than 70 kB for its packages', async () => {
    const packages = (await typesPackFiles()).sets['2.x']!;
    const reached = new Set<string>();
    const reach = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      packages[name]!.needs.forEach(reach);
    };
    ['sdk-trace-web', 'exporter-trace-otlp-http', 'context-async-hooks'].forEach((name) => {
      reach(`@opentelemetry/${name}`);
    });
    const bytes = [...reached].reduce((sum, name) => sum + gzipped(packages[name]!.url), 0);
    expect(bytes).toBeLessThanOrEqual(70 * kB);
  });

  it('know the modules that the sandbox offers', () => {
    const known = Object.keys(NODE_MODULES);
    expect(known).toEqual(expect.arrayContaining([...OFFERED_BUILTINS]));
    // Only types are of use from it.
    expect(known.filter((name) => !OFFERED_BUILTINS.some((offered) => offered === name))).toEqual(['net']);
  });
});

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

describe('shortenComments', () => {
  it('keeps the prose and takes the examples', () => {
    const long = `/**
 * Says hello.
 *
 * \`\`\`js
 * hello();
 * \`\`\`
 * @since v1.0.0
 * @param name Whose.
 */
declare function hello(name: string): void;
`;
    expect(shortenComments(long)).toBe(`/**
 * Says hello.
 *
 * @param name Whose.
 */
declare function hello(name: string): void;
`);
  });
});
