/** What a lab may import: the packages its package.json asks for, as far as its set has them. */
import type { LabFiles } from '../lab-runtime.ts';
import { declaredPackages } from './declared-packages.ts';
import { offeredEntries, packageOf } from './offered-entries.ts';
import { packageSetOf } from './package-set-of.ts';
import { PACKAGE_SETS, type PackageSetName, type PackageVersions } from './package-sets.ts';

export interface AvailablePackages {
  readonly set: PackageSetName;
  /** Specifiers the lab may import. */
  readonly entries: readonly string[];
  /** Packages the set has beyond those, with the version to write into package.json. */
  readonly addable: PackageVersions;
}

export function availablePackages(files: LabFiles): AvailablePackages {
  const set = packageSetOf(files);
  const declared = declaredPackages(files);
  const isDeclared = (name: string): boolean => declared === undefined || Object.hasOwn(declared, name);
  return {
    set,
    entries: offeredEntries(set).filter((entry) => isDeclared(packageOf(entry))),
    addable: Object.fromEntries(Object.entries(PACKAGE_SETS[set]).filter(([name]) => !isDeclared(name))),
  };
}
