import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOWERING_GLOBALS } from '../compile/lowering-globals.ts';
import { offeredEntries } from '../packages/offered-entries.ts';
import { PACKAGE_SET_NAMES } from '../packages/package-sets.ts';
import { buildVendorSet } from './build-vendor-sets.ts';
import type { PartedSet } from './vendor-parts.ts';

/** Bytes, gzipped, of what a lab loads that exports spans as JSON. */
const FIRST_LAB_BUDGET = 60_000;
const FIRST_LAB = [
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
];

/** Where the code has `async` or `await` of its own. */
function asyncSyntax(code: string, file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) {
      found.push(`${file}: ${code.slice(node.pos, node.pos + 60)}`);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.ESNext));
  return found;
}

describe.each(PACKAGE_SET_NAMES)('the packages of set %s', (name) => {
  let set: PartedSet;

  beforeAll(async () => {
    set = await buildVendorSet(name);
  });

  const exportsOf = (specifier: string) =>
    set.parts.flatMap(({ packages }) => packages[specifier]?.exports ?? []);

  it('have an entry each, with the names Node finds in it', () => {
    expect(Object.keys(set.packages)).toEqual([...offeredEntries(name)]);
    expect(exportsOf('@opentelemetry/context-async-hooks')).toEqual(
      expect.arrayContaining(['AsyncLocalStorageContextManager']),
    );
    expect(exportsOf('@opentelemetry/api')).toEqual(expect.arrayContaining(['context', 'trace']));
    expect(exportsOf('hono')).toContain('Hono');
    // An ES module without a default export.
    expect(exportsOf('@opentelemetry/semantic-conventions')).not.toContain('default');
    for (const specifier of offeredEntries(name)) expect(exportsOf(specifier), specifier).not.toEqual([]);
  });

  it('link: files come behind those they import, and the parts of a package have all it needs', () => {
    for (const [specifier, numbers] of Object.entries(set.packages)) {
      const parts = numbers.flatMap((number) => set.parts[number] ?? []);
      const known = new Set<string>();
      for (const { name: file, chunks, targets } of parts.flatMap(({ files }) => files)) {
        expect(chunks).toHaveLength(targets.length + 1);
        for (const target of targets) if (target.kind === 'file') expect(known).toContain(target.name);
        known.add(file);
      }
      const later = parts.flatMap(({ files }) => files).flatMap(({ dynamic }) => Object.values(dynamic));
      for (const target of later) if (target.kind === 'file') expect(known).toContain(target.name);
      expect(known).toContain(parts.flatMap(({ packages }) => packages[specifier]?.file ?? [])[0]);
    }
  });

  it('have nothing asynchronous left that would lose its context', () => {
    const files = set.parts.flatMap((part) => part.files);
    const found = files.flatMap(({ name: file, chunks }) => asyncSyntax(chunks.join('""'), file));
    expect(found).toEqual([]);
    const code = files.flatMap(({ chunks }) => chunks).join('');
    const called = new Set(code.match(/\b__(?:a\w+|rest|makeTemplateObject|disposeResources)(?=\()/g));
    for (const helper of called) expect(LOWERING_GLOBALS).toContain(helper);
  });

  it('cost a first lab little, however many there are', () => {
    const numbers = new Set(FIRST_LAB.flatMap((specifier) => set.packages[specifier] ?? []));
    const parts = [...numbers].map((number) => set.parts[number]);
    expect(parts.length).toBe(1);
    expect(gzipSync(JSON.stringify(parts), { level: 9 }).length).toBeLessThan(FIRST_LAB_BUDGET);
  });

  it('have no PostgreSQL in them, only the way to it', () => {
    const numbers = set.packages['@electric-sql/pglite'] ?? [];
    const code = JSON.stringify(numbers.map((number) => set.parts[number]));
    expect(code).not.toContain('pglite.wasm');
    expect(exportsOf('@electric-sql/pglite')).toContain('PGlite');
  });
});
