// npm test: from a bare clone to a verdict. Node built-ins only until the dependencies are there.
// Every step writes its counts as JSON; the last line adds them up: `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './boot/browser.mjs';
import { ensureDependencies, projectEnvironment, root, runCommand, say } from './boot/environment.mjs';

const results = join(root, 'test-results');

/** `counts` reads what the step left behind; a step that left nothing counts as one failure. */
const steps = [
  { name: 'check', args: ['src/commands/check.ts', '--json', join(results, 'check.json')], counts: (r) => r },
  {
    name: 'unit',
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      '.ci/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(results, 'unit.json')}`,
    ],
    counts: (r) => ({
      passed: r.numPassedTests,
      failed: r.numFailedTests + brokenFiles(r),
      skipped: r.numPendingTests,
    }),
  },
  {
    name: 'labs',
    args: ['src/commands/labs.ts', '--runtime', 'all', '--json'],
    stdoutTo: 'labs.json',
    counts: (r) => ({
      passed: r.labs.filter((lab) => lab.ok).length,
      failed: r.labs.filter((lab) => !lab.ok).length,
    }),
  },
  { name: 'build', args: ['src/commands/build.ts'], counts: undefined },
  {
    name: 'built',
    args: ['src/commands/check-built.ts', '--json', join(results, 'built.json')],
    counts: (r) => r,
  },
  {
    name: 'e2e',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'e2e.json') },
    counts: (r) => ({
      passed: r.stats.expected + r.stats.flaky,
      failed: r.stats.unexpected + r.errors.length,
      skipped: r.stats.skipped,
    }),
  },
];

await runCommand(async () => {
  ensureDependencies();
  const { env, node } = projectEnvironment();
  const chromium = await ensureChromium(env);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    const began = Date.now();
    say(`\n── ${step.name} ${'─'.repeat(Math.max(0, 70 - step.name.length))}`);
    const counted = run(step, node, { ...env, CHROMIUM_PATH: chromium, ...step.env });
    say(`── ${step.name}: ${summary(counted)} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    for (const key of Object.keys(total)) total[key] += counted[key] ?? 0;
  }
  process.stdout.write(`\n${summary(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

function run(step, node, env) {
  const child = spawnSync(node, step.args, {
    cwd: root,
    env,
    stdio: ['ignore', step.stdoutTo ? 'pipe' : 2, 2],
    maxBuffer: 64 * 1024 * 1024,
  });
  const ok = child.status === 0;
  if (!step.counts) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counted;
  try {
    const text = step.stdoutTo
      ? child.stdout.toString()
      : readFileSync(join(results, `${step.name}.json`), 'utf8');
    counted = step.counts(JSON.parse(text));
  } catch (error) {
    say(`${step.name} left no result to read: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
  // A step that fails without a failed test (a crash at the end, say) must not pass for success.
  return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/** Files that failed before any of their tests ran. */
function brokenFiles(report) {
  return report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .length;
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
