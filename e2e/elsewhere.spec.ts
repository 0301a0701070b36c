import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { LabPage, solution } from './lab-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the downloaded lab is a project that plain Node runs', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.write(solution);
  const toggle = lab.bench.getByRole('button', { name: 'Take the lab with you' });
  await toggle.click();
  // In sight, right below its button: not cut off by the row of tabs.
  const item = lab.bench.getByRole('button', { name: /^Download as zip/ });
  await expect(item).toBeInViewport({ ratio: 1 });
  const [above, below] = [await toggle.boundingBox(), await item.boundingBox()];
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  expect(below!.y).toBeLessThan(above!.y + above!.height + 20);
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  expect(download.suggestedFilename()).toBe('hello-trace.zip');
  const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(await download.path())))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const project = join(folder, 'hello-trace');
  expect(readFileSync(join(project, 'src/main.ts'), 'utf8')).toBe(solution);
  expect(readFileSync(join(project, 'README.md'), 'utf8')).toContain('npm start');
  // The packages it names are those of the repository, so that the test needs no registry.
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const ours = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies;
  for (const [name, version] of Object.entries(dependencies)) expect(ours[name], name).toBe(version);
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const received: string[] = [];
  const collector = createServer((request, response) => {
    request.on('data', (chunk) => received.push(String(chunk)));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  const port = await new Promise<number | undefined>((resolve) => {
    collector.once('error', () => resolve(undefined));
    collector.listen(4318, () => resolve(4318));
  });
  test.skip(port === undefined, 'port 4318 is taken on this machine');
  await promisify(execFile)('npm', ['start'], { cwd: project });
  collector.close();
  expect(received.join('')).toContain('hello-world');
});

test('a lab is opened in StackBlitz when the learner asks for it, and not before', async ({
  page,
  context,
}) => {
  const posted: string[] = [];
  // A WebContainer may boot meanwhile, from another address there.
  await context.route('https://stackblitz.com/run*', async (route) => {
    posted.push(`${route.request().method()} ${route.request().url()}`, route.request().postData() ?? '');
    await route.fulfill({ contentType: 'text/html', body: '<h1>A stand-in for StackBlitz</h1>' });
  });
  const lab = await LabPage.open(page);
  await lab.write(solution);
  const menu = lab.bench.getByRole('button', { name: 'Take the lab with you' });
  const item = lab.bench.getByRole('button', { name: /^Open in StackBlitz/ });
  await menu.click();
  await expect(item).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(item).toBeHidden();
  expect(posted).toEqual([]);
  await menu.press('Enter');
  const [opened] = await Promise.all([context.waitForEvent('page'), item.click()]);
  await expect(opened.getByRole('heading')).toHaveText('A stand-in for StackBlitz');
  expect(posted[0]).toBe('POST https://stackblitz.com/run?file=src%2Fmain.ts');
  const fields = new URLSearchParams(posted[1]);
  expect(fields.get('project[template]')).toBe('node');
  expect(fields.get('project[files][src/main.ts]')?.replaceAll('\r\n', '\n')).toBe(solution);
  expect(fields.get('project[files][package.json]')).toContain('"start": "node src/main.ts"');
  // The page itself stays, with the learner's code.
  await expect(lab.editor).toContainText('hello-world');
});
