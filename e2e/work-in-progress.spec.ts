import { expect, test } from '@playwright/test';
import { LabPage, labFile, solution } from './lab-page.ts';

const starter = labFile('hello-trace/starter/src/main.ts');

test('code survives a reload', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("console.log('my own work');\n");
  await page.reload();
  await lab.touch();
  await expect(lab.editor).toContainText('my own work');
  await lab.run();
  await expect(lab.panel('Output')).toContainText('my own work');
});

test('a page closed right after typing has kept the code', async ({ context }) => {
  const first = await LabPage.open(await context.newPage());
  await first.write("console.log('typed at the last moment');\n");
  await first.page.close({ runBeforeUnload: true });
  const second = await LabPage.open(await context.newPage());
  await second.touch();
  await expect(second.editor).toContainText('typed at the last moment');
});

test('Reset can be undone', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("console.log('precious');\n");
  await lab.bench.getByRole('button', { name: 'Reset' }).click();
  await expect(lab.editor).toContainText('Step 1');
  await lab.bench.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.editor).toContainText('precious');
});

test('the solution is shown beside the learner’s code and replaces it only when asked', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(starter.replace("'unnamed'", "'half-way'"));
  await lab.bench.getByRole('button', { name: 'Show solution' }).click();
  await expect(lab.bench.getByText('Solution compared with your code').first()).toBeVisible();
  await lab.bench.getByRole('button', { name: 'Back to my code' }).click();
  await expect(lab.editor).toContainText('half-way');

  await lab.bench.getByRole('button', { name: 'Show solution' }).click();
  await lab.bench.getByRole('button', { name: 'Use this file' }).click();
  await expect(lab.editor).toContainText("startActiveSpan('hello-world'");
  await lab.run();
  await lab.judged(6, 6);
  await lab.bench.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.editor).toContainText('half-way');
});

test('each file keeps its own undo history', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.bench.getByRole('tab', { name: 'collector.yaml' }).click();
  await expect(lab.editor).toContainText('receivers:');
  await lab.bench.getByRole('tab', { name: 'src/main.ts' }).click();
  await lab.editor.click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(lab.editor).toContainText('Step 1');
});
