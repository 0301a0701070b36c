/** Which packs of declarations a lab's files ask for. */
import type { LabFiles } from '../../lab-runtime.ts';
import { availablePackages } from '../../packages/available-packages.ts';
import { packageOf } from '../../packages/offered-entries.ts';
import type { TypesIndex } from '../../types/types-pack.ts';

/** URLs, the base first. Declarations of a further entry (`package/entry`) come once a file names it. */
export function typesOfLab(files: LabFiles, { base, sets }: TypesIndex): readonly string[] {
  const { set, entries } = availablePackages(files);
  const packages = sets[set] ?? {};
  const urls = new Set([base]);
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const found = packages[name];
    if (found === undefined || reached.has(name)) return;
    reached.add(name);
    urls.add(found.url);
    if (found.further !== undefined && names(files, `${name}/`)) urls.add(found.further);
    for (const needed of found.needs) reach(needed);
  };
  for (const entry of entries) reach(packageOf(entry));
  return [...urls];
}

function names(files: LabFiles, text: string): boolean {
  return Object.entries(files).some(([path, source]) => /\.m?[jt]s$/.test(path) && source.includes(text));
}
