/** The contract, the parity programs and the escapes in Firefox, where it is installed. One browser for all of them. */
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { describeEscapes } from './describe-escapes.ts';
import { describeParity } from './describe-parity.ts';
import { installedFirefox, launchFirefox, openFirefoxPage } from './harness/launch-firefox.ts';
import { openHarness } from './harness/start-harness.ts';

const firefox = installedFirefox();

describe.skipIf(firefox === undefined)('in Firefox', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchFirefox(firefox ?? '');
  });
  afterAll(() => browser?.close());

  /** A page of the browser that all share. */
  const openPage = () => openHarness({ newPage: () => openFirefoxPage(browser), close: async () => {} });

  describeLabRuntime('embedded', openPage, 'other');
  describeParity('Firefox', openPage);
  describeEscapes('Firefox', openPage);
});
