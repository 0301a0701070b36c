/** Declarations that the editor's language service reads: plain data, fetched when a learner first works in the editor. */

export interface TypesPack {
  /** Texts by absolute path: `/lib/…` TypeScript's own, `/node_modules/…` those of packages with their package.json. */
  readonly files: Readonly<Record<string, string>>;
}

export interface PackageTypesLocation {
  /** URL of a `TypesPack` as JSON: what the package's own name leads to. */
  readonly url: string;
  /** URL of what only its further entries (`package/entry`) lead to, where it has such. */
  readonly further?: string;
  /** Packages whose declarations these use. */
  readonly needs: readonly string[];
}

/** Where the packs are. */
export interface TypesIndex {
  /** The language itself and Node's API. */
  readonly base: string;
  /** By package set and package, those included that others need. */
  readonly sets: Readonly<Record<string, Readonly<Record<string, PackageTypesLocation>>>>;
}
