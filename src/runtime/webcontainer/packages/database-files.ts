/** PGlite as it is installed: a database of WebAssembly and data is nothing to bundle. Only what Node reads of it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'es-module-lexer/js';
import { PROJECT_ROOT } from '../../vendor/cached-build.ts';
import { DATABASE_PACKAGE } from '../container-setup.ts';

const FOLDER = path.join(PROJECT_ROOT, 'node_modules', DATABASE_PACKAGE);
const ENTRIES = ['dist/index.js', 'dist/templating.js'];

/** "node_modules/<package>/<file>" → bytes. */
export function databaseFiles(): ReadonlyMap<string, Uint8Array> {
  const data = readdirSync(path.join(FOLDER, 'dist')).filter((name) => /\.(wasm|data)$/.test(name));
  const names = [
    'package.json',
    ...readdirSync(FOLDER).filter((name) => /^(LICENSE|NOTICE)/.test(name)),
    ...importedBy(ENTRIES),
    ...data.map((name) => `dist/${name}`),
  ];
  return new Map(
    names.map((name) => [
      `node_modules/${DATABASE_PACKAGE}/${name}`,
      new Uint8Array(readFileSync(path.join(FOLDER, name))),
    ]),
  );
}

/** The entries and the files they import, now or later. */
function importedBy(entries: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const each of parse(readFileSync(path.join(FOLDER, name), 'utf8'))[0]) {
      const specifier = each.type === 'import-meta' ? undefined : each.specifier;
      if (specifier?.startsWith('.')) visit(path.posix.join(path.posix.dirname(name), specifier));
    }
  };
  for (const entry of entries) visit(entry);
  return [...found];
}
