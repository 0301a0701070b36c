import { readFile } from 'node:fs/promises';
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
    const manifest = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >;
    return [...missingOptional(lock.packages), ...secondCopies(lock.packages), ...unpinned(manifest)];
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

/**
 * Two copies of an SDK package mean two global registries, and spans that go nowhere. A package locked under another
 * name than its own (`"old": "npm:…"`) is a reference of benchmarks: it brings its own copies on purpose.
 */
export function secondCopies(packages: Readonly<Record<string, LockedPackage>>): string[] {
  const references = Object.entries(packages)
    .filter(([, { name }]) => name !== undefined)
    .map(([place]) => `${place}/node_modules/`);
  return Object.keys(packages)
    .filter((place) => /\/node_modules\/@opentelemetry\//.test(place))
    .filter((place) => !references.some((reference) => place.startsWith(reference)))
    .map((place) => `package-lock.json: ${place} is a second copy; align the versions in package.json`);
}

export function unpinned(manifest: Readonly<Record<string, Record<string, string> | undefined>>): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${group}.${name} is "${version}"; pin an exact version`),
  );
}
