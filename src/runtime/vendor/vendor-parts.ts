/** Cuts a bundled set into parts: what every lab with traces needs is one, the rest is divided by who needs it. */
import type { PackageSetName } from '../packages/package-sets.ts';
import type { VendorFile, VendorPack, VendorPackage } from './vendor-pack.ts';

/** What a first lab imports. One request brings all of it. */
const BASE: Readonly<Record<PackageSetName, readonly string[]>> = {
  '2.x': [
    '@opentelemetry/api',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-base',
    '@opentelemetry/sdk-trace-web',
  ],
  '3.x': [
    '@opentelemetry/api',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
  ],
};

export interface PartedSet {
  readonly parts: readonly VendorPack[];
  readonly packages: Readonly<Record<string, readonly number[]>>;
}

/** Files that the same packages need are a part. A lab gets whole parts, so it never misses a file. */
export function vendorParts(set: PackageSetName, { packages, files }: VendorPack): PartedSet {
  const byName = new Map(files.map((file) => [file.name, file]));
  const users = new Map<string, Set<string>>(files.map(({ name }) => [name, new Set()]));
  for (const [specifier, { file }] of Object.entries(packages)) {
    const user = BASE[set].includes(specifier) ? '' : specifier;
    for (const name of filesOf(file, byName)) users.get(name)?.add(user);
  }
  const keyOf = ({ name }: VendorFile): string => {
    const found = [...(users.get(name) ?? [])].sort();
    return found[0] === '' ? '' : found.join();
  };
  const groups = Map.groupBy(files, keyOf);
  const keys = [...groups.keys()];
  const parts = keys.map((key) => {
    const own = groups.get(key) ?? [];
    const names = new Set(own.map(({ name }) => name));
    const inside = Object.entries(packages).filter(([, { file }]) => names.has(file));
    return { packages: Object.fromEntries<VendorPackage>(inside), files: own };
  });
  const partsOf = Object.entries(packages).map(([specifier, { file }]) => {
    const needed = [...filesOf(file, byName)].flatMap((name) => byName.get(name) ?? []);
    return [
      specifier,
      [...new Set(needed.map((each) => keys.indexOf(keyOf(each))))].sort((a, b) => a - b),
    ] as const;
  });
  return { parts, packages: Object.fromEntries(partsOf) };
}

/** The file and everything it imports, now or later. */
function filesOf(file: string, byName: ReadonlyMap<string, VendorFile>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const known = byName.get(name);
    if (known === undefined || found.has(name)) return;
    found.add(name);
    for (const target of [...known.targets, ...Object.values(known.dynamic)]) {
      if (target.kind === 'file') visit(target.name);
    }
  };
  visit(file);
  return found;
}
