/** Import specifiers of the packages in a set. */
import { PACKAGE_SETS, type PackageSetName } from './package-sets.ts';

/** Entries besides the package's name that labs may use; not everything a package exports is meant for programs. */
const FURTHER_ENTRIES: Readonly<Record<string, readonly string[]>> = {
  '@electric-sql/pglite': ['template'],
  '@opentelemetry/semantic-conventions': ['incubating'],
  hono: ['cors', 'factory', 'http-exception', 'logger', 'request-id', 'streaming', 'validator'],
};

/** Every specifier a lab with this set could import, a package's own name first. */
export function offeredEntries(set: PackageSetName): readonly string[] {
  return Object.keys(PACKAGE_SETS[set]).flatMap((name) => [
    name,
    ...(FURTHER_ENTRIES[name] ?? []).map((entry) => `${name}/${entry}`),
  ]);
}

/** "@scope/name/entry" → "@scope/name". */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
