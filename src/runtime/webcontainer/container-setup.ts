/** What the page fetches before it furnishes a container; made by `packages/container-assets.ts`. */
import type { PackageSetName } from '../packages/package-sets.ts';

/** Comes to a container only with a program that imports it: it is larger than all others together. */
export const DATABASE_PACKAGE = '@electric-sql/pglite';

export interface ContainerSetup {
  /** By package set: specifiers a lab may import → the names `import` gives for them in Node. */
  readonly exports: Readonly<Record<PackageSetName, Readonly<Record<string, readonly string[]>>>>;
  /** Scripts for Node. */
  readonly relay: string;
  readonly preload: string;
}
