/** What compiled modules ask of a loader, and how positions in them lead back to the learner's files. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LAB_SOURCE, PACKAGE_SOURCE } from '../../../embedded/sandbox/lab-paths.ts';
import { queueNativeMicrotask } from '../../../embedded/sandbox/native-promises.ts';
import { addSourceMap, installStackTraces, nameSources } from '../../../embedded/sandbox/stack.ts';
import type { ProgramSetup } from '../../relay/program-messages.ts';

type Import = (specifier: string) => Promise<unknown>;

/** Defines `__labImport` and `__labMeta` (see `CompiledModule`) and what starts the program. */
export function installModules(setup: ProgramSetup, mainSettled: () => void): void {
  const { folder, entry, modules } = setup;
  const metas = new Map<string, object>();
  // Set when the program starts: packages are found from where it lies.
  let importHere: Import = () => Promise.reject(new Error('The program has not begun'));

  const fileUrl = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const load = (file: string): Promise<unknown> => importHere(fileUrl(modules[file]?.compiled ?? file));

  const importLater = (from: string, given: unknown): Promise<unknown> => {
    const specifier = String(given);
    const listed = modules[from]?.later?.[specifier];
    if (listed !== undefined) return load(listed);
    if (isBuiltin(specifier) || !/^(\.{0,2}\/|file:)/.test(specifier)) return importHere(specifier);
    const wanted = decodeURI(new URL(specifier, fileUrl(from)).pathname);
    const file = path.posix.relative(folder, wanted);
    if (modules[file] !== undefined) return load(file);
    const message = `Cannot find module '${wanted}' imported from ${path.posix.join(folder, from)}`;
    return Promise.reject(Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' }));
  };
  const metaOf = (file: string): object => {
    let meta = metas.get(file);
    if (meta === undefined) {
      const filename = path.posix.join(folder, file);
      meta = Object.assign(Object.create(null) as object, {
        dirname: path.posix.dirname(filename),
        filename,
        main: file === entry,
        resolve: (specifier: string) =>
          isBuiltin(specifier)
            ? `node:${specifier.replace(/^node:/, '')}`
            : new URL(specifier, fileUrl(file)).href,
        url: fileUrl(file),
      });
      metas.set(file, meta);
    }
    return meta;
  };
  define('__labImport', importLater);
  define('__labMeta', metaOf);
  define('__labBegin', (importThere: Import) => {
    Reflect.deleteProperty(globalThis, '__labBegin');
    importHere = importThere;
    // As a module of its own: what never settles, or fails, is told in terms of the learner's files.
    load(entry).then(mainSettled, (error: unknown) =>
      queueNativeMicrotask(() => {
        throw error;
      }),
    );
  });
  mapStacks(setup);
}

function mapStacks({ folder, modules }: ProgramSetup): void {
  const names = new Map<string, string>();
  for (const [file, { compiled, map }] of Object.entries(modules)) {
    const location = path.join(folder, compiled);
    names.set(location, LAB_SOURCE + file).set(pathToFileURL(location).href, LAB_SOURCE + file);
    if (map !== undefined) addSourceMap(file, readFileSync(path.join(folder, map), 'utf8'));
  }
  nameSources((script) => {
    const known = names.get(script);
    if (known !== undefined) return known;
    const [, inPackages] = script.split('/node_modules/');
    return inPackages === undefined ? script : PACKAGE_SOURCE + inPackages;
  });
  installStackTraces();
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
}
