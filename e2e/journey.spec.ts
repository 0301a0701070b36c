import { expect, test } from '@playwright/test';
import { firstTrace, LabPage, solution } from './lab-page.ts';

test('a newcomer gets from the home page to a graded trace', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Learn OpenTelemetry');
  await page.getByRole('link', { name: 'Start the first lesson' }).click();
  await page.goto(firstTrace);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first trace in five minutes');
  const lab = new LabPage(page);
  await expect(lab.bench.getByText('Not run yet')).toBeVisible();

  // The starter runs, and fails: nothing is flushed.
  await lab.run();
  await lab.judged(0, 6);
  await expect(lab.panel('Trace').getByText('No spans arrived')).toBeVisible();

  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
  await expect(lab.rows).toHaveCount(2);
  await expect(lab.rows.nth(0)).toHaveAttribute('aria-level', '1');
  await expect(lab.rows.nth(0)).toContainText('hello-world');
  await expect(lab.rows.nth(1)).toHaveAttribute('aria-level', '2');
  await expect(lab.rows.nth(1)).toContainText('do-something');

  // The child's bar lies within the parent's: drawn from the spans that arrived.
  const [parent, child] = await Promise.all(
    [0, 1].map((row) => lab.rows.nth(row).locator('.tv-bar').boundingBox()),
  );
  expect(child!.x).toBeGreaterThanOrEqual(parent!.x - 1);
  // The SDK cuts a start to whole milliseconds, so a child may end up to one later than its parent.
  expect(child!.x + child!.width).toBeLessThanOrEqual(parent!.x + parent!.width * 1.06);

  await lab.rows.nth(1).click();
  await expect(lab.panel('Trace').getByText('hello-trace').first()).toBeVisible();

  const collector = await lab.openPanel('Collector');
  await expect(collector.getByText('2 accepted')).toBeVisible();
  await expect(collector.getByText(/POST \/v1\/traces/)).toBeVisible();
  const output = await lab.openPanel('Output');
  await expect(output.getByText(/worked for \d+ ms/)).toBeVisible();

  // The lesson list and the path page know it.
  await page.goto('/paths/quick-start/');
  await expect(
    page
      .getByRole('row', { name: /Your first trace in five minutes/ })
      .or(page.getByRole('listitem').filter({ hasText: 'Your first trace in five minutes' }))
      .first(),
  ).toContainText('Passed');
});

test('a failing check shows what was expected and leads to the closest span', async ({ page }) => {
  const lab = await LabPage.open(page);
  // The child is not linked: started outside of the active span's context.
  await lab.write(
    solution.replace(
      "await tracer.startActiveSpan('do-something', async (child) => {",
      "await tracer.startActiveSpan('do-something', { root: true }, async (child) => {",
    ),
  );
  await lab.run();
  await expect(lab.bench.locator('.wb-verdict')).toContainText('of 6 checks pass');
  const checks = await lab.openPanel('Checks');
  const failed = checks.locator('[data-check="child-do-something"]');
  await expect(failed).toContainText('Expected');
  await expect(failed).toContainText('Found');
  await failed.getByRole('button', { name: 'do-something' }).click();
  await expect(lab.panel('Trace')).toBeVisible();
  await expect(lab.rows.filter({ hasText: 'do-something' })).toHaveAttribute('aria-selected', 'true');
});

test('the same seed draws the same inputs', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
  const output = await lab.openPanel('Output');
  const worked = await output.getByText(/worked for \d+ ms/).textContent();
  const checks = await lab.openPanel('Checks');
  const seed = await checks.getByText(/Inputs drawn with seed/).textContent();
  await checks.getByRole('button', { name: 'Run again with this seed' }).click();
  await lab.judged(6, 6);
  await lab.openPanel('Checks');
  await expect(checks.getByText(/Inputs drawn with seed/)).toHaveText(seed ?? '');
  await lab.openPanel('Output');
  await expect(output.getByText(/worked for \d+ ms/)).toHaveText(worked ?? '');
});

test('the hero of the home page runs the first lab', async ({ page }) => {
  await page.goto('/');
  const lab = new LabPage(page);
  // Until then, the trace recorded when the site was built.
  const recorded = lab.bench.getByText('The trace this program emitted when the page was built');
  await expect(recorded).toBeVisible();
  await lab.run();
  await expect(lab.rows).toHaveCount(2);
  await expect(recorded).toHaveCount(0);
  await expect(lab.bench.locator('[data-check="root-hello-world"]')).toContainText('Pass');
});
