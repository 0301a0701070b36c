/** Starts the Chromium that is there: named by CHROMIUM_PATH, Debian's, or Playwright's own. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** Rejects, when there is none, with an error that says what to do. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined);
  try {
    return await chromium.launch({
      ...(named === undefined ? {} : { executablePath: named }),
      args: [
        '--disable-background-networking',
        '--disable-background-timer-throttling',
        '--disable-renderer-backgrounding',
        '--no-first-run',
        // Chromium refuses its own sandbox to root, as which containers run.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
  } catch (cause) {
    const remedy =
      'Install one with `npx playwright install --with-deps chromium` or `apt-get install chromium`, or name one in CHROMIUM_PATH.';
    throw new Error(`Chromium could not be started (${named ?? "Playwright's own"}). ${remedy}`, { cause });
  }
}
