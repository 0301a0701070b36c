/** The WebContainer runtime for Node code: in a real Chromium, with the peer or with StackBlitz' own service. */
import type { Page } from 'playwright';
import { buildPage } from '../../embedded/harness/build-harness.ts';
import { launchChromium } from '../../embedded/harness/launch-chromium.ts';
import { RuntimeInPage } from '../../embedded/harness/runtime-in-page.ts';
import { type FolderServer, serveFolder } from '../../embedded/harness/serve-folder.ts';
import { webContainerAssets } from '../packages/web-container-assets.ts';
import { Peer, type PeerOptions } from '../testing/peer/peer.ts';

export interface HarnessOptions {
  /** `'production'`: StackBlitz' service, over the internet. */
  readonly engine?: 'production' | PeerOptions;
}

export interface Harness {
  readonly runtime: RuntimeInPage;
  readonly page: Page;
  readonly server: FolderServer;
  /** `undefined` with the production service. */
  readonly peer: Peer | undefined;
}

export function buildWebContainerPage(): Promise<string> {
  const sources = ['compile', 'embedded', 'node', 'vendor', 'webcontainer'].map(
    (name) => `src/runtime/${name}`,
  );
  return buildPage('container-page', new URL('.', import.meta.url), [webContainerAssets()], sources);
}

/** `runtime.dispose()` closes browser, server and peer. Rejects with the remedy when there is no Chromium. */
export async function startHarness({ engine = {} }: HarnessOptions = {}): Promise<Harness> {
  const folder = await buildWebContainerPage();
  const browser = await launchChromium();
  const server = await serveFolder(folder);
  let peer: Peer | undefined;
  const close = async (): Promise<void> => {
    await browser.close();
    await Promise.all([server.close(), peer?.close()]);
  };
  try {
    const context = await browser.newContext();
    if (engine !== 'production') peer = await Peer.route(context, engine);
    const page = await context.newPage();
    return { runtime: await RuntimeInPage.open('webcontainer', page, server, close), page, server, peer };
  } catch (error) {
    await close();
    throw error;
  }
}
