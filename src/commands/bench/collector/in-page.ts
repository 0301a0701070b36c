import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import type { Measurement } from '../benchmark.ts';
import { launchChromium } from '../site-under-bench.ts';
import type { measure } from './page/measure.ts';

const SPANS = 100_000;

/** What browsers call a long task: who clicks meanwhile notices. */
const LONG_TASK_MS = 50;

/** The collector in a page's worker: whether the page stays free while a hundred thousand spans go through. */
export async function measureInPage(report: (line: string) => void): Promise<Measurement[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'otlp-academy-bench-'));
  const root = fileURLToPath(new URL('./page/', import.meta.url));
  const shared = { root, configFile: false, logLevel: 'error' } as const;
  await build({
    ...shared,
    build: { outDir, emptyOutDir: true, target: 'es2024' },
    worker: { format: 'es' },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'measure' in globalThis);
    const run = (spans: number) =>
      page.evaluate((count) => (globalThis as unknown as { measure: typeof measure }).measure(count), spans);
    await run(20_000);
    const { spansPerSecond, longestMs, idleMs, arrived } = await run(SPANS);
    if (arrived === 0) throw new Error('nothing arrived at the second collector: nothing was measured');
    report(`in a page’s worker: ${Math.round(spansPerSecond).toLocaleString('en')} spans/s`);
    return [
      {
        name: 'collector',
        metric: 'in a worker: longest time the page was not free',
        value: longestMs,
        unit: 'ms',
        reference: { name: 'the same page with nothing to do', value: idleMs },
        ratio: longestMs / idleMs,
        budget: `≤ ${LONG_TASK_MS} ms, a long task`,
        ok: longestMs <= LONG_TASK_MS,
      },
    ];
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
