import { expect, test } from '@playwright/test';
import { measurePage } from '../src/commands/bench/page-bytes.ts';
import { firstTrace, LabPage, solution } from './lab-page.ts';

const kB = 1000;

test('a lesson page is light before its lab is touched', async ({ browser, baseURL }) => {
  const bytes = await measurePage(browser, `${baseURL}${firstTrace}`, async () => {});
  expect(bytes.thirdParty).toEqual([]);
  expect(bytes.script).toBeLessThanOrEqual(10 * kB);
  expect(bytes.style).toBeLessThanOrEqual(12 * kB);
  expect(bytes.font).toBeLessThanOrEqual(120 * kB);
});

test('the workbench on demand is within its budget, without the compiler', async ({ browser, baseURL }) => {
  const untouched = await measurePage(browser, `${baseURL}${firstTrace}`, async () => {});
  const used = await measurePage(browser, `${baseURL}${firstTrace}`, async (page) => {
    const lab = new LabPage(page);
    await lab.write(solution);
    await lab.run();
    await lab.judged(6, 6);
  });
  // Only a WebContainer is asked for elsewhere, once the lab was touched (and never where the operator has it off: see
  // runtimes.spec.ts).
  expect(used.thirdParty.filter((url) => !url.startsWith('https://stackblitz.com/headless'))).toEqual([]);
  const onDemand = used.script - used.compiler - used.intelligence - used.container - untouched.script;
  // 230 kB were set before completion (its tooltips are in CodeMirror's own chunk), sets of packages and the choice of a
  // runtime. What they brought is to be won back; until then nothing more may come.
  expect(onDemand).toBeLessThanOrEqual(243 * kB);
  expect(used.container).toBeLessThanOrEqual(20 * kB);
  // Writing brings completion and problems; a run alone does not (see editor-intelligence.spec.ts).
  expect(used.intelligence).toBeGreaterThan(0);
  expect(used.intelligence).toBeLessThanOrEqual(25 * kB);
});
