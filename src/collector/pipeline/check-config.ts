import { type ConfigFailure, configError } from '../config/config-failure.ts';
import type { Environment } from '../config/expand-env.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ConfigError } from '../hosted-collector.ts';
import { systemClock } from './clock.ts';
import { consoleLogger } from './logger.ts';
import { ListenError } from './network.ts';
import { BuildError, buildGraph } from './pipeline-graph.ts';
import type { Registry } from './registry.ts';
import { SelfTelemetry } from './self-telemetry.ts';

export type ConfigCheck = { readonly warnings: readonly ConfigError[]; readonly failure?: ConfigFailure };

/** All the collector's `validate` would object to: loads the configuration and builds its pipelines without starting them. */
export function checkConfig(text: string, registry: Registry, environment: Environment): ConfigCheck {
  const loaded = loadConfig(text, registry, environment);
  const { warnings } = loaded;
  if (!loaded.ok) return { warnings, failure: loaded };
  try {
    buildGraph(loaded.config, {
      clock: systemClock,
      logger: consoleLogger(() => undefined, systemClock, 'error'),
      telemetry: new SelfTelemetry(),
      network: { listen: () => Promise.reject(new ListenError('listen: a check doesn’t listen')) },
      print: () => undefined,
      backends: { traces: () => undefined },
    });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const message = `failed to build pipelines: ${error.message}`;
    const errors = [configError(message, loaded.config.locate(error.path))];
    return { warnings, failure: { errors, text: message, stage: 'validate' } };
  }
  return { warnings };
}
