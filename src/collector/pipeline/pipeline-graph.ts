import type { LoadedConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import type { ComponentContext, Extension, Lifecycle } from './component.ts';
import { checkConnectors } from './connector-plan.ts';
import { buildExtensions, type ExtensionInstance } from './extension-set.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { ReplaySeams } from './replay-seams.ts';

export { BuildError } from './build-error.ts';

/** An instance with what is needed to start it and to say which one failed. */
export interface Instance {
  readonly kind: 'receiver' | 'processor' | 'exporter' | 'connector';
  readonly id: string;
  readonly lifecycle: Lifecycle;
}

/** All instances of a configuration, wired up and not yet started. */
export interface PipelineGraph {
  /** In the order of the data, receivers first. Started backwards, shut down forwards. */
  readonly instances: readonly Instance[];
  /** In the order of `service::extensions`. */
  readonly extensions: readonly ExtensionInstance[];
  /** Counters in pipeline order. */
  status(): readonly ComponentStatus[];
}

/** What is the same for all components. */
export type SharedContext = Omit<ComponentContext, 'id' | 'extension'>;

/**
 * Wires the pipelines of a validated configuration: receivers and exporters that several pipelines name exist once, a
 * processor exists in each pipeline anew, a connector once for each pair of signals. Components no pipeline names
 * aren't created. Throws BuildError.
 */
export function buildGraph(config: LoadedConfig, shared: SharedContext, replay?: ReplaySeams): PipelineGraph {
  const extensions = new Map<string, Extension>();
  const context = { ...shared, extension: (id: string) => extensions.get(id) };
  let status = (): readonly ComponentStatus[] => [];
  const built = buildExtensions(config, context, extensions, () => status());
  checkConnectors(config);
  const builder = new GraphBuilder(config, context, replay);
  const instances = builder.build();
  status = () => builder.status();
  return { instances, extensions: built, status };
}
