/** The embedded runtime for Node code: in a real Chromium, behind the same interface as every other runtime. */

import { buildHarness } from './build-harness.ts';
import type { EmbeddedRuntimeInChromium } from './embedded-runtime-in-chromium.ts';
import { launchChromium } from './launch-chromium.ts';
import { RuntimeInPage } from './runtime-in-page.ts';
import { serveFolder } from './serve-folder.ts';

/**
 * Builds the page (seconds, once), serves it, opens it in a Chromium of its own. `dispose()` of the runtime closes all of it.
 * Rejects with the remedy when there is no Chromium.
 */
export async function startHarness(): Promise<EmbeddedRuntimeInChromium> {
  const folder = await buildHarness();
  const browser = await launchChromium();
  const server = await serveFolder(folder);
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    return await RuntimeInPage.open('embedded', page, server, close);
  } catch (error) {
    await close();
    throw error;
  }
}
