/**
 * Ways out of the sandbox, tried as a program would, and tried as a program could that had got all of the browser's own
 * functions back. The server's log says what came through.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../contract/run-program.ts';
import { frameAttempts, workerAttempts } from './escape-attempts.ts';
import { FRAME_DOCUMENT } from './frame-document.ts';
import type { RuntimeInPage } from './harness/runtime-in-page.ts';

/** One page serves all attempts. */
export function describeEscapes(browser: string, createRuntime: () => Promise<RuntimeInPage>): void {
  describe(`the sandbox in ${browser}`, () => {
    let runtime: RuntimeInPage;

    beforeAll(async () => {
      runtime = await createRuntime();
      await runtime.prepare();
    });
    afterAll(() => runtime?.dispose());

    const run = (main: string, options = {}) => runProgram(runtime, { main, options });

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

    it('holds in a worker that has everything the browser gives to workers', async () => {
      const before = runtime.server.requested.length;
      const tried = await runtime.page.evaluate(
        ({ frameDocument, bootCode }) =>
          new Promise<Record<string, string>>((resolve) => {
            const frame = document.createElement('iframe');
            frame.sandbox.add('allow-scripts');
            frame.srcdoc = frameDocument;
            const { port1, port2 } = new MessageChannel();
            const worker = new MessageChannel();
            port1.onmessage = ({ data }) => {
              if (data.type === 'ready')
                port1.postMessage({ type: 'spawn', id: 1, preload: [] }, [worker.port2]);
              if (data.type === 'failed') resolve({ failed: data.reason });
            };
            worker.port1.onmessage = ({ data }) => {
              frame.remove();
              resolve(data);
            };
            frame.addEventListener('load', () =>
              frame.contentWindow?.postMessage({ bootCode }, '*', [port2]),
            );
            document.body.append(frame);
          }),
        { frameDocument: FRAME_DOCUMENT, bootCode: workerAttempts(runtime.server.url) },
      );
      expect(Object.entries(tried).filter(([, outcome]) => outcome !== 'refused')).toEqual([]);
      expect(Object.keys(tried).length).toBeGreaterThan(15);
      expect(runtime.server.requested.slice(before)).toEqual([]);
    });

    it('is what the same attempts do not find outside of it', async () => {
      const before = runtime.server.requested.length;
      const tried = await runtime.page.evaluate(
        (code) =>
          new Promise<Record<string, string>>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => resolve(data);
            const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
            worker.onerror = ({ message }) => resolve({ failed: message });
            // Kept: a browser may end a worker that nobody refers to.
            Object.assign(globalThis, { escapeWorker: worker });
            worker.postMessage(0, [port2]);
          }),
        workerAttempts(runtime.server.url),
      );
      const reached = Object.entries(tried).filter(([, outcome]) => outcome.startsWith('REACHED'));
      expect(reached.map(([name]) => name)).toEqual(
        expect.arrayContaining([
          'opaque origin',
          'fetch',
          'XMLHttpRequest',
          'IndexedDB',
          'eval',
          'nested worker',
        ]),
      );
      expect(runtime.server.requested.length - before).toBeGreaterThan(5);
    });

    it('holds in its frame, for all a document can load or reach', async () => {
      const before = runtime.server.requested.length;
      const tried = await runtime.page.evaluate(
        ({ frameDocument, script }) =>
          new Promise<Record<string, string>>((resolve) => {
            const frame = document.createElement('iframe');
            frame.sandbox.add('allow-scripts');
            frame.srcdoc = `${frameDocument}<script>${script}</script>`;
            addEventListener('message', function answered({ data, source }) {
              if (source !== frame.contentWindow) return;
              removeEventListener('message', answered);
              frame.remove();
              resolve(data);
            });
            document.body.append(frame);
          }),
        { frameDocument: FRAME_DOCUMENT, script: frameAttempts(runtime.server.url) },
      );
      expect(Object.entries(tried).filter(([, outcome]) => outcome !== 'refused')).toEqual([]);
      expect(Object.keys(tried).length).toBeGreaterThan(12);
      expect(runtime.server.requested.slice(before)).toEqual([]);
    });

    it('keeps no storage', async () => {
      const { stdout } = await run(`
const scope = globalThis as unknown as Record<string, unknown>;
console.log(['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore'].filter((name) => scope[name] !== undefined).join());
console.log(Object.keys(navigator).join());`);
      expect(stdout).toBe('\nhardwareConcurrency,language,languages,platform,userAgent\n');
    });

    it('hears nothing but the truth about a program: its end, its output, its telemetry', async () => {
      const requests: string[] = [];
      const { stdout, result } = await runProgram(runtime, {
        onRequest: async (_port, { path }) => {
          requests.push(path);
          return undefined;
        },
        main: `
const scope = globalThis as unknown as Record<string, any>;
const request = { method: 'POST', path: '/forged', headers: {}, body: new Uint8Array() };
const forgeries = [
  { type: 'request', id: 1_000, port: 4318, request },
  { type: 'output', parts: [{ stream: 'stdout', text: 'forged' }], dropped: 0 },
  { type: 'response', id: 1, answer: 'ECONNREFUSED' },
  { type: 'exit', exitCode: 42 },
];
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
for (const forged of forgeries) { scope.postMessage?.(forged); scope.self?.postMessage?.(forged); }
setTimeout(async () => {
  await fetch('http://localhost:4318/').catch(() => {});
  const found = ports.filter((value) => value instanceof MessagePort);
  for (const port of found) for (const forged of forgeries) {
    (port as MessagePort).postMessage(forged);
    (port as any).dispatchEvent(new MessageEvent('message', { data: forged }));
  }
  setTimeout(() => { console.log('still here'); process.exitCode = 3; }, 50);
}, 20);`,
      });
      expect(result).toMatchObject({ outcome: 'exited', exitCode: 3 });
      expect(stdout).toBe('still here\n');
      // Its own request, and none that it made up.
      expect(requests).toEqual(['/']);
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
      const next = await run(`setTimeout(() => console.log('fine'), 1);`);
      expect(next).toMatchObject({
        stdout: 'fine\n',
        stderr: '',
        result: { outcome: 'exited', exitCode: 0 },
      });
    });
  });
}
