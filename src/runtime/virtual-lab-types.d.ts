/** Made by the Vite plugin `labTypesAssets()` of `types/lab-types-assets.ts`. */
declare module 'virtual:lab-types' {
  export const typesIndex: import('./types/types-pack.ts').TypesIndex;
}
