/** The packages of all sets as files that pages fetch. Built once for each state of the lockfile, then read from the disk. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_SET_NAMES, type PackageSetName } from '../packages/package-sets.ts';
import { bundleSet } from './bundle-set.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from './cached-build.ts';
import type { VendorIndexes, VendorPack } from './vendor-pack.ts';
import { type PartedSet, vendorParts } from './vendor-parts.ts';

const SOURCES = [
  'package-lock.json',
  'src/runtime/package-sets/2.x/package.json',
  'src/runtime/package-sets/3.x/package.json',
  'src/runtime/packages',
  'src/runtime/vendor',
  'src/runtime/database/client',
  'src/runtime/compile/lower-async.ts',
];

/** One set with its parts; some seconds when anything it depends on has changed. */
export async function buildVendorSet(set: PackageSetName): Promise<PartedSet> {
  const key = hashOf(SOURCES.map((path) => join(PROJECT_ROOT, path)));
  const file = await cachedFile(`vendor-set-${set}-${key}.json`, async () =>
    JSON.stringify(vendorParts(set, await bundleSet(set))),
  );
  return JSON.parse(readFileSync(file, 'utf8')) as PartedSet;
}

/** The sets with paths of files in place of URLs. */
export async function vendorSetFiles(): Promise<VendorIndexes> {
  const sets = await Promise.all(
    PACKAGE_SET_NAMES.map(async (set) => {
      const { parts, packages } = await buildVendorSet(set);
      const paths = await Promise.all(parts.map((part, at) => partFile(`vendor-${set}-${at}`, part)));
      return [set, { parts: paths, packages }] as const;
    }),
  );
  return Object.fromEntries(sets) as unknown as VendorIndexes;
}

function partFile(name: string, part: VendorPack): Promise<string> {
  const text = JSON.stringify(part);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return cachedFile(`${name}-${hash}.json`, async () => text);
}
