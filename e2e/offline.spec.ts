import { expect, type Page, test } from '@playwright/test';
import { DeployedSite } from './deployed-site.ts';
import { firstTrace, LabPage, solution } from './lab-page.ts';

test.use({ serviceWorkers: 'allow' });
test.setTimeout(120_000);
// On a machine with much else to do, Chromium sometimes never ends a reload in which the worker changes.
test.describe.configure({ retries: 1 });

let site: DeployedSite;

test.beforeEach(async () => {
  site = new DeployedSite();
  await site.plugIn();
});
test.afterEach(() => site.remove());

/** Names of the caches that have all of the lab, as versions. */
function keptVersions(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      if ((await (await caches.open(name)).match('/offline-lab')) !== undefined) kept.push(name);
    }
    return kept;
  });
}

async function visitUntilKept(page: Page): Promise<string> {
  await page.goto(`${site.url}${firstTrace}`);
  await expect.poll(() => keptVersions(page), { timeout: 60_000 }).toHaveLength(1);
  return (await keptVersions(page))[0] ?? '';
}

/** Goes on visiting until the caches are as they should be: a page that is still being closed counts as open. */
async function untilKept(page: Page, wanted: (versions: readonly string[]) => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return wanted(await page.evaluate(() => caches.keys()));
      },
      { timeout: 60_000, intervals: [500, 1_000, 2_000] },
    )
    .toBe(true);
}

test('a lesson that was visited works without a network, its lab included', async ({ page }) => {
  await visitUntilKept(page);
  await site.unplug();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first trace in five minutes');
  const fonts = await page.evaluate(() =>
    document.fonts.ready.then((all) => all.check('16px "IBM Plex Sans"')),
  );
  expect(fonts).toBe(true);
  const lab = new LabPage(page);
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
  await expect(lab.rows).toHaveCount(2);
});

test('a page that was never visited is not there without a network', async ({ page }) => {
  await visitUntilKept(page);
  await site.unplug();
  await expect(page.goto(`${site.url}/certification/`)).rejects.toThrow(/ERR_/);
});

test('another version replaces the one that is kept, and the learner’s code stays', async ({ page }) => {
  const first = await visitUntilKept(page);
  const lab = new LabPage(page);
  await lab.write(`${solution}\n// mine\n`);
  await expect(lab.bench.locator('.cm-content')).toContainText('// mine');
  await lab.run();
  await lab.judged(6, 6);

  const title = 'Your first trace in five minutes';
  const version = await site.deploy(firstTrace, (html) => html.replaceAll(title, 'Your first trace, anew'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first trace, anew');
  await expect
    .poll(() => keptVersions(page), { timeout: 60_000 })
    .toEqual([first, `otlp-academy-${version}`]);
  await untilKept(page, (versions) => versions.join() === `otlp-academy-${version}`);
  expect(await keptVersions(page)).toEqual([`otlp-academy-${version}`]);

  await site.unplug();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first trace, anew');
  await lab.touch();
  await expect(lab.editor).toContainText('// mine');
  await lab.run();
  await lab.judged(6, 6);
});

test('the files of a version stay while another page of it is open', async ({ context, page }) => {
  const first = await visitUntilKept(page);
  const other = await context.newPage();
  await other.goto(`${site.url}/`);
  const version = await site.deploy('/', (html) => html.replace('</body>', '<!-- second --></body>'));
  await page.reload();
  await expect
    .poll(() => keptVersions(page), { timeout: 60_000 })
    .toEqual([first, `otlp-academy-${version}`]);
  await page.reload();
  await page.reload();
  expect(await page.evaluate(() => caches.keys())).toContain(first);
  await other.close();
  await untilKept(page, (versions) => !versions.includes(first));
});
