/** What the compiler hands to the runtimes: plain data, so that it crosses worker borders. */
import type { Diagnostic } from '../lab-runtime.ts';

/** What a lab may import besides its own files. */
export interface AvailableModules {
  /** Specifier of a package entry → the names it exports, or `null` where they are not known. */
  readonly packages: Readonly<Record<string, readonly string[] | null>>;
  /** Node's built-in modules, without the `node:` prefix: "http", "timers/promises". */
  readonly builtins: readonly string[];
  /** Packages that an import would find if the lab's package.json named them, with the version to write there. */
  readonly addable?: Readonly<Record<string, string>>;
}

/** Where an import specifier leads. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly specifier: string }
  /** Without the `node:` prefix. */
  | { readonly kind: 'builtin'; readonly name: string };

/**
 * One module, cut at its static import specifiers: the module's text is `chunks[0] + quote(url of targets[0]) + chunks[1] + …`,
 * so that linking needs no parser. Calls `__labImport(path, specifier)` for `import()` and `__labMeta(path)` for `import.meta`.
 */
export interface CompiledModule {
  /** "src/main.ts". */
  readonly path: string;
  readonly chunks: readonly string[];
  readonly targets: readonly ModuleTarget[];
  /** Literal specifiers of dynamic imports and where they lead. */
  readonly dynamic: Readonly<Record<string, ModuleTarget>>;
  /** Source map, version 3, as JSON, with the source in it; empty for JSON modules. */
  readonly map: string;
}

export interface CompiledProgram {
  readonly entry: string;
  /** Every module comes after those it imports statically. */
  readonly modules: readonly CompiledModule[];
}

export type CompileResult =
  | { readonly ok: true; readonly program: CompiledProgram }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
