/**
 * npm run check: types, lint and format, import direction, content, lockfile, READMEs. Exits 0 when there is no problem.
 * `--json FILE` writes `{passed, failed}` there too.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { contentCheck } from './check/content-check.ts';
import { labTypesCheck } from './check/lab-types-check.ts';
import { lockfileCheck } from './check/lockfile-check.ts';
import { readmeCheck } from './check/readme-check.ts';
import { runChecks } from './check/run-checks.ts';
import { toolCheck } from './check/tool-check.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });

const counts = await runChecks([
  lockfileCheck,
  readmeCheck,
  contentCheck,
  labTypesCheck,
  toolCheck('lint and format', 'node_modules/@biomejs/biome/bin/biome', [
    'ci',
    '--config-path=.ci',
    '--colors=off',
    '--error-on-warnings',
    'src',
    'labs',
    'e2e',
    'astro.config.mjs',
  ]),
  toolCheck('import direction', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.ci/dependency-cruiser.cjs',
    '--output-type',
    'err-long',
    'src',
    'labs',
  ]),
  toolCheck('types', 'node_modules/astro/bin/astro.mjs', ['check', '--minimumSeverity', 'warning']),
]);

if (values.json !== undefined) await writeFile(values.json, JSON.stringify(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
