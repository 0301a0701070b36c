import { configError } from '../config/config-failure.ts';
import type { ConfigInput } from '../config/config-input.ts';
import type { Environment } from '../config/expand-env.ts';
import { defaultGates, type FeatureGates } from '../config/feature-gates.ts';
import { loadConfig } from '../config/load-config.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import { namedComponents } from '../config/named-components.ts';
import type { ComponentStatus, ConfigError } from '../hosted-collector.ts';
import type { Clock } from './clock.ts';
import type { Backends, Receiver } from './component.ts';
import type { FaultPlan } from './faults.ts';
import type { Files } from './files.ts';
import { consoleLogger, type Logger, type LogSink } from './logger.ts';
import { MemoryAccount } from './memory-account.ts';
import type { Network } from './network.ts';
import { BuildError, buildGraph, type Instance, type PipelineGraph } from './pipeline-graph.ts';
import type { Registry } from './registry.ts';
import type { ReplaySeams } from './replay-seams.ts';
import { type CounterValue, SelfTelemetry } from './self-telemetry.ts';
import { CONTRIB_VERSION } from './version.ts';

/** What a collector needs of its surroundings. */
export interface CollectorHost {
  readonly components: Registry;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly network: Network;
  readonly print: LogSink;
  readonly backends: Backends;
  readonly files: Files;
  readonly random: () => number;
  /** The feature gates that are on; the collector's defaults where it isn't given. */
  readonly featureGates?: FeatureGates;
  /** Stands in for the receivers: they aren't created then. */
  readonly replay?: ReplaySeams;
}

export type CollectorOutcome =
  | { readonly ok: true; readonly collector: Collector; readonly warnings: readonly ConfigError[] }
  | {
      readonly ok: false;
      readonly errors: readonly ConfigError[];
      /** What the collector prints after "Error: ", over several lines where it has them. */
      readonly text: string;
      readonly warnings: readonly ConfigError[];
    };

/** A collector that runs. */
export class Collector {
  readonly #graph: PipelineGraph;
  readonly #logger: Logger;
  readonly #telemetry: SelfTelemetry;
  readonly #memory: MemoryAccount;

  private constructor(graph: PipelineGraph, logger: Logger, telemetry: SelfTelemetry, memory: MemoryAccount) {
    this.#graph = graph;
    this.#logger = logger;
    this.#telemetry = telemetry;
    this.#memory = memory;
  }

  /** Loads a configuration, builds its pipelines and starts them: exporters first, receivers last. */
  static async start(input: ConfigInput, host: CollectorHost): Promise<CollectorOutcome> {
    const { components, environment, featureGates = defaultGates } = host;
    await components.load(namedComponents(input, environment, featureGates));
    const loaded = loadConfig(input, components, environment, featureGates);
    const { warnings } = loaded;
    if (!loaded.ok) {
      const { errors, text, stage } = loaded;
      return {
        ok: false,
        errors,
        text: stage === 'validate' ? `invalid configuration: ${text}` : text,
        warnings,
      };
    }
    const { config } = loaded;
    const logger = rootLogger(host, config);
    for (const warning of warnings) logger.log('warn', warning.message);
    const telemetry = new SelfTelemetry();
    const memory = new MemoryAccount();
    const shared = { ...host, logger, telemetry, memory, featureGates };
    let graph: PipelineGraph;
    try {
      graph = buildGraph(config, shared, host.replay);
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      const { message: text, path } = error;
      return { ok: false, errors: [configError(text, config.locate(path))], text, warnings };
    }
    logger.log('info', 'Starting otelcol-contrib...', { Version: CONTRIB_VERSION });
    const failure = (await startExtensions(graph, config, logger)) ?? (await startAll(graph, config, logger));
    if (failure !== undefined) {
      logger.log('info', 'Starting shutdown...');
      await shutdownAll(graph, logger);
      logger.log('info', 'Shutdown complete.');
      return { ok: false, errors: [failure.error], text: failure.text, warnings };
    }
    for (const { extension } of graph.extensions) extension.ready?.();
    logger.log('info', 'Everything is ready. Begin running and processing data.');
    return { ok: true, collector: new Collector(graph, logger, telemetry, memory), warnings };
  }

  status(): readonly ComponentStatus[] {
    return this.#graph.status();
  }

