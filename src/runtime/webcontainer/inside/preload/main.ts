/** Loaded into the program's process before the program (`node --require`). */
import { INPUT_FILE, type ProgramSetup, RUN_VARIABLE } from '../../relay/program-messages.ts';
import { installAsyncContext } from './async-context.ts';
import { mainSettled, openEnding } from './ending.ts';
import { openInput } from './input.ts';
import { installModules } from './modules.ts';
import { openNetwork } from './network.ts';
import { openOutput, tellPage } from './output.ts';

/** What programs find in any environment, here as in the Node runtime; a container has more. */
const USUAL = new Set(['PATH', 'HOME', 'PWD', 'TMPDIR']);

const setup = takeSetup();
// A process that the program starts loads this file only if it is told to; it is none of the page's runs.
if (setup !== undefined) {
  openOutput(setup.nonce, setup.outputLimit);
  openInput(`${setup.folder}/${INPUT_FILE}`);
  installAsyncContext();
  installModules(setup, mainSettled);
  openEnding(setup.entry);
  openNetwork(setup);
  tellPage({ type: 'ready' });
}

function takeSetup(): ProgramSetup | undefined {
  const { env } = process;
  const text = env[RUN_VARIABLE];
  if (text === undefined) return undefined;
  const taken = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as ProgramSetup;
  for (const name of Object.keys(env)) if (!USUAL.has(name)) delete env[name];
  Object.assign(env, taken.env);
  process.argv.splice(1, Infinity, `${taken.folder}/${taken.entry}`, ...taken.argv);
  return taken;
}
