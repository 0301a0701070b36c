/** Made by the Vite plugin `labRuntimeAssets()` of `vendor/lab-runtime-assets.ts`. */
declare module 'virtual:lab-runtime' {
  /** JSON of a `VendorPack`. */
  export const vendorPackUrl: string;
  /** JSON of a `SandboxBoot`. */
  export const sandboxBootUrl: string;
}
