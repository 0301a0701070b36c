/**
 * From the click on Run to the first span at the collector, to the span on screen and to the verdict: the lab of
 * lesson 1.2 in the embedded runtime, against `node src/main.ts` of the same lab and the collector under Node. The two
 * take turns, with the same inputs, so that whatever else the machine does falls on both.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import scenario from '../../../labs/hello-trace/scenario.ts';
import { startNodeCollector } from '../../collector/hosts/node/node-collector.ts';
import { seededRandom } from '../../grading/seeded-random.ts';
import { repositoryRoot } from '../repository-root.ts';
import { type Benchmark, type Measurement, median } from './benchmark.ts';
import { bytesAgainstBudget, measurePage } from './page-bytes.ts';
import { openSite, type SiteUnderBench } from './site-under-bench.ts';

const LESSON = '/quick-start/02-your-first-trace/';
const WARM_UP = 3;
const RUNS = 15;
const KILOBYTE = 1000;

/** ms since the click, by the marks the workbench sets (User Timing). */
interface EmbeddedRun {
  readonly seed: number;
  readonly request: number;
  readonly onScreen: number;
  readonly verdict: number;
}

export const firstSpan: Benchmark = {
  name: 'first-span',
  about: 'Run → first span and verdict of hello-trace, and bytes per page',
  async run(report) {
    const site = await openSite(report);
    const project = layOutSolution();
    try {
      const sizes = await measureSizes(site);
      const embedded: EmbeddedRun[] = [];
      const node: number[] = [];
      const page = await openLab(site);
      for (let run = -WARM_UP; run < RUNS; run++) {
        const measured = await runEmbedded(page);
        const { env = {} } = scenario.launch(scenario.draw(seededRandom(measured.seed)));
        const reference = await runUnderNode(project, env);
        if (run < 0) continue;
        embedded.push(measured);
        node.push(reference);
        report(
          `run ${run + 1} of ${RUNS}: embedded ${measured.request.toFixed(0)} ms, node ${reference.toFixed(0)} ms`,
        );
      }
      const reference = { name: 'node src/main.ts → first request at the collector', value: median(node) };
      const timed = (metric: string, values: readonly number[], limit: number): Measurement => {
        const value = median(values);
        const ratio = value / reference.value;
        return {
          name: 'first-span',
          metric,
          value,
          unit: 'ms',
          reference,
          ratio,
          budget: `≤ ${limit} ms and ratio < 1`,
          ok: value <= limit && ratio < 1,
        };
      };
      return [
        timed(
          'embedded, warm: click → first span at the collector',
          embedded.map((run) => run.request),
          150,
        ),
        timed(
          'embedded, warm: click → first span on screen',
          embedded.map((run) => run.onScreen),
          150,
        ),
        timed(
          'embedded, warm: click → verdict',
          embedded.map((run) => run.verdict),
          300,
        ),
        ...sizes,
      ];
    } finally {
      rmSync(project, { recursive: true, force: true });
      await site.close();
    }
  },
};

async function measureSizes({ browser, url }: SiteUnderBench): Promise<Measurement[]> {
  const untouched = async () => {};
  const home = await measurePage(browser, `${url}/`, untouched);
  const lesson = await measurePage(browser, `${url}${LESSON}`, untouched);
  const used = await measurePage(browser, `${url}${LESSON}`, async (page) => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await waitForVerdict(page);
  });
  return [
    bytesAgainstBudget('home, untouched: scripts', home.script, 10 * KILOBYTE),
    bytesAgainstBudget('home, untouched: styles', home.style, 12 * KILOBYTE),
    bytesAgainstBudget('lesson, untouched: scripts', lesson.script, 10 * KILOBYTE),
    bytesAgainstBudget('lesson, untouched: styles', lesson.style, 12 * KILOBYTE),
    bytesAgainstBudget('lesson, untouched: fonts', lesson.font, 120 * KILOBYTE),
    bytesAgainstBudget(
      'workbench on demand: scripts without compiler and WebContainer',
      used.script - used.compiler - used.container - lesson.script,
      230 * KILOBYTE,
    ),
  ];
}

/** The lesson with the solution in the editor and everything warm but the first run. */
async function openLab({ browser, url }: SiteUnderBench): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}${LESSON}`);
  await page.getByRole('button', { name: 'Show solution' }).click();
  await page.getByRole('button', { name: 'Use this file' }).click();
  return page;
}

async function runEmbedded(page: Page): Promise<EmbeddedRun> {
  await page.evaluate(() => performance.clearMarks());
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForVerdict(page);
  const marks = await page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .map(({ name, startTime, ...mark }) => [
          name,
          { startTime, detail: (mark as PerformanceMark).detail },
        ]),
    ),
  );
  const at = (name: string): number => {
    const mark = marks[name];
    if (mark === undefined) throw new Error(`the run left no mark ${name}`);
    return mark.startTime;
  };
  const began = at('lab:run');
  return {
    seed: Number(marks['lab:run']?.detail?.seed),
    request: at('lab:first-request') - began,
    onScreen: at('lab:first-span') - began,
    verdict: at('lab:verdict') - began,
  };
}

async function waitForVerdict(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('lab:verdict').length > 0, undefined, {
    polling: 20,
  });
}

/** The lab as a learner would download it: starter with the solution on top, and the project's packages. */
function layOutSolution(): string {
  const folder = mkdtempSync(join(tmpdir(), 'otlp-academy-bench-'));
  const lab = join(repositoryRoot, 'labs', 'hello-trace');
  cpSync(join(lab, 'starter'), folder, { recursive: true });
  cpSync(join(lab, 'solution'), folder, { recursive: true });
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** ms from starting Node to the first export at a collector on the real port 4318. */
async function runUnderNode(project: string, env: Readonly<Record<string, string>>): Promise<number> {
  const arrived = Promise.withResolvers<number>();
  const collector = await startNodeCollector(readFileSync(join(project, 'collector.yaml'), 'utf8'), {
    log() {},
    traces() {},
    exchange: () => arrived.resolve(performance.now()),
  });
  const began = performance.now();
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: project,
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'ignore',
  });
  child.on('exit', (code) =>
    arrived.reject(new Error(`node src/main.ts ended with ${code} and exported nothing`)),
  );
  try {
    return (await arrived.promise) - began;
  } finally {
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    await collector.shutdown();
    collector.dispose();
  }
}
