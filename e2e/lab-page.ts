import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export const firstTrace = '/quick-start/02-your-first-trace/';

/** A file of a lab as it stands in the repository. */
export function labFile(path: string): string {
  return readFileSync(new URL(`../labs/${path}`, import.meta.url), 'utf8');
}

export const solution = labFile('hello-trace/solution/src/main.ts');

/** A lesson with its lab, used as a learner uses it: by roles, names and keys. */
export class LabPage {
  readonly page: Page;
  readonly bench: Locator;
  readonly editor: Locator;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly rows: Locator;
  /** The line beside Run: how the last run went. */
  readonly state: Locator;
  /** Read by screen readers only. */
  readonly announcement: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bench = page.getByRole('region', { name: 'Lab: hello-trace' });
    this.editor = this.bench.locator('.cm-content');
    this.runButton = this.bench.getByRole('button', { name: 'Run', exact: true });
    this.stopButton = this.bench.getByRole('button', { name: 'Stop', exact: true });
    this.rows = this.bench.getByRole('treeitem');
    this.state = this.bench.locator('.wb-state');
    this.announcement = this.bench.locator('[role="status"][aria-live="polite"].sr');
  }

  static async open(page: Page, url = firstTrace): Promise<LabPage> {
    await page.goto(url);
    return new LabPage(page);
  }

  /** Replaces the open file's text. */
  async write(code: string): Promise<void> {
    await this.touch();
    await this.editor.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(code);
  }

  /** Hydrates the workbench, as the pointer entering it does. */
  async touch(): Promise<void> {
    await this.bench.hover();
    await expect(this.editor).toBeVisible();
  }

  async run(): Promise<void> {
    await this.runButton.click();
  }

  /** The program has ended and its checks are judged. */
  async judged(passed: number, total: number): Promise<void> {
    const words = passed === total ? `All ${total} checks pass` : `${passed} of ${total} checks pass`;
    await expect(this.bench.locator('.wb-verdict')).toContainText(words);
  }

  panel(name: 'Output' | 'Trace' | 'Collector' | 'Checks'): Locator {
    return this.bench.locator(`.wb-panel-${name.toLowerCase()}`);
  }

  async openPanel(name: 'Output' | 'Trace' | 'Collector' | 'Checks'): Promise<Locator> {
    await this.bench.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    return this.panel(name);
  }
}
