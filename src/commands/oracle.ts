/** npm run oracle -- [name …]: compares ours with the real thing where its toolchain is present. */
import { parseArgs } from 'node:util';
import { collectorOracle } from './oracle/collector/collector-oracle.ts';
import type { Oracle } from './oracle/oracle.ts';

const oracles: readonly Oracle[] = [collectorOracle];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    filter: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const unknown = positionals.filter((name) => !oracles.some((oracle) => oracle.name === name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No oracle is called ${unknown.join(', ')}.`);
  console.error('npm run oracle -- [name …] [--filter TEXT] [--record]\n');
  for (const { name, about } of oracles) console.error(`  ${name}  ${about}`);
  console.error('\n  --filter TEXT  only cases whose name contains it');
  console.error(
    '  --record       keep what the real thing answered, for tests where its toolchain is missing',
  );
  process.exitCode = values.help ? 0 : 2;
} else {
  for (const oracle of oracles) {
    if (positionals.length === 0 || positionals.includes(oracle.name)) await report(oracle);
  }
}

async function report(oracle: Oracle): Promise<void> {
  const { record, filter } = values;
  const progress = (line: string): void => console.error(`${oracle.name}: ${line}`);
  const result = await oracle.run({ record, filter, progress });
  if ('skipped' in result) {
    console.log(`${oracle.name}: skipped: ${result.skipped}`);
    return;
  }
  for (const { name, details } of result.differences)
    console.log(`DIFFERS  ${name}\n${details.join('\n')}\n`);
  for (const { name, reason } of result.known) console.log(`known    ${name}: ${reason}`);
  for (const caveat of result.caveats) console.log(`note     ${caveat}`);
  const { length } = result.differences;
  console.log(
    `${oracle.name}: ${result.compared} cases compared, ${length} differ, ${result.known.length} differ for a reason that is written down`,
  );
  if (length > 0) process.exitCode = 1;
}
