/** Everything that can be the matter, in a real browser, with the production address answered by the peer or not at all. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../embedded/harness/launch-chromium.ts';
import { type FolderServer, serveFolder } from '../../embedded/harness/serve-folder.ts';
import { buildWebContainerPage } from '../harness/start-harness.ts';
import { Peer, type Trouble } from '../testing/peer/peer.ts';
import type { BootLimits } from './boot-limits.ts';

/** Short, but longer than a healthy stage takes on a busy machine. */
const LIMITS: Partial<BootLimits> = { load: 1_200, init: 1_200, initUnreachable: 200, build: 1_500 };

let browser: Browser;
let server: FolderServer;
let context: BrowserContext;
let peer: Peer;

beforeAll(async () => {
  const folder = await buildWebContainerPage();
  [browser, server] = await Promise.all([launchChromium(), serveFolder(folder)]);
});
afterEach(async () => {
  await context.close();
  await peer.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Surroundings {
  readonly trouble?: Trouble;
  readonly limits?: Partial<BootLimits>;
  /** Headers of the page in place of the isolating ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
}

async function openPage({ trouble = 'none', limits = LIMITS, headers, before }: Surroundings): Promise<Page> {
  context = await browser.newContext();
  peer = await Peer.route(context);
  peer.trouble = trouble;
  const page = await context.newPage();
  await page.exposeFunction('labHarnessEvent', () => {});
  if (before !== undefined) await page.addInitScript(before);
  if (headers !== undefined) {
    await page.route(
      ({ pathname }) => pathname === '/',
      async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
      },
    );
  }
  await page.goto(`${server.url}?limits=${JSON.stringify(limits)}`);
  await page.waitForFunction(() => globalThis.webContainerHarness !== undefined);
  return page;
}

const boot = (page: Page) => page.evaluate(() => globalThis.webContainerHarness.boot());
const retry = (page: Page) => page.evaluate(() => globalThis.webContainerHarness.retry());
const status = (page: Page) => page.evaluate(() => globalThis.webContainerHarness.statuses.at(-1));

describe('a boot', () => {
  it('succeeds where all is well, by the production address, and tells its stages', async () => {
    const page = await openPage({});
    expect(await boot(page)).toBeUndefined();
    const statuses = await page.evaluate(() => globalThis.webContainerHarness.statuses);
    expect(statuses.map((each) => (each.state === 'booting' ? each.stage : each.state))).toEqual([
      'preflight',
      'client',
      'load',
      'init',
      'build',
      'furnish',
      'ready',
    ]);
    expect(peer.requested).toContain('/headless?coep=require-corp&version=1.6.4');
  });

  const FAILURES: readonly (readonly [string, Surroundings, { code: string; stage?: string }])[] = [
    [
      'in a page that is not isolated',
      { headers: { 'cross-origin-embedder-policy': 'unsafe-none' } },
      { code: 'not-isolated', stage: 'preflight' },
    ],
    [
      'in a browser without Atomics.waitAsync',
      { before: () => Reflect.deleteProperty(Atomics, 'waitAsync') },
      { code: 'unsupported-browser', stage: 'preflight' },
    ],
    [
      'on an iPad, which says that it is a Mac',
      {
        before: () => {
          const said = { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', maxTouchPoints: 5 };
          for (const [name, value] of Object.entries(said)) Object.defineProperty(navigator, name, { value });
        },
      },
      { code: 'unsupported-browser', stage: 'preflight' },
    ],
    [
      'when the connection fails, as it does with DNS, firewalls and content blockers',
      { trouble: 'unreachable' },
      // The probe may fail before the frame does.
      { code: 'blocked' },
    ],
    [
      'when something else answers, such as a sign-in page',
      { trouble: 'not-found' },
      { code: 'blocked', stage: 'init' },
    ],
    ['when nothing ever answers', { trouble: 'silent' }, { code: 'timed-out', stage: 'load' }],
    ['when the engine comes up and then hangs', { trouble: 'stuck' }, { code: 'timed-out', stage: 'build' }],
    [
      "when the page's own policy does not let the frame in",
      { headers: { 'content-security-policy': "frame-src 'self'" } },
      { code: 'blocked', stage: 'load' },
    ],
  ];

  it.each(FAILURES)('fails %s, with the reason', async (_name, surroundings, expected) => {
    const page = await openPage(surroundings);
    const failure = await boot(page);
    expect(failure).toMatchObject(expected);
    expect(failure?.detail).not.toBe('');
    expect(await status(page)).toEqual({ state: 'failed', failure });
  });

  it('fails at once while the browser is offline, and succeeds by a retry when it is back', async () => {
    const page = await openPage({});
    await context.setOffline(true);
    expect(await boot(page)).toMatchObject({ code: 'offline', stage: 'preflight' });
    await context.setOffline(false);
    expect(await retry(page)).toBeUndefined();
  });

  it.each<Trouble>(['unreachable', 'not-found', 'silent', 'stuck'])(
    'that failed because the address was %s succeeds by a retry, without a reload',
    async (trouble) => {
      const page = await openPage({ trouble });
      expect(await boot(page)).toBeDefined();
      // Asking again does not ask the network again.
      const asked = peer.requested.length;
      expect(await boot(page)).toBeDefined();
      expect(peer.requested.length).toBe(asked);
      expect(await retry(page)).toBeDefined();
      peer.trouble = 'none';
      expect(await retry(page)).toBeUndefined();
      expect(await status(page)).toEqual({ state: 'ready' });
      expect(peer.engines.filter(({ frozen }) => !frozen).length).toBe(1);
    },
  );

  it('that comes too late leaves nothing behind', async () => {
    const page = await openPage({ limits: { ...LIMITS, build: 300 } });
    peer.buildDelayMs = 1_000;
    expect(await boot(page)).toMatchObject({ code: 'timed-out', stage: 'build' });
    await expect.poll(() => peer.engines.map(({ frozen }) => frozen), { timeout: 5_000 }).toEqual([true]);
    expect(await page.evaluate(() => document.querySelectorAll('iframe').length)).toBe(0);
  });

  it('passes the API key on', async () => {
    const page = await openPage({});
    await page.goto(`${server.url}?apiKey=wc_api_test`);
    await page.waitForFunction(() => globalThis.webContainerHarness !== undefined);
    expect(await boot(page)).toBeUndefined();
    expect(peer.requested).toContain('/headless?client_id=wc_api_test&coep=require-corp&version=1.6.4');
  });
});

describe('a container', () => {
  it('that breaks down is failed, and a retry boots another one', async () => {
    const page = await openPage({});
    expect(await boot(page)).toBeUndefined();
    peer.engine.fail('RangeError: WebAssembly.Memory(): could not allocate memory');
    await expect
      .poll(() => status(page))
      .toMatchObject({ state: 'failed', failure: { code: 'crashed', stage: 'running' } });
    expect(await retry(page)).toBeUndefined();
    expect(peer.engines.map(({ frozen }) => frozen)).toEqual([true, false]);
  });

  it('can be had anew', async () => {
    const page = await openPage({});
    expect(await boot(page)).toBeUndefined();
    expect(await page.evaluate(() => globalThis.webContainerHarness.restart())).toBeUndefined();
    await expect.poll(() => peer.engines.map(({ frozen }) => frozen)).toEqual([true, false]);
  });
});
