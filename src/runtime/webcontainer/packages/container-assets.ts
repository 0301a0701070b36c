/** What a page needs for its container, built once for each state of the sources: small JSON, the snapshot, the client. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { offeredEntries, packageOf } from '../../packages/offered-entries.ts';
import { PACKAGE_SET_NAMES, type PackageSetName } from '../../packages/package-sets.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from '../../vendor/cached-build.ts';
import { exportsInNode } from '../../vendor/exports-in-node.ts';
import { type ContainerSetup, DATABASE_PACKAGE } from '../container-setup.ts';
import { bundleInside } from './bundle-inside.ts';
import { bundlePackages } from './bundle-packages.ts';
import { databaseFiles } from './database-files.ts';
import { loweringPackage } from './lowering-package.ts';
import { encodeSnapshot } from './snapshot-encoder.ts';

export interface ContainerAssets {
  /** Path of a `ContainerSetup` as JSON. */
  readonly setup: string;
  /** Paths of binary snapshots of `node_modules`, by package set. */
  readonly snapshots: Readonly<Record<PackageSetName, string>>;
  /** Path of a binary snapshot of `node_modules` with PGlite in it and nothing else. */
  readonly database: string;
  /** Path of the unmodified `@webcontainer/api` as one module: a stuck one can only be left by importing it anew. */
  readonly client: string;
}

/** Files under `node_modules/.cache`; made in some seconds when anything they depend on has changed. */
export async function containerAssets(): Promise<ContainerAssets> {
  const key = hashOf(
    [
      'package-lock.json',
      'src/runtime/package-sets/2.x/package.json',
      'src/runtime/package-sets/3.x/package.json',
      'src/runtime/packages',
      'src/runtime/vendor/exports-in-node.ts',
      'src/runtime/compile/lower-async.ts',
      'src/runtime/compile/lowering-globals.ts',
      'src/runtime/embedded/sandbox',
      'src/runtime/node',
      'src/runtime/webcontainer/inside',
      'src/runtime/webcontainer/packages',
      'src/runtime/webcontainer/relay',
    ].map((path) => join(PROJECT_ROOT, path)),
  );
  const sets = await Promise.all(
    PACKAGE_SET_NAMES.map(async (set) => [set, await setFiles(set, key)] as const),
  );
  const setup = await cachedFile(`container-setup-${key}.json`, async () => {
    const [relay, preload] = await Promise.all([
      bundleInside('relay/main.ts'),
      bundleInside('preload/main.ts'),
    ]);
    const exports = sets.map(
      ([set, files]) => [set, JSON.parse(readFileSync(files.exports, 'utf8'))] as const,
    );
    return JSON.stringify({ exports: Object.fromEntries(exports), relay, preload });
  });
  return {
    setup,
    snapshots: Object.fromEntries(sets.map(([set, { snapshot }]) => [set, snapshot])) as Record<
      PackageSetName,
      string
    >,
    database: await cachedFile(`container-database-${key}.bin`, async () => encodeSnapshot(databaseFiles())),
    client: await cachedFile(`container-client-${key}.js`, bundleClient),
  };
}

interface SetFiles {
  readonly snapshot: string;
  /** JSON: specifier → names. */
  readonly exports: string;
}

async function setFiles(set: PackageSetName, key: string): Promise<SetFiles> {
  let making: ReturnType<typeof makeSet> | undefined;
  const make = (): ReturnType<typeof makeSet> => {
    making ??= makeSet(set);
    return making;
  };
  return {
    snapshot: await cachedFile(`container-packages-${set}-${key}.bin`, async () => (await make()).snapshot),
    exports: await cachedFile(`container-exports-${set}-${key}.json`, async () =>
      JSON.stringify((await make()).exports),
    ),
  };
}

async function makeSet(
  set: PackageSetName,
): Promise<{ readonly snapshot: Uint8Array; readonly exports: ContainerSetup['exports'][PackageSetName] }> {
  const home = join(PROJECT_ROOT, 'src/runtime/package-sets', set);
  const isDatabase = (entry: string): boolean => packageOf(entry) === DATABASE_PACKAGE;
  const [packages, lowering, exports] = await Promise.all([
    bundlePackages(
      offeredEntries(set).filter((entry) => !isDatabase(entry)),
      home,
    ),
    loweringPackage(),
    exportsInNode(offeredEntries(set), home),
  ]);
  const files = new Map([...packages, ...lowering].map(([path, text]) => [path, Buffer.from(text)]));
  const named = [...exports].map(([specifier, names]) => [specifier, names.filter(isName)] as const);
  return { snapshot: encodeSnapshot(files), exports: Object.fromEntries(named) };
}

/** Not what stands for CommonJS. */
function isName(name: string): boolean {
  return name !== 'module.exports' && name !== '__esModule';
}

async function bundleClient(): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(import.meta.resolve('@webcontainer/api')),
    platform: 'browser',
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  return output[0].code;
}
