/** A built-in module of the sandbox (`../../embedded/sandbox/node/module.ts`). */
declare module 'lab:loader' {
  export function hook(
    names: readonly string[],
    onModule: (exports: object, name: string) => void,
  ): () => void;
}
