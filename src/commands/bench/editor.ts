/**
 * Completion in the editor, from the dot to the list on screen: in the page of lesson 1.2, against TypeScript's language
 * service in Node on the same files, with the declarations on the disk in place of the packs.
 */
import type { Page } from 'playwright';
import { type Benchmark, type Measurement, median } from './benchmark.ts';
import { nodeCompletions } from './node-completions.ts';
import { openSite } from './site-under-bench.ts';

const LESSON = '/quick-start/02-your-first-trace/';
const PAGES = 3;
const REPEATED = 10;
const SETTLING_MS = 4_000;
/** The line of the starter after which `span.` is written. */
const LINE = 21;

interface PageRun {
  /** ms from the focus to the answer to the first question, all downloads included. */
  readonly ready: number;
  /** ms from the first dot to its list. */
  readonly first: number;
  readonly warm: readonly number[];
  /** The longest ms without a frame from the focus to the last list. */
  readonly frameGap: number;
}

export const editor: Benchmark = {
  name: 'editor',
  about: 'completion in the editor: first, warm, and what the page feels of it',
  async run(report) {
    const site = await openSite(report);
    try {
      const runs: PageRun[] = [];
      const nodes: ReturnType<typeof nodeCompletions>[] = [];
      let idleGap = 0;
      for (let at = 0; at < PAGES; at++) {
        // A new profile each time: nothing is in its cache.
        const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        await page.goto(`${site.url}${LESSON}`);
        await page.locator('.wb').hover();
        await page.locator('.cm-content').waitFor();
        // The runtimes load, too, and are not what is measured.
        await page.waitForTimeout(SETTLING_MS);
        idleGap = Math.max(idleGap, await idleFrameGap(page));
        const run = await inPage(page);
        await context.close();
        const node = nodeCompletions(REPEATED);
        runs.push(run);
        nodes.push(node);
        report(
          `page ${at + 1} of ${PAGES}: ready after ${run.ready.toFixed(0)} ms, first list ${run.first.toFixed(0)} ms, warm ${median(run.warm).toFixed(0)} ms; node ${node.cold.toFixed(0)}, ${node.first.toFixed(0)}, ${median(node.warm).toFixed(0)} ms`,
        );
      }
      const of = (pick: (run: PageRun) => number) => median(runs.map(pick));
      const node = (pick: (run: (typeof nodes)[number]) => number) => median(nodes.map(pick));
      return [
        timed(
          'editor focused → first answer, nothing cached',
          of((run) => run.ready),
          {
            name: 'language service in Node: made and first answer',
            value: node((run) => run.cold),
            limit: 8_000,
          },
        ),
        timed(
          'first completion after warm-up: dot → list',
          of((run) => run.first),
          {
            name: 'language service in Node: first completion after an edit',
            value: node((run) => run.first),
            limit: 1_000,
          },
        ),
        timed(
          'warm completion: dot → list',
          of((run) => median(run.warm)),
          {
            name: 'language service in Node: completion after an edit',
            value: node((run) => median(run.warm)),
            limit: 500,
          },
        ),
        timed(
          'longest time without a frame meanwhile',
          of((run) => run.frameGap),
          {
            name: 'the same page, idle',
            value: idleGap,
            limit: 200,
          },
        ),
      ];
    } finally {
      await site.close();
    }
  },
};

interface Held {
  readonly name: string;
  readonly value: number;
  /** ms */
  readonly limit: number;
}

function timed(metric: string, value: number, { name, value: reference, limit }: Held): Measurement {
  return {
    name: 'editor',
    metric,
    value,
    unit: 'ms',
    reference: { name, value: reference },
    ratio: value / reference,
    budget: `≤ ${limit} ms`,
    ok: value <= limit,
  };
}

async function inPage(page: Page): Promise<PageRun> {
  await watchFrames(page);
  const began = Date.now();
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < LINE; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  // The name at the caret is described as soon as the service answers.
  const described = page.locator('.cm-described');
  // Into `work` of `work());`.
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowLeft');
  const isDescribed = async (): Promise<boolean> => {
    await page.keyboard.press('ControlOrMeta+i');
    return described.waitFor({ timeout: 200 }).then(
      () => true,
      () => false,
    );
  };
  while (!(await isDescribed())) {
    if (Date.now() - began > 60_000) throw new Error('the language service did not answer within 60 s');
  }
  const ready = Date.now() - began;
  await page.keyboard.press('End');
  await page.keyboard.type('\nspan');
  await page.keyboard.press('Escape');
  const first = await dotToList(page);
  const warm: number[] = [];
  for (let time = 0; time < REPEATED; time++) warm.push(await dotToList(page));
  return {
    ready,
    first,
    warm,
    frameGap: await page.evaluate(() => Number(document.body.dataset['frameGap'])),
  };
}

/** Writes a dot, waits for the list, and takes both back. */
async function dotToList(page: Page): Promise<number> {
  await page.evaluate(() => {
    const { dataset } = document.body;
    delete dataset['dotToList'];
    let pressed = 0;
    const press = (event: KeyboardEvent) => {
      if (event.key === '.') pressed = performance.now();
    };
    addEventListener('keydown', press, true);
    const observer = new MutationObserver(() => {
      if (pressed === 0 || !document.querySelector('.cm-tooltip-autocomplete [role="option"]')) return;
      observer.disconnect();
      removeEventListener('keydown', press, true);
      dataset['dotToList'] = String(performance.now() - pressed);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('.');
  await page.waitForFunction(() => document.body.dataset['dotToList'] !== undefined);
  const ms = await page.evaluate(() => Number(document.body.dataset['dotToList']));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  return ms;
}

async function idleFrameGap(page: Page): Promise<number> {
  await watchFrames(page);
  await page.waitForTimeout(2_000);
  return await page.evaluate(() => Number(document.body.dataset['frameGap']));
}

/** Keeps the longest time between two frames in `data-frame-gap`, from now on. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.body;
    const watching = String(Math.random());
    dataset['frameGap'] = '0';
    dataset['frameWatch'] = watching;
    let last = performance.now();
    const frame = (now: number): void => {
      if (dataset['frameWatch'] !== watching) return;
      dataset['frameGap'] = String(Math.max(Number(dataset['frameGap']), now - last));
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