  /** The collector's own counters. */
  counters(): readonly CounterValue[] {
    return this.#telemetry.values();
  }

  /** Has a receiver fail on purpose, or with `undefined` do its work again. Throws an Error that says why it can't. */
  setFaults(receiver: string, plan: FaultPlan | undefined): void {
    const receivers = this.#graph.instances.filter(({ kind }) => kind === 'receiver');
    const found = receivers.find(({ id }) => id === receiver);
    if (found === undefined) {
      const ids = receivers.map(({ id }) => id).join(', ');
      throw new Error(`no receiver "${receiver}" runs (receivers: ${ids})`);
    }
    const { setFaults } = found.lifecycle as Receiver;
    if (setFaults === undefined) throw new Error(`the receiver "${receiver}" can't be made to fail`);
    setFaults(plan);
  }

  /** Bytes that queues, batches and pending traces hold now. */
  get heldBytes(): number {
    return this.#memory.used;
  }

  log(message: string, fields: Readonly<Record<string, string>> = {}): void {
    this.#logger.log('info', message, fields);
  }

  /** Stops receivers first; then every component hands on what it holds, in the order of the data. */
  async shutdown(): Promise<void> {
    this.#logger.log('info', 'Starting shutdown...');
    await shutdownAll(this.#graph, this.#logger);
    this.#logger.log('info', 'Shutdown complete.');
  }
}

function rootLogger(host: CollectorHost, config: LoadedConfig): Logger {
  const resource = {
    'service.instance.id': instanceId(host.random),
    'service.name': 'otelcol-contrib',
    'service.version': CONTRIB_VERSION,
  };
  return consoleLogger(host.print, host.clock, config.telemetry.logs.level, { resource });
}

interface StartFailure {
  readonly error: ConfigError;
  /** What the collector prints. */
  readonly text: string;
}

/** Extensions are there before any pipeline runs. */
async function startExtensions(
  graph: PipelineGraph,
  config: LoadedConfig,
  logger: Logger,
): Promise<StartFailure | undefined> {
  for (const { id, extension } of graph.extensions) {
    try {
      await extension.start?.();
    } catch (error) {
      const message = `failed to start extension "${id}": ${messageOf(error)}`;
      logger.log('error', 'Failed to start extension', { error: messageOf(error), id });
      const failure = configError(message, config.locate(['extensions', id]));
      return { error: failure, text: `failed to start extensions: ${messageOf(error)}` };
    }
  }
  return undefined;
}

/** Starts against the direction of the data, so that nothing arrives where nobody is ready. */
async function startAll(
  graph: PipelineGraph,
  config: LoadedConfig,
  logger: Logger,
): Promise<StartFailure | undefined> {
  for (const instance of graph.instances.toReversed()) {
    try {
      await instance.lifecycle.start?.();
    } catch (error) {
      const reason = messageOf(error);
      const { kind, id } = instance;
      logger.log('error', 'Failed to start component', { error: reason, type: capitalised(kind), id });
      const failed = configError(
        `failed to start "${id}" ${kind}: ${reason}`,
        config.locate([`${kind}s`, id]),
      );
      return { error: failed, text: `cannot start pipelines: ${failed.message}` };
    }
  }
  return undefined;
}

async function shutdownAll(graph: PipelineGraph, logger: Logger): Promise<void> {
  for (const { extension } of graph.extensions) extension.notReady?.();
  const receivers = graph.instances.filter((instance) => instance.kind === 'receiver');
  const others = graph.instances.filter((instance) => instance.kind !== 'receiver');
  await Promise.all(receivers.map((instance) => shutdownOne(instance, logger)));
  for (const instance of others) await shutdownOne(instance, logger);
  for (const { id, extension } of graph.extensions.toReversed()) {
    await shutdownOne({ id, lifecycle: extension }, logger);
  }
}

/** One component that fails to stop doesn't keep the others from flushing. */
async function shutdownOne(instance: Pick<Instance, 'id' | 'lifecycle'>, logger: Logger): Promise<void> {
  try {
    await instance.lifecycle.shutdown?.();
  } catch (error) {
    logger.log('error', 'Failed to shut down component', { error: messageOf(error), id: instance.id });
  }
}

/** A random UUID (version 4). */
function instanceId(random: () => number): string {
  const bytes = Uint8Array.from({ length: 16 }, () => random() * 256);
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
