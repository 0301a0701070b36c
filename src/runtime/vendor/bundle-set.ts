/**
 * Bundles the packages of a set for the sandbox, with Node's builds of them: its environment variables, its transport
 * and its resource attributes, so that a trace looks the same as from `node src/main.ts`.
 */

import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { parse } from 'es-module-lexer/js';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { lowerAsync } from '../compile/lower-async.ts';
import { offeredEntries } from '../packages/offered-entries.ts';
import type { PackageSetName } from '../packages/package-sets.ts';
import { PROJECT_ROOT } from './cached-build.ts';
import { exportsInNode } from './exports-in-node.ts';
import { substituteEntry, substitutes } from './substitutes.ts';
import type { VendorFile, VendorPack, VendorPackage, VendorTarget } from './vendor-pack.ts';

const ENTRY = 'vendor-entry:';

/** Names that stand for CommonJS, not for anything a program imports. */
const NOT_IMPORTED = new Set(['default', 'module.exports', '__esModule']);

/** All of a set; takes some seconds. */
export async function bundleSet(set: PackageSetName): Promise<VendorPack> {
  const folder = join(PROJECT_ROOT, 'src/runtime/package-sets', set);
  const specifiers = offeredEntries(set);
  const exported = await exportsInNode(specifiers, folder);
  const build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(specifiers.map((specifier) => [fileNameOf(specifier), ENTRY + specifier])),
    platform: 'neutral',
    checks: { bundlerTimings: false },
    resolve: { mainFields: ['module', 'main'], conditionNames: ['node', 'module', 'import', 'default'] },
    plugins: [
      substitutes(),
      esmExternalRequirePlugin({
        external: [/^(node:)?(async_hooks|events|url|util|path|process|buffer|os)$/],
      }),
      entries(exported, folder),
      lowering,
    ],
  });
  const { output } = await build.generate({
    format: 'esm',
    minify: true,
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  const chunks = output.filter((item) => item.type === 'chunk');
  const packages: Record<string, VendorPackage> = {};
  for (const specifier of specifiers) {
    const file = `${fileNameOf(specifier)}.js`;
    const chunk = chunks.find(({ fileName }) => fileName === file);
    packages[specifier] = { file, exports: (chunk?.exports ?? []).toSorted() };
  }
  return { packages, files: dependenciesFirst(chunks).map(cutAtImports) };
}

/** One entry a package, exporting exactly the names Node finds in it. */
function entries(exported: ReadonlyMap<string, readonly string[]>, folder: string): Plugin {
  return {
    name: 'vendor-entries',
    async resolveId(id, importer) {
      if (id.startsWith(ENTRY)) return id;
      // An entry is no file; its package is looked up from the set's folder.
      if (importer?.startsWith(ENTRY))
        return this.resolve(id, join(folder, 'package.json'), { skipSelf: true });
      return isBuiltin(id) ? { id: `node:${id.replace(/^node:/, '')}`, external: true } : undefined;
    },
    load(id) {
      if (!id.startsWith(ENTRY)) return undefined;
      const specifier = id.slice(ENTRY.length);
      const substitute = substituteEntry(specifier);
      if (substitute !== undefined) return `export * from ${JSON.stringify(substitute)};`;
      const from = JSON.stringify(specifier);
      const names = exported.get(specifier) ?? [];
      const named = `export { ${names.filter((name) => !NOT_IMPORTED.has(name)).join(', ')} } from ${from};`;
      if (!names.includes('default')) return named;
      return `${named}\nimport * as whole from ${from};\nexport default whole;`;
    },
  };
}

const lowering: Plugin = {
  name: 'lower-async',
  transform(code, id) {
    if (id.startsWith(ENTRY) || !/\basync\b/.test(code)) return undefined;
    const lowered = lowerAsync(code, id);
    return { code: lowered.code, map: lowered.map, moduleType: 'js' };
  },
};

function fileNameOf(specifier: string): string {
  return specifier.replace(/^@/, '').replaceAll('/', '_');
}

function dependenciesFirst(chunks: readonly OutputChunk[]): OutputChunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const ordered = new Set<OutputChunk>();
  const visit = (chunk: OutputChunk, path: readonly string[]): void => {
    if (ordered.has(chunk)) return;
    if (path.includes(chunk.fileName)) {
      throw new Error(`Vendor files import each other: ${[...path, chunk.fileName].join(' → ')}`);
    }
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) visit(imported, [...path, chunk.fileName]);
    }
    ordered.add(chunk);
  };
  for (const chunk of chunks) visit(chunk, []);
  return [...ordered];
}

function cutAtImports({ fileName, code }: OutputChunk): VendorFile {
  const chunks: string[] = [];
  const targets: VendorTarget[] = [];
  const dynamic: Record<string, VendorTarget> = {};
  let from = 0;
  let chunk = '';
  for (const found of parse(code)[0]) {
    if (found.type === 'static' || found.type === 'reexport-star') {
      chunks.push(chunk + code.slice(from, found.start - 1));
      chunk = '';
      targets.push(targetOf(found.specifier));
      from = found.end + 1;
    } else if (found.type === 'dynamic' && found.specifier !== undefined) {
      // The call that `CompiledModule` explains.
      chunk += `${code.slice(from, found.importStart)}__labImport(${JSON.stringify(fileName)},`;
      dynamic[found.specifier] = targetOf(found.specifier);
      from = found.start;
    }
  }
  chunks.push(chunk + code.slice(from));
  return { name: fileName, chunks, targets, dynamic };
}

function targetOf(specifier: string): VendorTarget {
  return specifier.startsWith('./')
    ? { kind: 'file', name: specifier.slice(2) }
    : { kind: 'builtin', name: specifier.replace(/^node:/, '') };
}
