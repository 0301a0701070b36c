/**
 * Stands in for `import-in-the-middle` and `require-in-the-middle`, with which instrumentations get at modules while Node
 * loads them. The sandbox's loader knows one kind of module that can be changed: the built-in ones.
 */
import { hook } from 'lab:loader';

type OnImport = (exports: object, name: string, baseDir: undefined) => unknown;

export class Hook {
  readonly #leave: () => void;

  /** As both packages are called: names (none: all, which is asked for by `require` only), options, callback. */
  constructor(names: readonly string[] | null, _options: object, onImport: OnImport) {
    this.#leave =
      names === null ? () => {} : hook(names, (exports, name) => void onImport(exports, name, undefined));
  }

  unhook(): void {
    this.#leave();
  }
}
