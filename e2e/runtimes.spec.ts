import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { Peer } from '../src/runtime/webcontainer/testing/peer/peer.ts';
import { firstTrace, LabPage, solution } from './lab-page.ts';

/** StackBlitz' address, answered here: the peer runs real Node processes for the client of the page. */
const test = base.extend<{ peer: Peer }>({
  peer: async ({ context }, use) => {
    const peer = await Peer.route(context);
    await use(peer);
    await peer.close();
  },
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

class RuntimeOfLab {
  readonly lab: LabPage;

  constructor(lab: LabPage) {
    this.lab = lab;
  }

  option(name: 'Auto' | 'Embedded' | 'WebContainer') {
    return this.lab.bench.getByRole('radio', { name });
  }

  get badge() {
    return this.lab.bench.locator('.wb-badge');
  }

  /** Why there is no container, or how far its boot is. */
  get line() {
    return this.lab.bench.locator('.wb-container');
  }

  get ready() {
    return expect(this.option('WebContainer')).toHaveAccessibleDescription('Ready');
  }
}

async function open(page: Page): Promise<RuntimeOfLab> {
  return new RuntimeOfLab(await LabPage.open(page));
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join('; ')}`);
}

test('auto runs at once, and in the WebContainer once that is there', async ({ page, peer }) => {
  const runtime = await open(page);
  const { lab } = runtime;
  expect(peer.requested).toEqual([]);
  await lab.write(solution);
  await runtime.ready;
  await lab.run();
  await lab.judged(6, 6);
  await expect(runtime.badge).toHaveText('WebContainer');
  expect(peer.engine.log.filter((line) => line.startsWith('spawn node'))).not.toEqual([]);
  const kept = await page.evaluate(() => localStorage.getItem('otlp-academy.progress.1.hello-trace'));
  expect(JSON.parse(kept ?? '{}')).toMatchObject({ status: 'passed', runtime: 'webcontainer' });
});

test('auto does not wait for a boot that hangs', async ({ page, peer }) => {
  peer.trouble = 'silent';
  const runtime = await open(page);
  await runtime.lab.write(solution);
  await expect.poll(() => peer.requested.length).toBeGreaterThan(0);
  await expect(runtime.option('WebContainer')).toHaveAccessibleDescription(/^Starting/);
  await runtime.lab.run();
  await runtime.lab.judged(6, 6);
  await expect(runtime.badge).toHaveText('Embedded');
});

test('where there is no WebContainer auto runs embedded; choosing it says why, and Retry gets it', async ({
  page,
  peer,
}) => {
  peer.trouble = 'unreachable';
  const runtime = await open(page);
  const { lab } = runtime;
  await lab.write(solution);
  await expect(runtime.option('WebContainer')).toHaveAccessibleDescription(/^Not available/);
  await expect(runtime.line).toHaveCount(0);
  await lab.run();
  await lab.judged(6, 6);
  await expect(runtime.badge).toHaveText('Embedded');

  await runtime.option('WebContainer').click();
  await expect(runtime.line).toContainText('stackblitz.com');
  await expect(runtime.line).toContainText('could not be reached');
  expect(await violations(page)).toEqual([]);
  peer.trouble = 'none';
  // On a busy machine a stage may take longer than the guard bears.
  await expect(async () => {
    const retry = runtime.line.getByRole('button', { name: 'Retry' });
    if (await retry.isVisible()) await retry.click();
    await expect(runtime.option('WebContainer')).toHaveAccessibleDescription('Ready', { timeout: 10_000 });
  }).toPass();
  await expect(runtime.line).toHaveCount(0);
  await lab.run();
  await expect(runtime.badge).toHaveText('WebContainer');
});

test('who insists on the WebContainer sees how far it is, and can go on without it', async ({
  page,
  peer,
}) => {
  peer.trouble = 'stuck';
  const runtime = await open(page);
  const { lab } = runtime;
  await lab.write(solution);
  await runtime.option('WebContainer').click();
  await lab.run();
  await expect(lab.state).toContainText('Waiting for the WebContainer');
  await expect(runtime.line.getByRole('progressbar')).toBeVisible();
  await lab.stopButton.click();
  await expect(lab.state).toContainText('Stopped');
  await lab.run();
  await expect(lab.state).toContainText('Waiting for the WebContainer');
  await runtime.line.getByRole('button', { name: 'Cancel' }).click();
  await lab.judged(6, 6);
  await expect(runtime.badge).toHaveText('Embedded');
});

test('the choice is remembered, and moves by keyboard', async ({ page, peer }) => {
  const runtime = await open(page);
  await runtime.lab.touch();
  await runtime.option('Auto').focus();
  await page.keyboard.press('ArrowRight');
  await expect(runtime.option('Embedded')).toBeFocused();
  await expect(runtime.option('Embedded')).toBeChecked();
  await page.reload();
  const asked = peer.requested.length;
  await runtime.lab.touch();
  await expect(runtime.option('Embedded')).toBeChecked();
  await runtime.lab.write(solution);
  await runtime.lab.run();
  await runtime.lab.judged(6, 6);
  expect(peer.requested).toHaveLength(asked);
});

test('a run whose WebContainer dies is repeated in the embedded runtime, and says so', async ({
  page,
  peer,
}) => {
  const runtime = await open(page);
  const { lab } = runtime;
  await lab.write(
    `${solution}\nconsole.log('one moment');\nawait new Promise((resolve) => setTimeout(resolve, 5_000));\n`,
  );
  await runtime.ready;
  await lab.run();
  await expect(lab.panel('Output')).toContainText('one moment');
  peer.engine.fail('RuntimeError: memory access out of bounds');
  await lab.judged(6, 6);
  await expect(runtime.badge).toHaveText('Embedded');
  await expect(lab.bench.locator('.wb-notice')).toContainText('repeated in the embedded runtime');
  await expect(lab.bench.locator('.wb-notice')).toContainText('memory access out of bounds');
});

test.describe('the terminal', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is a shell in the lab's folder, in ${colorScheme}`, async ({ page, peer }) => {
      // Two analyses of a large page, and processes in between.
      test.slow();
      await page.emulateMedia({ colorScheme });
      const runtime = await open(page);
      const { lab } = runtime;
      await lab.touch();
      await expect(lab.bench.getByRole('tab', { name: 'Terminal' })).toHaveCount(0);
      await runtime.ready;
      await lab.bench.getByRole('tab', { name: 'Terminal' }).click();
      const panel = lab.bench.getByRole('tabpanel', { name: 'Terminal' });
      const screen = panel.locator('.xterm-rows');
      const input = panel.getByRole('textbox', { name: /^Terminal/ });
      await expect(panel.getByText('The shell is starting.')).toHaveCount(0);
      await input.focus();
      await page.keyboard.type('node -v; ls src; echo "<$((6*7))>"\n');
      await expect(screen).toContainText(process.version);
      await expect(screen).toContainText('main.ts');
      await expect(screen).toContainText('<42>');
      expect(await violations(page)).toEqual([]);

      // What stands on the screen can be copied, and what was copied pasted.
      // The screen lies over its rows.
      await screen.getByText('<42>').dblclick({ force: true, position: { x: 12, y: 6 } });
      await page.keyboard.press('Control+c');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('42');
      await page.evaluate(() => navigator.clipboard.writeText('echo pasted-$((1+1))'));
      await input.focus();
      await page.keyboard.press('Control+v');
      await page.keyboard.press('Enter');
      await expect(screen).toContainText('pasted-2');

      // Its size is the panel's.
      await page.setViewportSize({ width: 1100, height: 900 });
      await expect
        .poll(() => peer.engine.log.filter((line) => line.startsWith('resize')).length)
        .toBeGreaterThan(1);

      // Tab is the shell's, until Escape.
      await page.keyboard.press('Tab');
      await expect(input).toBeFocused();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await expect(input).not.toBeFocused();

      await panel.getByRole('button', { name: 'Screen reader mode' }).click();
      await expect(panel.locator('.xterm-accessibility')).toContainText('pasted-2');
      expect(await violations(page)).toEqual([]);

      await input.focus();
      // The peer's shell has no line editor: the Tab and the Escape are on the line.
      await page.keyboard.press('Enter');
      await page.keyboard.type('exit 3\n');
      await expect(panel.getByText('ended with exit code 3')).toBeVisible();
      await panel.getByRole('button', { name: 'New shell' }).click();
      await page.keyboard.type('echo again-$((2+2))\n');
      await expect(screen).toContainText('again-4');
    });
  }

  test('changes its colours with the page, in place', async ({ page, peer }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    const runtime = await open(page);
    await runtime.lab.touch();
    await runtime.ready;
    expect(peer.engines).toHaveLength(1);
    await runtime.lab.bench.getByRole('tab', { name: 'Terminal' }).click();
    const viewport = runtime.lab.bench.locator('.xterm-scrollable-element');
    await expect(viewport).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(viewport).toHaveCSS('background-color', 'rgb(21, 25, 24)');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the choice and the terminal fit', async ({ page, peer }) => {
    const runtime = await open(page);
    await runtime.lab.runButton.tap();
    await runtime.ready;
    expect(peer.engines).toHaveLength(1);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await fits()).toBeLessThanOrEqual(390);
    await runtime.lab.bench.getByRole('tab', { name: 'Terminal' }).tap();
    await expect(runtime.lab.bench.locator('.xterm-rows')).toBeVisible();
    expect(await fits()).toBeLessThanOrEqual(390);
    peer.trouble = 'unreachable';
    peer.engine.fail('gone');
    await runtime.option('WebContainer').tap();
    await expect(runtime.line).toBeVisible();
    expect(await fits()).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
});

