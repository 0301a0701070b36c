/** The packages of the labs, bundled for the sandbox: plain data, linked there by blob URLs. */
import type { PackageSetName } from '../packages/package-sets.ts';

export type VendorTarget =
  | { readonly kind: 'file'; readonly name: string }
  /** A Node built-in, without the `node:` prefix. */
  | { readonly kind: 'builtin'; readonly name: string };

/** A module cut at its static import specifiers, as `CompiledModule` is. */
export interface VendorFile {
  readonly name: string;
  readonly chunks: readonly string[];
  readonly targets: readonly VendorTarget[];
  /** Literal specifiers of dynamic imports and where they lead. */
  readonly dynamic: Readonly<Record<string, VendorTarget>>;
}

export interface VendorPackage {
  /** The file that is the package's entry. */
  readonly file: string;
  /** What `import` gives for the package in Node. */
  readonly exports: readonly string[];
}

/** Packages by import specifier and the files they consist of, of one set or a part of it. */
export interface VendorPack {
  readonly packages: Readonly<Record<string, VendorPackage>>;
  /** Every file comes after those it imports statically. */
  readonly files: readonly VendorFile[];
}

/** How a set is cut into parts, so that a lab loads what it imports and little more. */
export interface VendorIndex {
  /** For each part where its `VendorPack` lies; its place in the list is its number. Imports lead to lower numbers or stay inside. */
  readonly parts: readonly string[];
  /** Import specifier → the parts it consists of, in order. */
  readonly packages: Readonly<Record<string, readonly number[]>>;
}

export type VendorIndexes = Readonly<Record<PackageSetName, VendorIndex>>;

export type LazyVendorIndexes = Readonly<Record<PackageSetName, () => Promise<VendorIndex>>>;
