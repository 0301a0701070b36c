import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import type { Measurement } from './benchmark.ts';

export interface PageBytes {
  readonly script: number;
  /** Of the scripts, the lab's TypeScript compiler. */
  readonly compiler: number;
  /** Of the scripts, the editor's completion and problems, fetched when the learner comes to the editor. */
  readonly intelligence: number;
  /** Of the scripts, what boots and drives a WebContainer, fetched when the page has nothing else to do. */
  readonly container: number;
  readonly style: number;
  readonly font: number;
  /** Addresses asked for, whether they answered or not. */
  readonly thirdParty: readonly string[];
}

/**
 * What a page loads, in bytes after gzip -9 (fonts as they are: WOFF2 is compressed), inline scripts and styles
 * included. Requests made after `settle` are not seen.
 */
export async function measurePage(
  browser: Browser,
  url: string,
  settle: (page: Page) => Promise<void>,
): Promise<PageBytes> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bytes = { script: 0, style: 0, font: 0 };
  let compiler = 0;
  let intelligence = 0;
  let container = 0;
  const thirdParty: string[] = [];
  const bodies: Promise<void>[] = [];
  let closed = false;
  const isOurs = (address: string): boolean => new URL(address).origin === new URL(url).origin;
  page.on('request', (request) => {
    if (!isOurs(request.url()) && !/^(data|blob|about):/.test(request.url())) thirdParty.push(request.url());
  });
  page.on('response', (response) => {
    const type = response.request().resourceType();
    // Modules of the learner's program, made in the page: nobody loaded them.
    if (response.url().startsWith('blob:')) return;
    if (!isOurs(response.url())) return;
    const kind = ({ script: 'script', stylesheet: 'style', font: 'font' } as const)[type];
    if (kind === undefined) return;
    const content = response.body().catch((error: unknown) => {
      if (!closed) throw error;
      return Buffer.alloc(0);
    });
    bodies.push(
      content.then((body) => {
        const size = kind === 'font' ? body.length : gzipSync(body, { level: 9 }).length;
        bytes[kind] += size;
        if (/compile-worker/.test(response.url())) compiler += size;
        if (/language-support/.test(response.url())) intelligence += size;
        if (/webcontainer-runtime|container-(client|details)/.test(response.url())) container += size;
      }),
    );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await settle(page);
  await Promise.all(bodies);
  const inline = await page.evaluate(() => ({
    script: [...document.querySelectorAll('script:not([src])')].map((node) => node.textContent).join('\n'),
    style: [...document.querySelectorAll('style')].map((node) => node.textContent).join('\n'),
  }));
  closed = true;
  await context.close();
  return {
    script: bytes.script + gzipSync(inline.script, { level: 9 }).length,
    style: bytes.style + gzipSync(inline.style, { level: 9 }).length,
    font: bytes.font,
    compiler,
    intelligence,
    container,
    thirdParty,
  };
}

export function bytesAgainstBudget(metric: string, value: number, budget: number): Measurement {
  return {
    name: 'first-span',
    metric,
    value,
    unit: 'bytes',
    reference: { name: 'budget', value: budget },
    ratio: value / budget,
    budget: `≤ ${budget} bytes`,
    ok: value <= budget,
  };
}
