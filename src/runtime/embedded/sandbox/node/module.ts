/** `node:module`, as far as instrumentations need it: loader hooks, which here see the built-in modules only. */
import { systemError } from './node-error.ts';

/** Gets the module's exports object, whose properties it may replace. */
type OnModule = (exports: object, name: string) => void;

interface LoaderHook {
  readonly names: readonly string[];
  readonly onModule: OnModule;
}

/** Loaders that call the hooks, as programs register them in Node. */
const CALLING_LOADERS = /^(@opentelemetry\/instrumentation|import-in-the-middle)\/hook\.mjs$/;

const hooks = new Set<LoaderHook>();
const bindings: (() => void)[] = [];
let registered = false;
let builtins: { find(name: string): object; readonly names: readonly string[] } = {
  find: () => ({}),
  names: [],
};

/** Told once by the linker, before a program runs. */
export function openLoader(known: typeof builtins): void {
  builtins = known;
}

/** `update` reads the named exports of a built-in module anew. */
export function addBinding(update: () => void): void {
  bindings.push(update);
}

function syncBuiltinESMExports(): void {
  for (const update of bindings) update();
}

function apply({ names, onModule }: LoaderHook): void {
  for (const name of names) {
    const plain = name.replace(/^node:/, '');
    if (isBuiltin(plain)) onModule(builtins.find(plain), plain);
  }
  syncBuiltinESMExports();
}

function isBuiltin(name: unknown): boolean {
  return builtins.names.includes(String(name).replace(/^node:/, ''));
}

function register(specifier: string | URL): void {
  if (!CALLING_LOADERS.test(String(specifier))) {
    throw systemError(
      'register',
      'ENOSYS',
      `${String(specifier)} (the sandbox has no module loader to hook into)`,
    );
  }
  if (registered) return;
  registered = true;
  for (const hook of hooks) apply(hook);
}

function createRequire(): never {
  throw systemError('createRequire', 'ENOSYS', 'CommonJS (the sandbox has ES modules only; use import)');
}

export const module = {
  get builtinModules() {
    return [...builtins.names];
  },
  createRequire,
  isBuiltin,
  register,
  syncBuiltinESMExports,
};

/** `lab:loader`, for the packages that stand in for Node's loader hooks. */
export const labLoader = {
  /** Calls `onModule` for the modules once a loader is registered that does so. Returns how to leave it. */
  hook(names: readonly string[], onModule: OnModule): () => void {
    const hook: LoaderHook = { names, onModule };
    hooks.add(hook);
    if (registered) apply(hook);
    return () => void hooks.delete(hook);
  },
};
