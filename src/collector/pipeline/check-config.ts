import { type ConfigFailure, configError } from '../config/config-failure.ts';
import type { ConfigInput } from '../config/config-input.ts';
import type { Environment } from '../config/expand-env.ts';
import { defaultGates, type FeatureGates } from '../config/feature-gates.ts';
import { loadConfig } from '../config/load-config.ts';
import { namedComponents } from '../config/named-components.ts';
import type { ConfigError } from '../hosted-collector.ts';
import { systemClock } from './clock.ts';
import type { Files } from './files.ts';
import { consoleLogger } from './logger.ts';
import { MemoryAccount } from './memory-account.ts';
import type { Network } from './network.ts';
import { BuildError, buildGraph } from './pipeline-graph.ts';
import type { Registry } from './registry.ts';
import { SelfTelemetry } from './self-telemetry.ts';

const unreachable = (): Promise<never> => Promise.reject(new Error('a check opens no ports and no files'));

const nowhere: Network = {
  listen: unreachable,
  listenGrpc: unreachable,
  request: unreachable,
  call: unreachable,
  lookup: unreachable,
};

const nothing: Files = {
  open: unreachable,
  read: unreachable,
  rename: unreachable,
  remove: unreachable,
  list: unreachable,
  kindOf: unreachable,
  makeDirectory: unreachable,
};

export type ConfigCheck = { readonly warnings: readonly ConfigError[]; readonly failure?: ConfigFailure };

/** All the collector's `validate` would object to: loads the configuration and builds its pipelines without starting them. */
export async function checkConfig(
  input: ConfigInput,
  registry: Registry,
  environment: Environment,
  gates: FeatureGates = defaultGates,
): Promise<ConfigCheck> {
  await registry.load(namedComponents(input, environment, gates));
  const loaded = loadConfig(input, registry, environment, gates);
  const { warnings } = loaded;
  if (!loaded.ok) return { warnings, failure: loaded };
  try {
    buildGraph(loaded.config, {
      clock: systemClock,
      logger: consoleLogger(() => undefined, systemClock, 'error'),
      telemetry: new SelfTelemetry(),
      network: nowhere,
      print: () => undefined,
      backends: {
        traces: () => undefined,
        metrics: () => undefined,
        logs: () => undefined,
        profiles: () => undefined,
      },
      files: nothing,
      memory: new MemoryAccount(),
      random: () => 0,
      featureGates: gates,
    });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const { message } = error;
    const errors = [configError(message, loaded.config.locate(error.path))];
    return { warnings, failure: { errors, text: message, stage: 'validate' } };
  }
  return { warnings };
}
