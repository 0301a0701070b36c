import { components } from '../../../components/components.ts';
import { checkConfig } from '../../../pipeline/check-config.ts';
import type { ConfigArguments } from './arguments.ts';
import { processEnvironment, readConfig } from './read-config.ts';

/** `validate`: prints what the collector would print. Resolves with the exit code. */
export async function validate(from: ConfigArguments, print: (line: string) => void): Promise<number> {
  const { warnings, failure } = await checkConfig(readConfig(from.uris), components, processEnvironment());
  if (failure !== undefined) {
    print(`Error: ${failure.text}`);
    return 1;
  }
  const path = from.uris[0]?.replace(/^file:/, '');
  for (const { message, location } of warnings) {
    const place = location === undefined ? path : `${path}:${location.line}:${location.column}`;
    print(`Warning: ${place}: ${message}`);
  }
  return 0;
}
