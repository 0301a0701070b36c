// Finds the Chromium that tests drive, or installs one.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Remedy, root, say } from './environment.mjs';

/** Path of a Chromium that starts. */
export async function ensureChromium(environment) {
  const found = await findChromium();
  if (found) return found;
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (debian) {
    say('Installing Chromium and a Chinese font from Debian …');
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0;
    if (apt('update', '-qq'))
      apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  } else {
    say('Installing Chromium by Playwright …');
    spawnSync('npx', ['playwright', 'install', 'chromium'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: environment,
      shell: process.platform === 'win32',
    });
  }
  const installed = await findChromium();
  if (installed) return installed;
  throw new Remedy(
    [
      'No Chromium was found and none could be installed. Any one of these will do:',
      '- Debian or Ubuntu: sudo apt-get install chromium fonts-noto-cjk',
      '- elsewhere: npx playwright install chromium',
      '- or name one: CHROMIUM_PATH=/path/to/chromium npm test',
    ].join('\n'),
  );
}

async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Remedy(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}