test.describe('where the operator switched WebContainers off', () => {
  test('nothing is asked of stackblitz.com, and there is nothing to choose', async ({ page, peer }) => {
    await asBuiltWith(page, 'embedded-only');
    await page.addInitScript(() => localStorage.setItem('otlp-academy.workbench.runtime', 'webcontainer'));
    const thirdParty: string[] = [];
    page.on('request', (request) => {
      if (!/^(http:\/\/localhost:|blob:|data:)/.test(request.url())) thirdParty.push(request.url());
    });
    const runtime = await open(page);
    await runtime.lab.write(solution);
    await runtime.lab.run();
    await runtime.lab.judged(6, 6);
    await expect(runtime.badge).toHaveText('Embedded');
    await expect(runtime.lab.bench.getByRole('radio')).toHaveCount(0);
    // As long as a boot in the background would take to begin.
    await page.waitForLoadState('networkidle');
    expect(thirdParty).toEqual([]);
    expect(peer.requested).toEqual([]);
  });
});

/** The page as a build with another `LAB_RUNTIME` has it: the setting is a property of the lab. */
async function asBuiltWith(page: Page, site: string): Promise<void> {
  await page.route(`**${firstTrace}`, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(
      '&quot;site&quot;:[0,&quot;auto&quot;]',
      `&quot;site&quot;:[0,&quot;${site}&quot;]`,
    );
    expect(html).toContain(`&quot;${site}&quot;`);
    await route.fulfill({ response, body: html });
  });
}
