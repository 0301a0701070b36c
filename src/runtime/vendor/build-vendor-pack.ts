/**
 * Bundles the labs' packages for the sandbox, with Node's builds of them: its environment variables, its transport and
 * its resource attributes, so that a trace looks the same as from `node src/main.ts`.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'es-module-lexer/js';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { lowerAsync } from '../compile/lower-async.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from './cached-build.ts';
import type { VendorFile, VendorPack, VendorPackage, VendorTarget } from './vendor-pack.ts';
import { VENDOR_PACKAGES } from './vendor-packages.ts';

const ENTRY = 'vendor-entry:';

/** Names that stand for CommonJS, not for anything a program imports. */
const NOT_IMPORTED = new Set(['default', 'module.exports', '__esModule']);

/** The pack of the installed versions. Built once per lockfile (2 s), then read from the disk. */
export async function buildVendorPack(): Promise<VendorPack> {
  return JSON.parse(readFileSync(await vendorPackFile(), 'utf8')) as VendorPack;
}

/** Path of the pack as a JSON file. */
export function vendorPackFile(): Promise<string> {
  const key = hashOf([
    join(PROJECT_ROOT, 'package-lock.json'),
    join(PROJECT_ROOT, 'src/runtime/vendor'),
    join(PROJECT_ROOT, 'src/runtime/compile/lower-async.ts'),
  ]);
  return cachedFile(`vendor-pack-${key}.json`, async () => JSON.stringify(await bundle(VENDOR_PACKAGES)));
}

async function bundle(specifiers: readonly string[]): Promise<VendorPack> {
  const exported = await exportsInNode(specifiers);
  const build = await rolldown({
    cwd: PROJECT_ROOT,
    input: Object.fromEntries(specifiers.map((specifier) => [fileNameOf(specifier), ENTRY + specifier])),
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['node', 'module', 'import', 'default'] },
    plugins: [
      esmExternalRequirePlugin({ external: [/^(node:)?(async_hooks|events)$/] }),
      entries(exported),
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
  for (const [specifier, names] of exported) {
    packages[specifier] = {
      file: `${fileNameOf(specifier)}.js`,
      exports: names.filter((name) => name === 'default' || !NOT_IMPORTED.has(name)),
    };
  }
  const files = dependenciesFirst(chunks).map(cutAtImports);
  const hash = createHash('sha256').update(JSON.stringify({ packages, files })).digest('hex').slice(0, 16);
  return { hash, packages, files };
}

/** What `import` of each package gives, asked in a Node of its own: bundlers and test runners import in other ways. */
async function exportsInNode(specifiers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const script = `
const found = [];
for (const specifier of ${JSON.stringify(specifiers)}) found.push([specifier, Object.keys(await import(specifier))]);
console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: PROJECT_ROOT,
  });
  return new Map(JSON.parse(stdout) as [string, string[]][]);
}

/** One entry a package, exporting exactly the names Node finds in it. */
function entries(exported: ReadonlyMap<string, readonly string[]>): Plugin {
  return {
    name: 'vendor-entries',
    resolveId(id) {
      if (id.startsWith(ENTRY)) return id;
      return isBuiltin(id) ? { id: `node:${id.replace(/^node:/, '')}`, external: true } : undefined;
    },
    load(id) {
      if (!id.startsWith(ENTRY)) return undefined;
      const specifier = id.slice(ENTRY.length);
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
    return { code: lowered.code, map: lowered.map };
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
