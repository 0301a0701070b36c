/** Which package set a lab gets. */
import type { LabFiles } from '../lab-runtime.ts';
import { declaredPackages } from './declared-packages.ts';
import { PACKAGE_SET_NAMES, PACKAGE_SETS, type PackageSetName } from './package-sets.ts';

/**
 * The set that gives the lab the most of what its package.json asks for: the version, or at least the package. A lab
 * that mixes the lines gets the one it has more of; `npm install` would refuse the mix.
 */
export function packageSetOf(files: LabFiles): PackageSetName {
  const declared = Object.entries(declaredPackages(files) ?? {});
  let best: PackageSetName = '2.x';
  let most = -1;
  for (const set of PACKAGE_SET_NAMES) {
    const versions = PACKAGE_SETS[set];
    const points = declared.map(([name, range]) => {
      const version = versions[name];
      if (version === undefined) return 0;
      return fits(version, range) ? 2 : 1;
    });
    const sum = points.reduce<number>((total, point) => total + point, 0);
    if (sum > most) [best, most] = [set, sum];
  }
  return best;
}

/** npm's meaning of exact versions, `~` and `^`; anything else fits any version. */
export function fits(version: string, range: string): boolean {
  const found = /^([~^]?)v?(\d+)\.(\d+)\.(\d+)$/.exec(range.trim());
  if (found === null) return true;
  const [, sign] = found;
  const wanted = found.slice(2).map(Number);
  const given = version.split('.').map(Number);
  const equalUntil = wanted.findIndex((part, at) => part !== given[at]);
  if (equalUntil === -1) return true;
  const later = (given[equalUntil] ?? 0) > (wanted[equalUntil] ?? 0);
  // `^` allows changes right of the first number that isn't zero, `~` of the last one.
  const firstFree = sign === '^' ? wanted.findIndex((part) => part > 0) + 1 : sign === '~' ? 2 : 3;
  return later && equalUntil >= firstFree;
}
