import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

interface LockedPackage {
  /** Where it isn't the name of its folder: an alias. */
  readonly name?: string;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/**
 * The lockfile serves every platform and pins one copy of each OpenTelemetry package. npm leaves a platform's package
 * out of the lockfile when the registry lacks it, and `npm ci` then fails on a clean clone (npm/cli#9846).
 */
export const lockfileCheck: RepositoryCheck = {
  name: 'lockfile',
  async run() {
    const lock = JSON.parse(await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, LockedPackage>;
    };
    const manifest = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as Manifest;
    return [
      ...missingOptional(lock.packages),
      ...secondCopies(lock.packages),
      ...unpinned(manifest),
      ...(await unpinnedSets()),
    ];
  },
};

export function missingOptional(packages: Readonly<Record<string, LockedPackage>>): string[] {
  const problems: string[] = [];
  for (const [place, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolves(packages, place, name))
        problems.push(
          `package-lock.json: ${place || 'package.json'} needs ${name}, which is not locked; pin a version whose platform packages all exist`,
        );
    }
  }
  return problems;
}

/** Walks up the node_modules folders as Node does. */
function resolves(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): boolean {
  let folder = from;
  for (;;) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
    const up = folder.lastIndexOf('/node_modules/');
    folder = up < 0 ? '' : folder.slice(0, up);
  }
}

/** The versions labs get are those of the package sets. */
async function unpinnedSets(): Promise<string[]> {
  const folder = join(repositoryRoot, 'src/runtime/package-sets');
  const entries = await readdir(folder, { withFileTypes: true });
  const sets = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const problems = await Promise.all(
    sets.map(async (set) => {
      const place = `src/runtime/package-sets/${set}/package.json`;
      const manifest = JSON.parse(await readFile(join(repositoryRoot, place), 'utf8')) as Manifest;
      return unpinned(manifest).map((problem) => problem.replace(/^package\.json/, place));
    }),
  );
  return problems.flat();
}

/**
 * Two copies of an SDK package mean two global registries, and spans that go nowhere. A package locked under another
 * name than its own (`"old": "npm:…"`) is a reference of benchmarks: it brings its own copies on purpose. So does a
 * package set of labs, in which again there is one copy of each.
 */
export function secondCopies(packages: Readonly<Record<string, LockedPackage>>): string[] {
  const references = Object.entries(packages)
    .filter(([place, { name }]) => name !== undefined && !place.startsWith('src/runtime/package-sets/'))
    .map(([place]) => `${place}/node_modules/`);
  return Object.keys(packages)
    .filter((place) => /\/node_modules\/@opentelemetry\//.test(place))
    .filter(
      (place) => !/^src\/runtime\/package-sets\/[^/]+\/node_modules\/@opentelemetry\/[^/]+$/.test(place),
    )
    .filter((place) => !references.some((reference) => place.startsWith(reference)))
    .map((place) => `package-lock.json: ${place} is a second copy; align the versions in package.json`);
}

export function unpinned(manifest: Manifest): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${group}.${name} is "${version}"; pin an exact version`),
  );
}
