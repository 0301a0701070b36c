/** What can be checked only on the built site. Part of `npm test`; `--json FILE` writes `{passed, failed}`. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { builtLinksCheck } from './check/built-links-check.ts';
import { runChecks } from './check/run-checks.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const counts = await runChecks([builtLinksCheck]);
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
