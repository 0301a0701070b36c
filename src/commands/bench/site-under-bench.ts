import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { repositoryRoot } from '../repository-root.ts';

export interface SiteUnderBench {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The built site on a free port, as `npm start` serves it, and a Chromium to open it in. */
export async function openSite(report: (line: string) => void): Promise<SiteUnderBench> {
  report('building the site, if it changed');
  const build = spawnSync(process.execPath, ['src/commands/build.ts', '--if-changed'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`the site does not build:\n${build.stdout}${build.stderr}`);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'preview', '--ignore-lock', '--port', String(port)],
    { cwd: repositoryRoot, stdio: 'ignore' },
  );
  const url = `http://localhost:${port}`;
  try {
    await answering(url);
    const browser = await launchChromium();
    return {
      url,
      browser,
      async close() {
        await browser.close();
        server.kill();
      },
    };
  } catch (error) {
    server.kill();
    throw error;
  }
}

/** The machine's Chromium, or Playwright's own. */
export function launchChromium(): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer within 20 s`);
}
