/** StackBlitz' addresses in a Playwright context, answered by this process. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Route } from 'playwright';
import { rolldown } from 'rolldown';
import { bundleScript } from '../../packages/bundle-inside.ts';
import type { FrameMessage } from './bridge.ts';
import { Engine, type EngineOptions } from './engine.ts';

/** What is the matter with the address. */
export type Trouble =
  | 'none'
  /** A proxy, a content blocker: the connection fails. */
  | 'unreachable'
  | 'not-found'
  /** Nothing ever answers. */
  | 'silent'
  /** The frame says that it is there, and then nothing more. */
  | 'stuck';

export interface PeerOptions extends Partial<Pick<EngineOptions, 'node' | 'alsGap' | 'chunkBytes'>> {}

const ISOLATION = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The frame's and the processes', bundled once. */
let scripts: Promise<readonly [string, string]> | undefined;

export class Peer {
  trouble: Trouble = 'none';
  /** How long the engine takes to make a container. */
  buildDelayMs = 0;
  /** Addresses asked for. */
  readonly requested: string[] = [];
  /** Containers, oldest first. */
  readonly engines: Engine[] = [];
  readonly #folder: string;
  readonly #held: Route[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async route(context: BrowserContext, options: PeerOptions = {}): Promise<Peer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'peer-scripts-'));
    const preload = path.join(folder, 'preload.cjs');
    scripts ??= Promise.all([frameScript(), bundleScript(new URL('./inside/preload.ts', import.meta.url))]);
    const [script, preloadScript] = await scripts;
    await writeFile(preload, preloadScript);
    const peer = new Peer(folder);
    const engineOptions: EngineOptions = { node: process.execPath, alsGap: true, ...options, preload };
    await context.route('https://stackblitz.com/**', (route) => peer.#answer(route, script));
    await context.routeWebSocket('wss://stackblitz.com/bridge', (socket) => {
      if (peer.trouble === 'stuck') return;
      const engine = new Engine(engineOptions, (message) => socket.send(JSON.stringify(message)));
      peer.engines.push(engine);
      socket.onMessage((text) => {
        const message = JSON.parse(String(text)) as FrameMessage;
        const delay = message.type === 'build' ? peer.buildDelayMs : 0;
        if (delay === 0) void engine.receive(message);
        else setTimeout(() => void engine.receive(message), delay);
      });
      // The frame is gone, and the container with it.
      socket.onClose(() => void engine.close());
    });
    return peer;
  }

  /** The newest container. */
  get engine(): Engine {
    const engine = this.engines.at(-1);
    if (engine === undefined) throw new Error('No container has been built yet');
    return engine;
  }

  async close(): Promise<void> {
    for (const route of this.#held) await route.abort().catch(() => {});
    await Promise.all(this.engines.map((engine) => engine.close()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answer(route: Route, script: string): Promise<void> {
    const { pathname, search } = new URL(route.request().url());
    this.requested.push(pathname + search);
    if (this.trouble === 'unreachable') return await route.abort('connectionrefused');
    if (this.trouble === 'silent') return void this.#held.push(route);
    if (this.trouble === 'not-found') return await route.fulfill({ status: 404, body: 'not found' });
    await route.fulfill(
      pathname === '/frame.js'
        ? { headers: { ...ISOLATION, 'Content-Type': 'text/javascript' }, body: script }
        : {
            headers: { ...ISOLATION, 'Content-Type': 'text/html' },
            body: '<!doctype html><script type="module" src="/frame.js"></script>',
          },
    );
  }
}

async function frameScript(): Promise<string> {
  const input = fileURLToPath(new URL('./frame/frame.ts', import.meta.url));
  const build = await rolldown({ input, platform: 'browser' });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  return output[0].code;
}
