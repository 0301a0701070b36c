/** Packs the declarations for the editor: one file for language and Node, one a package. */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { offeredEntries } from '../packages/offered-entries.ts';
import { PACKAGE_SET_NAMES, PACKAGE_SETS, type PackageSetName } from '../packages/package-sets.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from '../vendor/cached-build.ts';
import { collectPackageTypes } from './collect-package-types.ts';
import { languageLibraries } from './language-libraries.ts';
import { trimNodeTypes } from './trim-node-types.ts';
import type { PackageTypesLocation, TypesIndex, TypesPack } from './types-pack.ts';

const SOURCES = [
  'package-lock.json',
  'src/runtime/package-sets/2.x/package.json',
  'src/runtime/package-sets/3.x/package.json',
  'src/runtime/packages',
  'src/runtime/types',
];

/** The packs as files on the disk, with paths in place of URLs. Some seconds when anything they depend on has changed. */
export async function typesPackFiles(): Promise<TypesIndex> {
  const key = hashOf(SOURCES.map((path) => join(PROJECT_ROOT, path)));
  const base = await cachedFile(`types-base-${key}.json`, async () => JSON.stringify(basePack()));
  const sets = PACKAGE_SET_NAMES.map(async (set) => {
    const file = await cachedFile(`types-set-${set}-${key}.json`, async () =>
      JSON.stringify(packagesOf(set)),
    );
    const packages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, PackageParts>;
    const located = Object.entries(packages).map(async ([name, { files, further, needs }]) => {
      const location: PackageTypesLocation = {
        url: await packFile(`types-${set}-${fileNameOf(name)}`, files),
        ...(Object.keys(further).length > 0
          ? { further: await packFile(`types-${set}-${fileNameOf(name)}_further`, further) }
          : {}),
        needs,
      };
      return [name, location] as const;
    });
    return [set, Object.fromEntries(await Promise.all(located))] as const;
  });
  return { base, sets: Object.fromEntries(await Promise.all(sets)) };
}

interface PackageParts {
  readonly files: TypesPack['files'];
  /** What only the further entries reach. Those of the semantic conventions are four times the rest. */
  readonly further: TypesPack['files'];
  readonly needs: readonly string[];
}

function packagesOf(set: PackageSetName): Record<string, PackageParts> {
  const folder = join(PROJECT_ROOT, 'src/runtime/package-sets', set);
  const main = collectPackageTypes(folder, Object.keys(PACKAGE_SETS[set]));
  const all = collectPackageTypes(folder, offeredEntries(set));
  return Object.fromEntries(
    [...all].map(([name, { files, needs }]) => {
      const own = main.get(name)?.files ?? {};
      const further = Object.entries(files).filter(([path]) => own[path] === undefined);
      return [name, { files: own, further: Object.fromEntries(further), needs }];
    }),
  );
}

function fileNameOf(name: string): string {
  return name.replace(/^@/, '').replaceAll('/', '_');
}

function packFile(name: string, files: TypesPack['files']): Promise<string> {
  const text = JSON.stringify({ files } satisfies TypesPack);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return cachedFile(`${name}-${hash}.json`, async () => text);
}

function basePack(): TypesPack {
  // Where node_modules is a link, TypeScript follows it in half of the paths.
  const nodeTypes = realpathSync(join(PROJECT_ROOT, 'node_modules/@types/node'));
  const node = [...trimNodeTypes(nodeTypes)].map(([path, text]) => [`/node_modules/${path}`, text] as const);
  const packageJson = (name: string) =>
    [`/node_modules/${name}/package.json`, JSON.stringify({ name, types: 'index.d.ts' })] as const;
  return {
    files: {
      ...languageLibraries(join(nodeTypes, 'index.d.ts')),
      ...Object.fromEntries([...node, packageJson('@types/node'), packageJson('undici-types')]),
    },
  };
}
