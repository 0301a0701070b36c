import { describe, expect, it } from 'vitest';
import type { LabFiles } from '../lab-runtime.ts';
import { compileProgram, type FileCache } from './compile-program.ts';

const AVAILABLE = {
  packages: { '@opentelemetry/api': ['context', 'trace'], unknowable: null },
  builtins: ['http', 'timers/promises'],
};

function compile(files: LabFiles, cache?: FileCache) {
  return compileProgram(files, 'src/main.ts', AVAILABLE, cache);
}

/** "file:line:column code" of every diagnostic. */
function problems(files: LabFiles | string): string[] {
  const result = compile(typeof files === 'string' ? { 'src/main.ts': files } : files);
  if (result.ok) return [];
  return result.diagnostics.map(
    ({ location: { file, line, column }, code }) => `${file}:${line}:${column} ${code}`,
  );
}

function messages(main: string, others: LabFiles = {}): string {
  const result = compile({ 'src/main.ts': main, ...others });
  return result.ok ? '' : result.diagnostics.map(({ message }) => message).join('\n');
}

describe('compileProgram', () => {
  it('orders modules behind what they import and cuts them at the specifiers', () => {
    const result = compile({
      'src/main.ts': `import { a } from './lib/a.ts';\nimport http from 'node:http';\nimport { trace } from '@opentelemetry/api';\nconsole.log(a, http, trace);`,
      'src/lib/a.ts': `export { b as a } from '../b.ts';`,
      'src/b.ts': 'export const b: number = 1;',
      'src/unused.ts': 'export const = ;',
    });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.program.modules.map(({ path }) => path)).toEqual([
      'src/b.ts',
      'src/lib/a.ts',
      'src/main.ts',
    ]);
    const main = result.program.modules[2];
    expect(main?.targets).toEqual([
      { kind: 'file', path: 'src/lib/a.ts' },
      { kind: 'builtin', name: 'http' },
      { kind: 'package', specifier: '@opentelemetry/api' },
    ]);
    expect(main?.chunks[0]).toBe('import { a } from ');
    expect(main?.chunks).toHaveLength(4);
  });

  it.each([
    ['const a = ;', ['src/main.ts:1:11 TS1109']],
    [`function f() {\n  await g();\n}`, ['src/main.ts:2:3 TS1308']],
    ['const a = 1;\nconst a = 2;', ['src/main.ts:1:7 TS2451', 'src/main.ts:2:7 TS2451']],
    ['enum A { x }', ['src/main.ts:1:1 TS1294']],
    ['namespace N { export const a = 1; }', ['src/main.ts:1:1 TS1294']],
    ['namespace N { export type A = 1; }', []],
    ['declare enum A { x }', []],
    ['class A { constructor(private x: number) {} }', ['src/main.ts:1:31 TS1294']],
    [`import fs = require('fs');`, ['src/main.ts:1:1 TS1294']],
    ['const a = <number>1;', ['src/main.ts:1:11 TS1294']],
    ['@d class A {}', ['src/main.ts:1:1 unsupported-syntax']],
    ['type T = 1;\nexport { T };', ['src/main.ts:2:10 TS1205']],
    ['type T = 1;\nexport type { T };', []],
  ])('reports what Node would refuse in %j', (main, expected) => {
    expect(problems(main)).toEqual(expected);
  });

  it('reports every import that leads nowhere and says what is there', () => {
    const main = `import 'express';\nimport 'node:ffi';\nimport './b';\nimport '../../x.ts';\nimport 'https://x/y.js';`;
    const files = { 'src/main.ts': main, 'src/b.ts': '' };
    expect(problems(files)).toEqual([1, 2, 3, 4, 5].map((line) => `src/main.ts:${line}:8 unknown-import`));
    const text = messages(main, { 'src/b.ts': '' });
    expect(text).toContain('@opentelemetry/api');
    expect(text).toContain('node:timers/promises');
    expect(text).toContain(`'./b.ts'`);
  });

  it('leaves an import() that leads nowhere to the program', () => {
    expect(problems(`await import('./nowhere.ts').catch(() => {});`)).toEqual([]);
  });

  it('reports names the target does not export, through re-exports and stars', () => {
    const files = {
      'src/main.ts': `import { one, two, three, T, U } from './a.ts';\nimport { Span } from '@opentelemetry/api';\nimport { any } from 'unknowable';\nimport none from './b.ts';`,
      'src/a.ts': `export * from './b.ts';\nexport { b as two } from './b.ts';\nexport type T = 1;`,
      'src/b.ts': 'export const one = 1;\nexport const b = 2;\nexport interface U {}',
    };
    expect(problems(files)).toEqual([
      'src/main.ts:1:20 missing-export',
      'src/main.ts:1:27 TS1484',
      'src/main.ts:1:30 TS1484',
      'src/main.ts:2:10 missing-export',
      'src/main.ts:4:8 missing-export',
    ]);
  });

  it('names the ring of an import cycle, but allows rings of types and of import()', () => {
    const ring = {
      'src/main.ts': `import './a.ts';`,
      'src/a.ts': `import './b.ts';`,
      'src/b.ts': `\nimport './a.ts';`,
    };
    expect(problems(ring)).toEqual(['src/b.ts:2:8 import-cycle']);
    expect(messages(ring['src/main.ts'], ring)).toContain('src/a.ts → src/b.ts → src/a.ts');
    expect(problems({ ...ring, 'src/b.ts': `import type {} from './a.ts';` })).toEqual([]);
    expect(problems({ ...ring, 'src/b.ts': `export const later = () => import('./a.ts');` })).toEqual([]);
  });

  it('wants the attribute Node wants for JSON, and valid JSON', () => {
    const main = `import data from './d.json' with { type: 'json' };\nconsole.log(data);`;
    expect(problems({ 'src/main.ts': main, 'src/d.json': '{"a":1}' })).toEqual([]);
    expect(problems({ 'src/main.ts': main, 'src/d.json': '{"a":}' })).toEqual(['src/d.json:1:6 TS1109']);
    expect(problems({ 'src/main.ts': main, 'src/d.json': '// x\n{}' })).toEqual([
      'src/d.json:1:1 invalid-json',
    ]);
    expect(problems({ 'src/main.ts': `import data from './d.json';`, 'src/d.json': '{}' })).toEqual([
      'src/main.ts:1:18 missing-import-attribute',
    ]);
  });

  it('says which entry is missing', () => {
    expect(problems({ 'src/other.ts': '' })).toEqual(['src/main.ts:1:1 missing-entry']);
  });

  it('compiles a file again only when its text has changed', () => {
    const cache: FileCache = new Map();
    const files = { 'src/main.ts': `import './a.ts';`, 'src/a.ts': 'export {};' };
    compile(files, cache);
    const first = cache.get('src/a.ts')?.analyzed;
    compile({ ...files, 'src/main.ts': `import './a.ts';\n` }, cache);
    expect(cache.get('src/a.ts')?.analyzed).toBe(first);
    compile({ ...files, 'src/a.ts': 'export const a = 1;' }, cache);
    expect(cache.get('src/a.ts')?.analyzed).not.toBe(first);
  });
});
