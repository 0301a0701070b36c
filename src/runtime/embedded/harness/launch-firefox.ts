/** Starts the Firefox that is there: named by FIREFOX_PATH or installed by Debian. Driven over WebDriver BiDi. */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { DrivenPage } from './driven-page.ts';

const USUAL = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** `undefined` where Firefox isn't installed. */
export function installedFirefox(): string | undefined {
  return process.env['FIREFOX_PATH'] ?? USUAL.find((path) => existsSync(path));
}

export function launchFirefox(executablePath: string): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      // The tests have processes die on purpose.
      'browser.tabs.crashReporting.sendReport': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
    },
  });
}

/** A page as the harness drives it. */
export async function openFirefoxPage(browser: Browser): Promise<DrivenPage> {
  const page = await browser.newPage();
  return {
    evaluate: <R, A>(action: (argument: A) => R | Promise<R>, argument: A) =>
      page.evaluate(action as (given: unknown) => unknown, argument) as Promise<R>,
    exposeFunction: (name, action) => page.exposeFunction(name, action),
    goto: (url) => page.goto(url),
    on: (event, listener) => page.on(event, listener),
  };
}
