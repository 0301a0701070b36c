/** `npm run collector -- …`: the collector under Node. */
import { components } from '../../components/components.ts';
import { configJsonSchema } from '../../config/json-schema.ts';
import { CONTRIB_VERSION } from '../../pipeline/version.ts';
import { parseCommand, UsageError } from './cli/arguments.ts';
import { listComponents } from './cli/list-components.ts';
import { runReplay } from './cli/replay.ts';
import { run } from './cli/run.ts';
import { validate } from './cli/validate.ts';

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function main(): Promise<number> {
  const command = parseCommand(process.argv.slice(2));
  switch (command.name) {
    case 'help':
      console.log(command.text);
      return 0;
    case 'version':
      console.log(`OTLP Academy collector, with the semantics of collector contrib v${CONTRIB_VERSION}`);
      return 0;
    case 'components':
      console.log(await listComponents());
      return 0;
    case 'schema':
      console.log(JSON.stringify(configJsonSchema(await components.loadAll()), null, 2));
      return 0;
    case 'validate':
      return validate(command, complain);
    case 'replay':
      return runReplay(command, (line) => process.stdout.write(`${line}\n`), complain);
    case 'run':
      return run(command);
  }
}

// Whoever reads our output may go away before us (`… | head`).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`${error.usage}\n`);
  process.exitCode = 1;
}
