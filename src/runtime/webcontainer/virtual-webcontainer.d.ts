/** Made by the Vite plugin `webContainerAssets()` of `packages/web-container-assets.ts`. */
declare module 'virtual:webcontainer' {
  /** JSON of a `ContainerSetup`. */
  export const setupUrl: string;
  /** Binary snapshots of the packages, for `WebContainer.mount`, by package set. */
  export const snapshotUrls: Readonly<Record<import('../packages/package-sets.ts').PackageSetName, string>>;
  /** Binary snapshot of PGlite. */
  export const databaseUrl: string;
  /** `@webcontainer/api` as one module. */
  export const clientUrl: string;
  /** Empty without one. */
  export const apiKey: string;
}
