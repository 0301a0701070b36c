import { expect, test } from '@playwright/test';
import { LabPage, labFile, solution } from './lab-page.ts';

test('a compile error is shown at its line, and nothing runs', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("console.log('one');\nconst two = ;\n");
  await lab.run();
  await expect(lab.state).toContainText('does not compile, 1 problem');
  const marked = lab.editor.locator('.cm-mark-line');
  await expect(marked).toHaveText('const two = ;');
  await expect(lab.editor.locator('.cm-mark-message')).toContainText('Expression expected');
  const output = lab.panel('Output');
  await expect(output).toBeVisible();
  await expect(output).not.toContainText('one\n');
  await output.getByRole('button', { name: /src\/main\.ts:2/ }).click();
  await expect(lab.editor).toBeFocused();

  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
  await expect(lab.editor.locator('.cm-mark-message')).toHaveCount(0);
});

test('an import that the lab does not offer says what is offered', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("import express from 'express';\nexpress();\n");
  await lab.run();
  await expect(lab.editor.locator('.cm-mark-message')).toContainText('express');
  await expect(lab.editor.locator('.cm-mark-message')).toContainText('@opentelemetry/sdk-trace-web');
});

test('a runtime exception is shown at the line of the learner’s file', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(
    "import { work } from './work.ts';\n\nawait work();\nfunction fails(): never {\n  throw new TypeError('no such order');\n}\nfails();\n",
  );
  await lab.run();
  await expect(lab.bench.getByText('exit 1')).toBeVisible();
  await expect(lab.panel('Output')).toContainText('TypeError: no such order');
  await expect(lab.panel('Output')).toContainText('src/main.ts:5');
  await expect(lab.editor.locator('.cm-mark-line')).toContainText("throw new TypeError('no such order')");
});

test('an endless loop is stopped, and the next run is fine', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("console.log('spinning');\nwhile (true) {}\n");
  await lab.run();
  await lab.stopButton.click();
  await expect(lab.state).toContainText('Stopped');
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
});

test('a double click on Run runs the program', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.runButton.dblclick();
  await lab.judged(6, 6);
});

test('a part that could not be loaded is named in full, and Retry loads it', async ({ page }) => {
  const lab = await LabPage.open(page);
  await page.route(/compile-worker/, (route) => route.abort());
  await lab.touch();
  await lab.run();
  await expect(lab.state).toContainText('The runtime failed');
  await expect(lab.panel('Output')).toContainText('Not your code: The compiler could not be loaded');
  await page.unrouteAll();
  await lab.bench.getByRole('button', { name: 'Retry' }).click();
  await lab.judged(0, 6);
});

test('before the first run every panel says what to do', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.touch();
  await expect(lab.panel('Trace')).toContainText('No trace yet');
});

test('spans that a pipeline leads elsewhere are not said to be missing', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.bench.getByRole('tab', { name: 'collector.yaml' }).click();
  await lab.write(labFile('hello-trace/starter/collector.yaml').replace('[debug, trace_store]', '[debug]'));
  await lab.run();
  await lab.judged(0, 6);
  await expect(await lab.openPanel('Trace')).toContainText('received 2 spans, but none reached trace_store');
});

test('the watchdog ends a program that blocks its thread', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write('for (;;) {}\n');
  await lab.run();
  await expect(lab.state).toContainText('Stopped: the program blocked its thread for 5 s');
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
});

test('a flood of output is capped and the page stays usable', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write("for (let i = 0; i < 100_000; i++) console.log('a line of output, number', i);\n");
  await lab.run();
  const output = await lab.openPanel('Output');
  await expect(output.getByText(/more characters were not shown/)).toBeVisible();
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
});

test('a collector configuration that is refused is marked in collector.yaml', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.touch();
  await lab.bench.getByRole('tab', { name: 'collector.yaml' }).click();
  await lab.write(
    'receivers:\n  otlp:\n    protocols:\n      htttp:\nexporters:\n  debug:\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [debug]\n',
  );
  await lab.run();
  await expect(lab.state).toContainText('the Collector refused its configuration');
  await expect(lab.editor.locator('.cm-mark-message')).toContainText("'protocols' has invalid keys: htttp");
});

test('learner code reaches neither page, storage, network nor grader', async ({ page }) => {
  const requests: string[] = [];
  const lab = await LabPage.open(page);
  await lab.write(solution);
  await lab.run();
  await lab.judged(6, 6);
  page.on('request', (request) => requests.push(request.url()));
  await lab.write(`
const attempts: Record<string, () => unknown> = {
  fetch: () => fetch(new URL('/favicon.svg', 'http://' + 'localhost:4329')),
  document: () => (globalThis as any).document.title,
  parent: () => (globalThis as any).parent.document,
  storage: () => (globalThis as any).localStorage.length,
  indexedDB: () => (globalThis as any).indexedDB.open('x'),
  import: () => import('http://localhost:4329/favicon.svg' as string),
  worker: () => new (globalThis as any).Worker('/x.js'),
  socket: () => new (globalThis as any).WebSocket('ws://localhost:4329'),
  postMessage: () => (globalThis as any).postMessage({ type: 'exit', exitCode: 0 }),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    console.log(name, 'worked');
  } catch (error) {
    console.log(name, 'refused');
  }
}
console.log('done');
`);
  await lab.run();
  await lab.openPanel('Output');
  await expect(lab.panel('Output')).toContainText('done');
  const text = (await lab.panel('Output').textContent()) ?? '';
  expect(text).not.toContain('worked');
  await lab.judged(0, 6);
  expect(requests.filter((url) => /^https?:/.test(url))).toEqual([]);
});
