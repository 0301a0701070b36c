/**
 * What stands in for modules that can't be what they are in Node: the loader hooks of instrumentations, the database
 * (which lives outside of the sandbox), and built-in modules that packages import without needing them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'es-module-lexer/js';
import type { Plugin } from 'rolldown';

/** Whole packages, by specifier: what the lab imports is a file of ours. */
const ENTRIES: Readonly<Record<string, string>> = {
  '@electric-sql/pglite': '../database/client/pglite.ts',
};

/** Modules that packages import. */
const MODULES: Readonly<Record<string, string>> = {
  'import-in-the-middle': 'substitutes/loader-hooks.ts',
  'require-in-the-middle': 'substitutes/loader-hooks.ts',
  'node:http2': 'substitutes/http2.ts',
};

/** Path of the file that stands in for the package. */
export function substituteEntry(specifier: string): string | undefined {
  const file = ENTRIES[specifier];
  return file === undefined ? undefined : pathOf(file);
}

export function substitutes(): Plugin {
  return {
    name: 'vendor-substitutes',
    resolveId(id) {
      if (/^lab:/.test(id)) return { id, external: true };
      const file = MODULES[id];
      return file === undefined ? undefined : pathOf(file);
    },
    load(id) {
      // PGlite without PostgreSQL: what loads the engine's files keeps its exports' names only.
      if (!/\/@electric-sql\/pglite\/dist\/[^/]+\.js$/.test(id)) return undefined;
      const code = readFileSync(id, 'utf8');
      if (!/\b(?:pglite|initdb)\.wasm\b/.test(code)) return undefined;
      const names = parse(code)[1].flatMap((found) => ('name' in found ? [found.name] : []));
      return `${names.map((name) => `export const ${name} = undefined;`).join('\n')}\n`;
    },
  };
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
