/** `npm run labs`: proves labs in every runtime, or runs a project folder once. */
import path from 'node:path';
import { parseCommandLine, USAGE } from './labs/command-line.ts';
import { runtimesNamed } from './labs/lab-runtimes.ts';
import { proofText, proveLabs } from './labs/prove-labs.ts';
import { runOnce } from './labs/run-once.ts';
import { UsageError } from './labs/usage-error.ts';
import { repositoryRoot } from './repository-root.ts';

/** Resolves to the exit code. Results go to standard output, progress to standard error. */
async function main(args: readonly string[]): Promise<number> {
  const command = parseCommandLine(args);
  if (command.command === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (command.command === 'run') {
    const { folder, config, out } = command;
    return await runOnce({
      ...command,
      folder: asTyped(folder),
      config: config === undefined ? undefined : asTyped(config),
      out: out === undefined ? undefined : asTyped(out),
    });
  }
  const runtimes = runtimesNamed(command.runtime);
  const say = (line: string): void => console.error(line);
  const proof = await proveLabs(path.join(repositoryRoot, 'labs'), command.ids, runtimes, say);
  console.log(command.json ? JSON.stringify(proof) : proofText(proof));
  return proof.ok ? 0 : 1;
}

/** npm runs scripts in the project's folder; paths are meant from where the command was typed. */
function asTyped(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
