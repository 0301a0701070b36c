/** The embedded runtime for Node code: in a real browser, behind the same interface as every other runtime. */
import type { Page } from 'playwright';
import { buildHarness } from './build-harness.ts';
import type { DrivenPage } from './driven-page.ts';
import type { EmbeddedRuntimeInChromium } from './embedded-runtime-in-chromium.ts';
import { launchChromium } from './launch-chromium.ts';
import { RuntimeInPage } from './runtime-in-page.ts';
import { serveFolder } from './serve-folder.ts';

/** What opens pages; `close` ends it. */
interface Browsing<P extends DrivenPage> {
  newPage(): Promise<P>;
  close(): Promise<void>;
}

/**
 * Builds the page (seconds, once), serves it, opens it in a Chromium of its own. `dispose()` of the runtime closes all of it.
 * Rejects with the remedy when there is no Chromium.
 */
export async function startHarness(): Promise<EmbeddedRuntimeInChromium> {
  return await openHarness<Page>(await launchChromium());
}

/** The same in a browser that is there. `dispose()` of the runtime closes it, too. */
export async function openHarness<P extends DrivenPage = DrivenPage>(
  browser: Browsing<P>,
): Promise<RuntimeInPage<P>> {
  const closing: (() => Promise<void>)[] = [() => browser.close()];
  const close = async (): Promise<void> => {
    for (const end of closing) await end();
  };
  try {
    const server = await serveFolder(await buildHarness());
    closing.push(() => server.close());
    return await RuntimeInPage.open('embedded', await browser.newPage(), server, close);
  } catch (error) {
    await close();
    throw error;
  }
}
