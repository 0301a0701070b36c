/** Links modules: every import specifier becomes the URL of a blob that holds the module it leads to. */
import type { CompiledModule, CompiledProgram, ModuleTarget } from '../../compile/compiled-program.ts';
import type { VendorFile, VendorPack, VendorTarget } from '../../vendor/vendor-pack.ts';
import { BUILTIN_NAMES, builtin, exportedNames, isInternal } from './builtins.ts';
import { holdWhile } from './event-loop.ts';
import { LAB_FOLDER, LAB_SOURCE, labFileUrl, PACKAGE_SOURCE } from './lab-paths.ts';
import { moduleUrl, NativePromise } from './natives.ts';
import { addBinding } from './node/module.ts';
import { codedError } from './node/node-error.ts';
import { addSourceMap } from './stack.ts';

/** The names that compiled modules call (see `CompiledModule`). */
export const LINKING_GLOBALS = ['__labImport', '__labMeta'] as const;

/** There only while the built-in modules are evaluated. */
const BUILTIN_GLOBAL = '__labBuiltin';
/** There only until the program begins. */
const BEGIN_GLOBAL = '__labBegin';

type Target = ModuleTarget | VendorTarget | { readonly kind: 'url'; readonly url: string };

let pack: VendorPack = { packages: {}, files: [] };
const vendorFiles = new Map<string, VendorFile>();
const urls = {
  builtin: new Map<string, string>(),
  vendor: new Map<string, string>(),
  lab: new Map<string, string>(),
};
const labModules = new Map<string, CompiledModule>();
let entry = '';

/** Makes the built-in modules and evaluates them, then the packages. */
export async function linkSurroundings(vendorPack: VendorPack, preload: readonly string[]): Promise<void> {
  pack = vendorPack;
  for (const file of pack.files) vendorFiles.set(file.name, file);
  define('__labImport', importLater);
  define('__labMeta', metaOf);
  define(BUILTIN_GLOBAL, (name: string, update: () => void) => {
    addBinding(update);
    return builtin(name);
  });
  for (const name of BUILTIN_NAMES) urls.builtin.set(name, moduleUrl(builtinCode(name)));
  await NativePromise.all([...urls.builtin.values()].map((url) => import(url)));
  Reflect.deleteProperty(globalThis, BUILTIN_GLOBAL);
  for (const specifier of preload) {
    const file = pack.packages[specifier]?.file;
    if (file !== undefined) await import(vendorUrl(file));
  }
}

/**
 * Links the program's modules; returns the URL of a module that imports its entry. `begin` is called when all modules have
 * been loaded and the first of them is about to run.
 */
export function linkProgram(program: CompiledProgram, begin: () => void): string {
  entry = program.entry;
  for (const module of program.modules) {
    labModules.set(module.path, module);
    addSourceMap(module.path, module.map);
    urls.lab.set(
      module.path,
      moduleUrl(`${joined(module.chunks, module.targets)}\n//# sourceURL=${LAB_SOURCE}${module.path}`),
    );
  }
  define(BEGIN_GLOBAL, () => {
    Reflect.deleteProperty(globalThis, BEGIN_GLOBAL);
    begin();
  });
  const prologue = moduleUrl(`globalThis.${BEGIN_GLOBAL}();`);
  return moduleUrl(
    joined(
      ['import ', ';\nimport ', ';\n'],
      [
        { kind: 'url', url: prologue },
        { kind: 'file', path: entry },
      ],
    ),
  );
}

/** Engine messages name modules by their blob URLs. */
export function withModuleNames(text: string): string {
  return text.replace(/blob:[^\s'"]+/g, (url) => {
    for (const [path, known] of urls.lab) if (known === url) return path;
    for (const [name, known] of urls.builtin) if (known === url) return `node:${name}`;
    for (const [specifier, { file }] of Object.entries(pack.packages)) {
      if (urls.vendor.get(file) === url) return specifier;
    }
    return url;
  });
}

function builtinCode(name: string): string {
  const names = exportedNames(name);
  const literal = JSON.stringify(name);
  // Instrumentations replace exports of modules that have been imported already.
  const update = names.map((exported, at) => `e${at} = module.${exported};`).join(' ');
  return `const module = globalThis.${BUILTIN_GLOBAL}(${literal}, () => { ${update} });\nexport default module;\n${names
    .map((exported, at) => `let e${at} = module.${exported};\nexport { e${at} as ${exported} };`)
    .join('\n')}\n//# sourceURL=node:${name}`;
}

function joined(chunks: readonly string[], targets: readonly Target[]): string {
  return chunks
    .map((chunk, at) => (at < targets.length ? chunk + JSON.stringify(urlOf(targets[at] as Target)) : chunk))
    .join('');
}

function urlOf(target: Target): string {
  switch (target.kind) {
    case 'builtin':
      return known(urls.builtin.get(target.name), `node:${target.name}`);
    case 'package':
      return vendorUrl(known(pack.packages[target.specifier]?.file, target.specifier));
    case 'url':
      return target.url;
    case 'file':
      return 'path' in target ? known(urls.lab.get(target.path), target.path) : vendorUrl(target.name);
  }
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} was not linked`);
  return value;
}

function vendorUrl(name: string): string {
  let url = urls.vendor.get(name);
  if (url === undefined) {
    const file = known(vendorFiles.get(name), name);
    url = moduleUrl(`${joined(file.chunks, file.targets)}\n//# sourceURL=${PACKAGE_SOURCE}${name}`);
    urls.vendor.set(name, url);
  }
  return url;
}

/** `import(specifier)` in the module `from`. */
function importLater(from: string, specifier: unknown): Promise<unknown> {
  try {
    return holdWhile(import(urlOf(resolveLater(from, String(specifier)))));
  } catch (error) {
    return NativePromise.reject(error);
  }
}

function resolveLater(from: string, specifier: string): Target {
  const listed = labModules.get(from)?.dynamic[specifier] ?? vendorFiles.get(from)?.dynamic[specifier];
  if (listed !== undefined) return listed;
  const name = specifier.replace(/^node:/, '');
  if (urls.builtin.has(name) && !isInternal(name)) return { kind: 'builtin', name };
  if (pack.packages[specifier] !== undefined) return { kind: 'package', specifier };
  const path = decodeURI(new URL(specifier, labFileUrl(from)).pathname).slice(LAB_FOLDER.length + 1);
  if (/^(\.{1,2}\/|file:)/.test(specifier) && urls.lab.has(path)) return { kind: 'file', path };
  const what = /^\.{1,2}\//.test(specifier) ? `module '${LAB_FOLDER}/${path}'` : `package '${specifier}'`;
  throw codedError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find ${what} imported from ${LAB_FOLDER}/${from}`);
}

const metas = new Map<string, object>();

/** `import.meta` of the module. */
function metaOf(path: string): object {
  let meta = metas.get(path);
  if (meta === undefined) {
    const filename = `${LAB_FOLDER}/${path}`;
    meta = Object.assign(Object.create(null) as object, {
      dirname: filename.slice(0, filename.lastIndexOf('/')),
      filename,
      main: path === entry,
      resolve: (specifier: string) =>
        BUILTIN_NAMES.includes(specifier) ? `node:${specifier}` : new URL(specifier, labFileUrl(path)).href,
      url: labFileUrl(path),
    });
    metas.set(path, meta);
  }
  return meta;
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
}
