import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOWERING_GLOBALS } from '../compile/lowering-globals.ts';
import { buildVendorPack } from './build-vendor-pack.ts';
import type { VendorPack } from './vendor-pack.ts';
import { VENDOR_PACKAGES } from './vendor-packages.ts';

const BUDGET_BYTES = 120_000;

describe('the vendor pack', () => {
  let pack: VendorPack;

  beforeAll(async () => {
    pack = await buildVendorPack();
  });

  it('has an entry for every package, with the names Node finds in it', () => {
    expect(Object.keys(pack.packages)).toEqual([...VENDOR_PACKAGES]);
    expect(pack.packages['@opentelemetry/context-async-hooks']?.exports).toEqual([
      'AsyncHooksContextManager',
      'AsyncLocalStorageContextManager',
      'default',
    ]);
    expect(pack.packages['@opentelemetry/api']?.exports).toEqual(
      expect.arrayContaining(['context', 'trace']),
    );
    // An ES module without a default export.
    expect(pack.packages['@opentelemetry/semantic-conventions']?.exports).not.toContain('default');
  });

  it('links: files come behind those they import, and nothing is missing', () => {
    const known = new Set<string>();
    for (const { name, chunks, targets } of pack.files) {
      expect(chunks).toHaveLength(targets.length + 1);
      for (const target of targets) {
        if (target.kind === 'file') expect(known).toContain(target.name);
      }
      known.add(name);
    }
    const later = pack.files.flatMap(({ dynamic }) => Object.values(dynamic));
    for (const target of later) if (target.kind === 'file') expect(known).toContain(target.name);
    for (const { file } of Object.values(pack.packages)) expect(known).toContain(file);
  });

  it('has nothing asynchronous left that would lose its context', () => {
    const code = pack.files.flatMap(({ chunks }) => chunks).join('');
    expect(code).not.toMatch(/\basync\s*(?:function|\(|\w+\s*=>)|\bawait\s/);
    const called = new Set(code.match(/\b__(?:a\w+|rest|makeTemplateObject|disposeResources)(?=\()/g));
    for (const name of called) expect(LOWERING_GLOBALS).toContain(name);
  });

  it('stays within its budget', () => {
    expect(gzipSync(JSON.stringify(pack), { level: 9 }).length).toBeLessThan(BUDGET_BYTES);
  });
});
