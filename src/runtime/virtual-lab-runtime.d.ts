/** Made by the Vite plugin `labRuntimeAssets()` of `vendor/lab-runtime-assets.ts`. */
declare module 'virtual:lab-runtime' {
  /** By package set, each fetched when it is asked for. The parts are URLs of `VendorPack`s as JSON. */
  export const vendorIndexes: import('./vendor/vendor-pack.ts').LazyVendorIndexes;
  export const databaseUrls: import('./database/engine/messages.ts').DatabaseUrls;
  /** JSON of a `SandboxBoot`. */
  export const sandboxBootUrl: string;
}
