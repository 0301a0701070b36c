/** Finds the declaration files of packages, as TypeScript itself resolves them from a lab. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { TypesPack } from './types-pack.ts';

/** Comes in the base pack. */
const IN_BASE = new Set(['@types/node', 'undici-types', 'typescript']);

export interface PackageTypes extends TypesPack {
  /** Packages whose declarations these use. */
  readonly needs: readonly string[];
}

/**
 * The packages that `specifiers` lead to, by name, each with the files that are reached and no others.
 * @param folder where the imports stand
 */
export function collectPackageTypes(
  folder: string,
  specifiers: readonly string[],
): ReadonlyMap<string, PackageTypes> {
  const found = new Map<string, { root: string; files: Record<string, string>; needs: Set<string> }>();
  const program = importingProgram(folder, specifiers);
  for (const { fileName, text } of program.getSourceFiles()) {
    const place = placeOf(fileName);
    if (place === undefined || IN_BASE.has(place.name)) continue;
    const { name, root } = place;
    const known = found.get(name);
    if (known !== undefined && known.root !== root) {
      throw new Error(`Two copies of ${name} are installed: ${known.root} and ${root}. Labs must see one`);
    }
    const types = known ?? { root, files: {}, needs: new Set<string>() };
    found.set(name, types);
    types.files[packed(name, root, fileName)] = text;
    for (const path of packageFiles(fileName, root)) {
      types.files[packed(name, root, path)] ??= resolutionPart(readFileSync(path, 'utf8'));
    }
    for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
      const needed = packageName(specifier);
      if (needed !== undefined && needed !== name) types.needs.add(needed);
    }
  }
  return new Map(
    [...found].map(([name, { files, needs }]) => [
      name,
      { files, needs: [...needs].filter((needed) => found.has(needed)).sort() },
    ]),
  );
}

function importingProgram(folder: string, specifiers: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    noLib: true,
  };
  const entry = join(folder, 'imports.mts');
  const text = specifiers.map((specifier) => `import ${JSON.stringify(specifier)};`).join('\n');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === entry || fileExists(path);
  host.readFile = (path) => (path === entry ? text : readFile(path));
  host.getSourceFile = (path, version, onError, fresh) =>
    path === entry ? ts.createSourceFile(path, text, version) : getSourceFile(path, version, onError, fresh);
  return ts.createProgram([entry], options, host);
}

function placeOf(fileName: string): { readonly name: string; readonly root: string } | undefined {
  const folder = '/node_modules/';
  const at = fileName.lastIndexOf(folder);
  const name = at < 0 ? undefined : packageName(fileName.slice(at + folder.length));
  return name === undefined ? undefined : { name, root: fileName.slice(0, at + folder.length) + name };
}

function packageName(specifier: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(specifier)?.[0];
}

function packed(name: string, root: string, fileName: string): string {
  return `/node_modules/${name}${fileName.slice(root.length)}`;
}

/** The package.json files from a file's folder up to the package's own: they say which format its modules have. */
function packageFiles(fileName: string, root: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(fileName); folder.startsWith(root); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) found.push(path);
  }
  return found;
}

const RESOLUTION_FIELDS = [
  'name',
  'version',
  'type',
  'main',
  'types',
  'typings',
  'typesVersions',
  'exports',
  'imports',
];

function resolutionPart(packageJson: string): string {
  const whole = JSON.parse(packageJson) as Record<string, unknown>;
  return JSON.stringify(
    Object.fromEntries(RESOLUTION_FIELDS.flatMap((field) => (field in whole ? [[field, whole[field]]] : []))),
  );
}
