/** What only this runtime has to show, beside escapes and abuse: its globals, its modules, its frames. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../contract/run-program.ts';
import type { EmbeddedRuntimeInChromium } from './harness/embedded-runtime-in-chromium.ts';
import { startHarness } from './harness/start-harness.ts';
import { OFFERED_BUILTINS } from './offered-builtins.ts';

describe('the sandbox', () => {
  let runtime: EmbeddedRuntimeInChromium;

  beforeAll(async () => {
    runtime = await startHarness();
    await runtime.prepare();
  });
  afterAll(() => runtime?.dispose());

  const run = (main: string, options = {}) => runProgram(runtime, { main, options });

  async function expectNextRunFine(): Promise<void> {
    const next = await run(`setTimeout(() => console.log('fine'), 1);`);
    expect(next).toMatchObject({ stdout: 'fine\n', stderr: '', result: { outcome: 'exited', exitCode: 0 } });
  }

  it('shows a program the global names of Node and no others', async () => {
    const { stdout } = await run(`
const known = new Set(${JSON.stringify(Object.getOwnPropertyNames(globalThis))});
const names = new Set<string>();
for (let at: object | null = globalThis; at !== null; at = Object.getPrototypeOf(at)) {
  for (const name of Object.getOwnPropertyNames(at)) {
    if ((globalThis as Record<string, unknown>)[name] !== undefined && !(name in Object.prototype)) names.add(name);
  }
}
console.log([...names].filter((name) => !known.has(name) && !/^__(awaiter|await|async|rest|makeT|addD|disposeR|labImport|labMeta)/.test(name)).join());
console.log(['setImmediate', 'Buffer', 'structuredClone', 'performance', 'crypto', 'URL', 'TextEncoder', 'AbortController'].filter((name) => !names.has(name)).join());`);
    expect(stdout).toBe('\n\n');
  });

  it('has every module it offers, with and without the prefix', async () => {
    const specifiers = OFFERED_BUILTINS.flatMap((name) => [name, `node:${name}`]);
    const imports = specifiers.map((specifier, at) => `import * as m${at} from '${specifier}';`);
    const { stdout, stderr } = await run(`${imports.join('\n')}
console.log([${specifiers.map((_, at) => `m${at}`).join()}].map((module) => Object.keys(module).length > 1).indexOf(false));`);
    expect({ stdout, stderr }).toEqual({ stdout: '-1\n', stderr: '' });
  });

  it('counts a flood of output instead of showing it', async () => {
    const { stdout, result } = await run(`for (let n = 0; n < 100_000; n++) console.log('line', n);`, {
      outputLimit: 50_000,
    });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    const all = Array.from({ length: 100_000 }, (_, n) => `line ${n}\n`).join('');
    expect(stdout).toBe(all.slice(0, 50_000));
    expect(result.droppedOutput).toBe(all.length - 50_000);
  });

  const removeFrame = () => runtime.page.evaluate(() => document.querySelector('iframe')?.remove());

  it('has another frame for the next run when the waiting one has died', async () => {
    await removeFrame();
    await expectNextRunFine();
  });

  it('has another frame for the next run when one dies with its program', async () => {
    const { end } = startProgram(runtime, {
      main: `console.log('on'); setInterval(() => {}, 10);`,
      options: { unresponsiveAfterMs: 600 },
      onLine: () => void removeFrame(),
    });
    expect((await end).result.outcome).toBe('unresponsive');
    await expectNextRunFine();
  });
});
