/** The packages of the labs, bundled for the sandbox: plain data, one request, linked there by blob URLs. */

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

export interface VendorPack {
  /** Changes when anything in the pack does. */
  readonly hash: string;
  readonly packages: Readonly<Record<string, VendorPackage>>;
  /** Every file comes after those it imports statically. */
  readonly files: readonly VendorFile[];
}
