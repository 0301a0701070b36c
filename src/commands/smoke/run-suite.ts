/** Runs the contract suite of the WebContainer runtime in a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { SuiteReport } from './report-text.ts';

const SUITE = 'src/runtime/webcontainer/webcontainer.test.ts';

/** `env` is added to the environment. What the suite prints as it goes is printed. */
export function runSuite(env: Readonly<Record<string, string>>): SuiteReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'smoke-'));
  const output = path.join(folder, 'report.json');
  const args = [
    path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=.ci/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
    SUITE,
  ];
  try {
    spawnSync(process.execPath, args, {
      cwd: repositoryRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    return JSON.parse(readFileSync(output, 'utf8')) as SuiteReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
