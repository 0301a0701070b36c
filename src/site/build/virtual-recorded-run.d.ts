/** Made by the Vite plugin `recordedRun()`. */
declare module 'virtual:recorded-run' {
  export const recordedRows: readonly import('../mdx/bars-geometry.ts').BarRow[];
}
