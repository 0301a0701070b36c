import { expect, type Page, test } from '@playwright/test';
import { LabPage, labFile } from './lab-page.ts';

const starter = labFile('hello-trace/starter/src/main.ts');

/** Puts the caret at the end of `place`, whose text must stand in the file once, and writes `code` there by keyboard. */
async function typeAfter(lab: LabPage, page: Page, place: string, code: string): Promise<void> {
  await lab.write(starter.replace(place, () => `${place}\u0000`).split('\u0000')[0] ?? '');
  const rest = starter.slice(starter.indexOf(place) + place.length);
  await page.keyboard.insertText(rest);
  await page.keyboard.press('ControlOrMeta+Home');
  const before = starter.slice(0, starter.indexOf(place) + place.length).split('\n');
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type(code);
}

/** What the editor has told screen readers since; CodeMirror takes each down after a fifth of a second. */
async function announcements(page: Page): Promise<() => Promise<readonly string[]>> {
  const said = await page.locator('.cm-announced').evaluateHandle((region) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(region.textContent)).observe(region, { childList: true });
    return texts;
  });
  return () => said.jsonValue();
}

test('span. offers what a span has; setAttribute is taken by keyboard and described', async ({ page }) => {
  const lab = await LabPage.open(page);
  await typeAfter(lab, page, 'console.log(await work());', '\nspan.');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await expect(list.getByRole('option', { name: 'setAttribute', exact: true })).toBeVisible();
  await page.keyboard.type('setAttr');
  await expect(list.getByRole('option').first()).toHaveText('setAttribute');
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('.cm-completionInfo')).toContainText('Sets an attribute to the span.');
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await page.keyboard.type('(');
  await expect(page.locator('.cm-described')).toContainText(
    'setAttribute(key: string, value: SpanAttributeValue): Span',
  );
  await expect(page.locator('.cm-described strong')).toHaveText('key: string');
  await page.keyboard.press('Escape');
  await expect(page.locator('.cm-described')).toBeHidden();
  await expect(lab.editor).toContainText('span.setAttribute(');
});

test('who types on while it is being fetched gets the list when it is there', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.touch();
  await page.route('**/language-support*', async (route) => {
    await expect(lab.editor).toContainText(/tracer\.$/);
    await route.continue();
  });
  await lab.editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\ntracer.');
  await expect(page.getByRole('option', { name: 'startActiveSpan' })).toBeVisible({ timeout: 40_000 });
});

test('taking a name that is not imported adds its import', async ({ page }) => {
  const lab = await LabPage.open(page);
  await typeAfter(lab, page, 'console.log(await work());', '\nSpanStatusC');
  const option = page.getByRole('option', { name: /^SpanStatusCode/ });
  await expect(option).toContainText('@opentelemetry/api');
  await page.keyboard.press('Enter');
  await expect(lab.editor).toContainText("import { SpanStatusCode, trace } from '@opentelemetry/api';");
});

test('a type error is underlined, told by F8 and gone when it is mended', async ({ page }) => {
  const lab = await LabPage.open(page);
  await typeAfter(lab, page, 'console.log(await work());', "\nspan.setAttribute(5, 'five');");
  const announced = await announcements(page);
  const underlined = lab.editor.locator('.cm-lintRange-error');
  await expect(underlined).toHaveText('5');
  await expect(lab.bench.locator('.cm-gutterElement.cm-mark-error')).toHaveCount(1);
  await page.keyboard.press('F8');
  const message = "Argument of type 'number' is not assignable to parameter of type 'string'.";
  await expect(page.locator('.cm-described')).toContainText(message);
  await expect(page.locator('.cm-described')).toContainText('TS2345');
  await expect.poll(announced).toContain(`Error: ${message} (TS2345)`);
  // F8 has selected what is wrong.
  await page.keyboard.type("'five'");
  await expect(underlined).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect.poll(announced).toContain('No problems in this file');
});

test('a name is described at the caret by keyboard and under the pointer', async ({ page }) => {
  const lab = await LabPage.open(page);
  await lab.touch();
  await lab.editor.getByText('startActiveSpan').first().click();
  const described = page.locator('.cm-described');
  // The service is fetched at the click; until it is there, the keys do nothing.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+i');
    await expect(described).toContainText('Starts a new Span and calls the given function', {
      timeout: 1_000,
    });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(described).toBeHidden();
  await lab.editor.getByText('getTracer').first().hover();
  await expect(described).toContainText('Returns a tracer from the global tracer provider.');
});

test('nothing of it is fetched before the learner comes to the editor, and a run needs none of it', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const lab = await LabPage.open(page);
  await lab.touch();
  await lab.run();
  await lab.judged(0, 6);
  expect(fetched.filter((url) => /\/types-|language-support/.test(url))).toEqual([]);
  await lab.editor.click();
  await expect.poll(() => fetched.filter((url) => /\/types-base/.test(url)).length).toBe(1);
  // Only what this lab's package.json asks for and those need.
  expect(fetched.filter((url) => /semantic-conventions|pglite|3\.x/.test(url))).toEqual([]);
});
