/** What only this runtime has to show: that its sandbox holds, and that nothing a program does outlives it. */
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

  it('lets no request out to the origin of the page', async () => {
    const before = runtime.server.requested.length;
    const { stdout, result } = await run(`
const origin = ${JSON.stringify(runtime.server.url)};
const scope = globalThis as unknown as Record<string, any>;
async function attempt(name: string, action: () => unknown): Promise<void> {
  try {
    const value = await action();
    console.log(name, value === undefined ? 'nothing' : 'REACHED ' + String(value));
  } catch {
    console.log(name, 'refused');
  }
}
const prototypes = [];
for (let at = Object.getPrototypeOf(globalThis); at !== null; at = Object.getPrototypeOf(at)) prototypes.push(at);
await attempt('fetch', () => fetch(origin));
await attempt('fetch by ip', () => fetch(origin.replace('localhost', '127.0.0.1')));
await attempt('fetch https', () => fetch('https://example.com/'));
await attempt('native fetch', () => prototypes.find((p) => Object.hasOwn(p, 'fetch'))?.fetch.call(globalThis, origin));
await attempt('import', () => import(origin + 'assets/x.js'));
await attempt('import of data', () => import('data:text/javascript,export default 1'));
for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'Worker', 'SharedWorker', 'importScripts', 'WebSocketStream']) {
  await attempt(name, () => scope[name] === undefined ? undefined : name === 'importScripts' ? scope[name](origin) : new scope[name](origin));
}
await attempt('eval', () => (0, eval)('1 + 1'));
await attempt('Function', () => new Function('return 1')());`);
    expect(result.outcome).toBe('exited');
    const reached = stdout.split('\n').filter((line) => line.includes('REACHED'));
    // On ports of localhost it is the host that answers, and the host of this test answers nothing.
    expect(reached).toEqual([]);
    expect(stdout.split('\n').length).toBeGreaterThan(14);
    expect(runtime.server.requested.slice(before)).toEqual([]);
  });

  it('holds even where the names it takes away are found again', async () => {
    const before = runtime.server.requested.length;
    const { result } = await runtime.page.evaluate(async (url) => {
      const frame = document.querySelector('iframe');
      return { result: { sandbox: frame?.getAttribute('sandbox'), origin: new URL(url).origin } };
    }, runtime.server.url);
    expect(result.sandbox).toBe('allow-scripts');
    // The frame's policy, not the missing names, is what keeps a request in: try with the browser's own functions.
    const frame = runtime.page.frames().find((candidate) => candidate !== runtime.page.mainFrame());
    const outcome = await frame?.evaluate(async (origin) => {
      const tried: Record<string, string> = { origin: self.origin };
      const attempt = async (name: string, action: () => unknown): Promise<void> => {
        try {
          await action();
          tried[name] = 'REACHED';
        } catch {
          tried[name] = 'refused';
        }
      };
      await attempt('fetch', () => fetch(origin));
      await attempt('storage', () => localStorage.length);
      await attempt('database', () => {
        const request = indexedDB.open('x');
        return new Promise((resolve, reject) => {
          request.onsuccess = resolve;
          request.onerror = reject;
        });
      });
      await attempt('parent', () => parent.document.title);
      await attempt('worker', async () => {
        const code = `fetch(${JSON.stringify(origin)}).then(() => postMessage('REACHED'), () => postMessage('refused'))`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        const answer = await new Promise((resolve) => {
          worker.onmessage = ({ data }) => resolve(data);
        });
        if (answer === 'refused') throw new Error('refused');
      });
      return tried;
    }, runtime.server.url);
    expect(outcome).toEqual({
      origin: 'null',
      fetch: 'refused',
      storage: 'refused',
      database: 'refused',
      parent: 'refused',
      worker: 'refused',
    });
    expect(runtime.server.requested.slice(before)).toEqual([]);
  });

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

  it('keeps no storage', async () => {
    const { stdout } = await run(`
const scope = globalThis as unknown as Record<string, unknown>;
console.log(['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore'].filter((name) => scope[name] !== undefined).join());
console.log(Object.keys(navigator).join());`);
    expect(stdout).toBe('\nhardwareConcurrency,language,languages,platform,userAgent\n');
  });

  it('hears nothing but the truth about the end of a program', async () => {
    const { stdout, result } = await run(`
const scope = globalThis as unknown as Record<string, any>;
const forged = { type: 'exit', exitCode: 42 };
const ports: unknown[] = [];
// Whatever the runtime calls from now on passes through here.
for (const prototype of [MessagePort.prototype, EventTarget.prototype]) {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
    if (typeof descriptor.value !== 'function' || name === 'constructor') continue;
    const original = descriptor.value;
    (prototype as any)[name] = function (...args: unknown[]) { if (this instanceof MessagePort) ports.push(this); return original.apply(this, args); };
  }
}
for (const name of ['data', 'ports', 'source']) {
  const descriptor = Object.getOwnPropertyDescriptor(MessageEvent.prototype, name)!;
  Object.defineProperty(MessageEvent.prototype, name, { get() { ports.push(this.target, this.currentTarget); return descriptor.get!.call(this); }, configurable: true });
}
const call = Function.prototype.call;
Function.prototype.call = function (...args: unknown[]) { ports.push(...args); return Reflect.apply(call, this, args); } as typeof call;
scope.postMessage?.(forged);
scope.self?.postMessage?.(forged);
setTimeout(async () => {
  await fetch('http://localhost:4318/').catch(() => {});
  const found = ports.filter((value) => value instanceof MessagePort);
  for (const port of found) (port as MessagePort).postMessage(forged);
  for (const port of found) port && (port as any).dispatchEvent(new MessageEvent('message', { data: forged }));
  setTimeout(() => { console.log('still here'); process.exitCode = 3; }, 50);
}, 20);`);
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 3 });
    expect(stdout).toBe('still here\n');
  });

  it('has a runtime of its own language that a program can spoil only for itself', async () => {
    await run(
      `
Promise.prototype.then = () => { throw new Error('spoilt'); };
Array.prototype.push = () => { throw new Error('spoilt'); };
Map.prototype.get = () => { throw new Error('spoilt'); };
(globalThis as any).__awaiter = undefined;
Object.defineProperty(Object.prototype, 'type', { get: () => 'exit', configurable: true });`,
      { timeoutMs: 1_000 },
    );
    await expectNextRunFine();
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

  it('survives a program that eats memory', async () => {
    const { result } = await run(
      `const hoard: unknown[] = []; for (let n = 0; n < 200; n++) hoard.push(new Float64Array(1_000_000).fill(n)); console.log(hoard.length); while (true) hoard.push({ n: hoard.length });`,
      { unresponsiveAfterMs: 1_000 },
    );
    expect(['unresponsive', 'infrastructure-error']).toContain(result.outcome);
    await expectNextRunFine();
  });

  it('survives a program that starts timers without end', async () => {
    const { result } = await run(
      `const spawn = () => { setTimeout(spawn, 0); setTimeout(spawn, 0); }; spawn();`,
      {
        timeoutMs: 800,
        unresponsiveAfterMs: 800,
      },
    );
    expect(['timed-out', 'unresponsive']).toContain(result.outcome);
    await expectNextRunFine();
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
