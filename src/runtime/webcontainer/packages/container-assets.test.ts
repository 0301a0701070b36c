/** The packed packages in plain Node: what they export, and that they are the packages. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_SET_NAMES } from '../../packages/package-sets.ts';
import type { ContainerSetup } from '../container-setup.ts';
import { readTree } from '../testing/peer/read-tree.ts';
import { type ContainerAssets, containerAssets } from './container-assets.ts';

/** Of a set, gzip. */
const BUDGET_BYTES = 330_000;

let folder: string;
let assets: ContainerAssets;
let setup: ContainerSetup;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packed-'));
  assets = await containerAssets();
  setup = JSON.parse(readFileSync(assets.setup, 'utf8')) as ContainerSetup;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function node(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

describe.each(PACKAGE_SET_NAMES)('the packages %s', (set) => {
  beforeAll(async () => {
    await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
    const snapshots = [assets.snapshots[set], assets.database];
    for (const file of snapshots.flatMap((path) => readTree(readFileSync(path)))) {
      const target = path.join(folder, file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.content);
    }
  });

  it('export to ES modules what the compiler is told', async () => {
    const specifiers = Object.keys(setup.exports[set]);
    const found = await node(`
const found = {};
for (const specifier of ${JSON.stringify(specifiers)}) found[specifier] = Object.keys(await import(specifier));
console.log(JSON.stringify(found));`);
    const names = JSON.parse(found) as Record<string, string[]>;
    for (const [specifier, exports] of Object.entries(setup.exports[set])) {
      expect(
        exports.filter((name) => !names[specifier]?.includes(name)),
        specifier,
      ).toEqual([]);
    }
  });

  it('are one copy each: what one hands out another recognizes', async () => {
    const printed = await node(`
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed, suppressTracing } from '@opentelemetry/core';
context.setGlobalContextManager(new AsyncLocalStorageContextManager());
context.with(suppressTracing(context.active()), () => console.log(isTracingSuppressed(context.active())));
console.log(typeof trace.getTracer('x').startSpan);`);
    expect(printed).toBe('true\nfunction\n');
  });

  it('have their licences with them and stay within their budget', () => {
    const bytes = readFileSync(assets.snapshots[set]);
    const files = readTree(bytes).map((file) => file.path);
    for (const name of files.filter((file) => /opentelemetry\/[^/]+\/package\.json$/.test(file))) {
      expect(files).toContain(name.replace(/package\.json$/, 'LICENSE'));
    }
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(BUDGET_BYTES);
  });
});
