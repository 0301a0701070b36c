/**
 * The labs' packages for a container: one CommonJS file for each entry, packages external to each other, so that imports,
 * singletons and package names stay what they are in Node, and a snapshot has some fifty files in place of four thousand.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { lowerAsync } from '../../compile/lower-async.ts';
import { LOWERING_PACKAGE } from './lowering-package.ts';

/** Names that stand for CommonJS, not for anything a program imports. */
const NOT_EXPORTED = new Set(['default', 'module.exports', '__esModule']);

/** `specifiers` and whatever they need, as they are installed for `home`: "node_modules/<package>/<file>" → text. */
export async function bundlePackages(
  specifiers: readonly string[],
  home: string,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const found = new Map<string, Package>();
  /** Specifiers to bundle, with the file of ours or of a package that imports them. */
  let wanted = new Map(specifiers.map((specifier) => [specifier, join(home, 'package.json')]));
  while (wanted.size > 0) {
    for (const [specifier, importer] of wanted) addEntry(found, specifier, importer);
    const bundled = await Promise.all([...found.values()].filter(({ changed }) => changed).map(bundle));
    wanted = new Map();
    for (const { from, outputs, imports } of bundled) {
      from.changed = false;
      for (const [name, text] of outputs) files.set(`node_modules/${from.name}/${name}`, text);
      const importer = join(from.folder, 'package.json');
      for (const specifier of imports) {
        if (!hasEntry(found, specifier) && isInstalled(specifier, importer)) wanted.set(specifier, importer);
      }
    }
  }
  for (const each of found.values()) {
    files.set(`node_modules/${each.name}/package.json`, manifest(each));
    for (const [name, text] of legalTexts(each.folder)) files.set(`node_modules/${each.name}/${name}`, text);
  }
  return files;
}

interface Package {
  readonly name: string;
  readonly folder: string;
  /** Subpath ("." or "./node-http") → specifier. */
  readonly entries: Map<string, string>;
  changed: boolean;
}

function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return { name, subpath: `.${specifier.slice(name.length)}` };
}

function hasEntry(found: ReadonlyMap<string, Package>, specifier: string): boolean {
  const { name, subpath } = splitSpecifier(specifier);
  return found.get(name)?.entries.has(subpath) === true;
}

function addEntry(found: Map<string, Package>, specifier: string, importer: string): void {
  const { name, subpath } = splitSpecifier(specifier);
  let known = found.get(name);
  const folder = packageFolder(name, importer);
  if (known === undefined) {
    known = { name, folder, entries: new Map(), changed: true };
    found.set(name, known);
  } else if (known.folder !== folder) {
    throw new Error(`Two versions of ${name} are installed: ${known.folder} and ${folder}`);
  }
  if (!known.entries.has(subpath)) known.changed = true;
  known.entries.set(subpath, specifier);
}

function packageFolder(name: string, importer: string): string {
  const folder = findPackage(name, importer);
  if (folder === undefined) throw new Error(`The package ${name} is not installed. Run "npm install"`);
  return folder;
}

/** Packages try to require what they can do without. */
function isInstalled(specifier: string, importer: string): boolean {
  return findPackage(splitSpecifier(specifier).name, importer) !== undefined;
}

/** Where the importer finds the package; `package.json` is often not among a package's exports. */
function findPackage(name: string, importer: string): string | undefined {
  return createRequire(importer)
    .resolve.paths(name)
    ?.map((place) => join(place, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
}

async function bundle(from: Package): Promise<{
  readonly from: Package;
  readonly outputs: readonly (readonly [string, string])[];
  readonly imports: readonly string[];
}> {
  const build = await rolldown({
    cwd: from.folder,
    input: Object.fromEntries([...from.entries].map(([subpath, specifier]) => [fileOf(subpath), specifier])),
    platform: 'node',
    external: (id, _importer, isResolved) => !isResolved && isForeign(id, from.name),
    resolve: { mainFields: ['module', 'main'], conditionNames: ['node', 'module', 'import', 'default'] },
    plugins: [lowering],
    // Node has none; bundlers of web sites do.
    transform: { define: { 'import.meta.env': 'undefined' } },
  });
  const { output } = await build.generate({
    format: 'cjs',
    exports: 'named',
    // Names are kept: learners read them in stack traces.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].cjs',
    chunkFileNames: 'shared-[hash].cjs',
  });
  await build.close();
  const chunks = output.filter((item) => item.type === 'chunk');
  const names = new Set(chunks.map(({ fileName }) => fileName));
  const imports = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports, ...required(chunk)]);
  return {
    from,
    outputs: chunks.map((chunk) => [chunk.fileName, fileText(chunk)]),
    imports: [...new Set(imports)].filter((id) => !names.has(id) && !isBuiltin(id)),
  };
}

/** What CommonJS sources require stands in their text only. */
function required({ code }: OutputChunk): string[] {
  return [...code.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && specifier !== LOWERING_PACKAGE);
}

function isForeign(id: string, own: string): boolean {
  if (isBuiltin(id)) return true;
  return !/^[./\0#]/.test(id) && splitSpecifier(id).name !== own;
}

const lowering: Plugin = {
  name: 'lower-async',
  transform(code, id) {
    if (!/\basync\b/.test(code)) return undefined;
    const lowered = lowerAsync(code, id);
    return { code: lowered.code, map: lowered.map, moduleType: 'js' };
  },
};

/** Importers that are ES modules find the names of a CommonJS file by a form Node's lexer reads. */
function fileText({ code, exports, isEntry }: OutputChunk): string {
  const names = (isEntry ? exports : []).filter((name) => !NOT_EXPORTED.has(name) && /^[\w$]+$/.test(name));
  const listed = names.length === 0 ? '' : `0 && (module.exports = { ${names.join(', ')} });\n`;
  const lowered = /\b__(?:awaiter|async\w+|await|rest|makeTemplateObject|\w+Resources?)\b/.test(code)
    ? `require(${JSON.stringify(LOWERING_PACKAGE)});\n`
    : '';
  return `${lowered}${code}${listed}`;
}

function fileOf(subpath: string): string {
  return subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '_');
}

function manifest({ name, folder, entries }: Package): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly license?: string;
  };
  const exports = Object.fromEntries([...entries.keys()].sort().map((at) => [at, `./${fileOf(at)}.cjs`]));
  return `${JSON.stringify({ name, version, license, exports }, null, 2)}\n`;
}

/** Licences ask to go with every copy. */
function legalTexts(folder: string): readonly (readonly [string, string])[] {
  return ['LICENSE', 'LICENSE.md', 'NOTICE']
    .map((name) => [name, join(folder, name)] as const)
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => [name, readFileSync(path, 'utf8')] as const);
}
