import { expect, test } from '@playwright/test';
import { LabPage, solution } from './lab-page.ts';

test('the lab works by keyboard alone', async ({ page }) => {
  const lab = await LabPage.open(page);
  await tabTo(page, '[role="tab"]', 'src/main.ts');
  await expect(lab.editor).toBeVisible();
  // Past the solution, Reset, and the ways to take the lab along.
  for (let tool = 0; tool < 4; tool += 1) await page.keyboard.press('Tab');
  await expect(lab.editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(solution);
  await page.keyboard.press('ControlOrMeta+Enter');
  await lab.judged(6, 6);

  // Out of the editor, in which Tab indents: Escape, then Tab.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(lab.editor).not.toBeFocused();

  await tabTo(page, '[role="treeitem"]', 'hello-world');
  await page.keyboard.press('ArrowDown');
  await expect(lab.rows.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  // Enter goes to the details, Escape comes back.
  await expect(lab.panel('Trace').getByRole('heading', { name: 'do-something' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lab.rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.rows).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(lab.rows).toHaveCount(2);
});

test('the separators move by keyboard and remember', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.touch();
  for (const [name, key] of [
    ['Width of the text', 'ArrowRight'],
    ['Height of the editor', 'ArrowDown'],
  ] as const) {
    const separator = page.getByRole('separator', { name });
    const before = Number(await separator.getAttribute('aria-valuenow'));
    await separator.focus();
    await page.keyboard.press(key);
    await expect
      .poll(async () => Number(await separator.getAttribute('aria-valuenow')))
      .toBeGreaterThan(before);
  }
  const width = await page
    .getByRole('separator', { name: 'Width of the text' })
    .getAttribute('aria-valuenow');
  await page.reload();
  await expect(page.getByRole('separator', { name: 'Width of the text' })).toHaveAttribute(
    'aria-valuenow',
    width ?? '',
  );
});

test('a run is announced', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.run();
  await expect(lab.announcement).toContainText('All 6 checks pass');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the lab is below the text and works', async ({ page }) => {
    const lab = await LabPage.open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page
      .getByRole('navigation', { name: 'Parts of this lesson' })
      .getByRole('link', { name: 'Lab' })
      .click();
    await expect(lab.runButton).toBeInViewport();
    await lab.runButton.tap();
    await lab.judged(0, 6);
    await lab.bench.getByRole('button', { name: 'Show solution' }).tap();
    await lab.bench.getByRole('button', { name: 'Use this file' }).tap();
    await lab.runButton.tap();
    await lab.judged(6, 6);
    await expect(lab.rows).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const run = await lab.runButton.boundingBox();
    expect(run!.height).toBeGreaterThanOrEqual(44);
  });
});

/** Presses Tab until the focus is on an element that matches and contains the text. */
async function tabTo(page: import('@playwright/test').Page, selector: string, text: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(
      ([wanted, words]) => {
        const element = document.activeElement;
        return element?.matches(wanted ?? '') && (element.textContent ?? '').includes(words ?? '');
      },
      [selector, text],
    );
    if (there) return;
  }
  throw new Error(`Tab never reached ${selector} with "${text}"`);
}
