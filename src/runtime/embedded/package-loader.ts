/** Fetches the packages a lab imports, in the parts the site's build has cut them into. */
import type { AvailableModules } from '../compile/compiled-program.ts';
import type { LabFiles } from '../lab-runtime.ts';
import { availablePackages } from '../packages/available-packages.ts';
import type { PackageSetName } from '../packages/package-sets.ts';
import type { LazyVendorIndexes, VendorPack } from '../vendor/vendor-pack.ts';
import { loadJson } from './load-json.ts';
import { OFFERED_BUILTINS } from './offered-builtins.ts';

export interface LoadedPackages {
  /** The same object for labs that need the same. */
  readonly pack: VendorPack;
  readonly available: AvailableModules;
  /** Specifiers that occur in the lab's files. */
  readonly mentioned: readonly string[];
}

export class PackageLoader {
  readonly #indexes: LazyVendorIndexes;
  readonly #parts = new Map<string, Promise<VendorPack>>();
  readonly #loaded = new Map<string, Promise<LoadedPackages>>();

  constructor(indexes: LazyVendorIndexes) {
    this.#indexes = indexes;
  }

  /** Rejects when a part can't be fetched; the next call tries again. */
  load(files: LabFiles): Promise<LoadedPackages> {
    const { set, entries, addable } = availablePackages(files);
    const text = Object.entries(files)
      .filter(([path]) => path !== 'package.json')
      .map(([, source]) => source)
      .join('\n');
    const mentioned = entries.filter((entry) => text.includes(entry));
    const key = JSON.stringify([set, entries, mentioned]);
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      loaded = this.#loadEntries(set, entries, mentioned).then(({ pack, names }) => ({
        pack,
        available: { packages: names, builtins: OFFERED_BUILTINS, addable },
        mentioned,
      }));
      this.#loaded.set(key, loaded);
      loaded.catch(() => this.#loaded.delete(key));
    }
    return loaded;
  }

  async #loadEntries(
    set: PackageSetName,
    entries: readonly string[],
    mentioned: readonly string[],
  ): Promise<{ readonly pack: VendorPack; readonly names: AvailableModules['packages'] }> {
    const { parts, packages } = await this.#indexes[set]();
    const numbers = new Set(mentioned.flatMap((entry) => packages[entry] ?? []));
    const urls = [...numbers].sort((a, b) => a - b).flatMap((number) => parts[number] ?? []);
    const loaded = await Promise.all(urls.map((url) => this.#part(url)));
    const found = Object.assign({}, ...loaded.map((part) => part.packages)) as VendorPack['packages'];
    const offered = entries.flatMap((entry) => {
      const known = found[entry];
      return known === undefined ? [] : [[entry, known] as const];
    });
    return {
      // A part may bring packages that the lab doesn't ask for.
      pack: { packages: Object.fromEntries(offered), files: loaded.flatMap((part) => part.files) },
      names: Object.fromEntries(entries.map((entry) => [entry, found[entry]?.exports ?? null])),
    };
  }

  #part(url: string): Promise<VendorPack> {
    let part = this.#parts.get(url);
    if (part === undefined) {
      part = loadJson<VendorPack>(url);
      this.#parts.set(url, part);
      part.catch(() => this.#parts.delete(url));
    }
    return part;
  }
}
