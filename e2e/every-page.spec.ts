import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { LabPage, solution } from './lab-page.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
if (!existsSync(dist)) throw new Error('dist/ is missing; run npm run build first');
const pages = globSync('**/*.html', { cwd: dist }).map(
  (file) => `/${file.replace(/index\.html$/, '').replace(/\.html$/, '')}`,
);

for (const url of pages.toSorted()) {
  test(`${url} is accessible, fits a phone, and reports no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !url.includes('404')) errors.push(message.text());
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(url);
      expect(await violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(url);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(errors).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the lab is accessible after a run, in ${colorScheme}`, async ({ page }) => {
    // Six analyses of a large page.
    test.slow();
    await page.emulateMedia({ colorScheme });
    const lab = await LabPage.open(page);
    await lab.write(solution.replace('do-something', 'something-else'));
    await lab.run();
    await expect(lab.rows).toHaveCount(2);
    await lab.rows.nth(1).click();
    expect(await violations(page)).toEqual([]);
    for (const panel of ['Output', 'Collector', 'Checks'] as const) {
      await lab.openPanel(panel);
      expect(await violations(page)).toEqual([]);
    }
    await lab.bench.getByRole('button', { name: 'Show solution' }).click();
    await expect(lab.bench.getByRole('button', { name: 'Back to my code' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await lab.bench.getByRole('button', { name: 'Back to my code' }).click();
    await lab.write('const two = ;');
    await lab.run();
    await expect(lab.editor.locator('.cm-mark-message')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

async function violations(page: import('@playwright/test').Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).withTags(tags).analyze();
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`,
  );
}
