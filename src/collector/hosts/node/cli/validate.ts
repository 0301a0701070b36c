import { components } from '../../../components/components.ts';
import { parseFeatureGates } from '../../../config/feature-gates.ts';
import { checkConfig } from '../../../pipeline/check-config.ts';
import type { ConfigArguments } from './arguments.ts';
import { configOf, placeLine, processEnvironment } from './read-config.ts';

/** `validate`: prints what the collector would print. Resolves with the exit code. */
export async function validate(from: ConfigArguments, print: (line: string) => void): Promise<number> {
  const gates = parseFeatureGates(from.featureGates);
  const { warnings, failure } = await checkConfig(configOf(from), components, processEnvironment(), gates);
  if (failure !== undefined) {
    print(`Error: ${failure.text}`);
    // The collector doesn't say where; among several sources one wants to know.
    if (from.uris.length > 1) for (const error of failure.errors) print(placeLine('Where', error));
    return 1;
  }
  for (const warning of warnings) print(placeLine('Warning', warning));
  return 0;
}
