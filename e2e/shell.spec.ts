import { expect, test } from '@playwright/test';
import { firstTrace } from './lab-page.ts';

test('the language switch leads to the same page and back', async ({ page }) => {
  await page.goto(firstTrace);
  await page.getByRole('banner').getByRole('link', { name: /中文/ }).click();
  await expect(page).toHaveURL(`/zh-cn${firstTrace}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('五分钟快速上手');
  await expect(page.getByRole('button', { name: '运行', exact: true })).toBeVisible();
  await page
    .getByRole('banner')
    .getByRole('link', { name: /English/ })
    .click();
  await expect(page).toHaveURL(firstTrace);
});

test('the lab speaks Chinese on a Chinese page', async ({ page }) => {
  await page.goto(`/zh-cn${firstTrace}`);
  await page.getByRole('button', { name: '运行', exact: true }).click();
  await expect(page.getByRole('tabpanel').getByText('没有收到 Span')).toBeVisible();
});

test('the theme follows the system until the reader chooses, and the choice is kept', async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  expect(light).not.toBe(dark);
  const toggle = page.getByRole('button', { name: /^Theme/ });
  for (let presses = 0; presses < 3 && (await background()) !== dark; presses++) await toggle.click();
  expect(await background()).toBe(dark);
  await page.goto('/paths/quick-start/');
  expect(await background()).toBe(dark);
});

test('a lesson that is not written is named as planned and not linked', async ({ page }) => {
  await page.goto('/paths/quick-start/');
  await expect(page.getByText('Sampling basics').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Sampling basics/ })).toHaveCount(0);
  await expect(page.getByText('Planned').first()).toBeVisible();
});

for (const [language, prefix, query, expected] of [
  ['English', '', 'BatchSpanProcessor', 'Your first trace in five minutes'],
  ['Chinese', '/zh-cn', '追踪', '五分钟快速上手'],
] as const) {
  test(`search finds the lesson in ${language}, by keyboard`, async ({ page }) => {
    await page.goto(`${prefix}/`);
    await page.keyboard.press('ControlOrMeta+k');
    const box = page
      .getByRole('dialog')
      .getByRole('combobox')
      .or(page.getByRole('dialog').getByRole('searchbox'));
    await box.fill(query);
    const result = page
      .getByRole('dialog')
      .locator('a, [role="option"]')
      .filter({ hasText: expected })
      .first();
    await expect(result).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(`${prefix}/`);
  });
}

test('search that cannot be loaded says so, can be left, and is tried again', async ({ page, context }) => {
  await page.goto('/');
  await context.setOffline(true);
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText('could not be loaded');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await context.setOffline(false);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('span');
  await expect(dialog.getByRole('link').first()).toBeVisible();
});

test('without JavaScript a lesson is read, and its lab says what it needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/quick-start/02-your-first-trace/');
  await expect(page.getByRole('heading', { name: 'Why it matters' })).toBeVisible();
  // Text inside <noscript> is not found by text.
  await expect(page.locator('noscript > p')).toBeVisible();
  await expect(page.locator('noscript > p')).toContainText('needs JavaScript');
  await context.close();
});

test('search says when nothing is found', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').locator('input').fill('zzqqxxyy');
  await expect(page.getByRole('dialog')).toContainText('Nothing found');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an unknown address answers 404 with a way on', async ({ page }) => {
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await page.goto('/zh-cn/no/such/page/');
  await expect(page).toHaveTitle('这里没有页面 · OTLP Academy');
});

test('every page is cross-origin isolated', async ({ page }) => {
  await page.goto(firstTrace);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
