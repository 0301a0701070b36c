import type { ComponentFactory, ComponentKind } from '../pipeline/component.ts';
import type { SourceRange } from './config-node.ts';
import type { TelemetryConfig } from './telemetry-config.ts';

export interface ComponentConfig {
  /** Normal form: "otlp/2". */
  readonly id: string;
  readonly factory: ComponentFactory;
  /** Decoded and validated by the factory's schema. */
  readonly config: unknown;
}

export interface PipelineConfig {
  /** "traces/2". */
  readonly id: string;
  readonly signal: string;
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

/** The components of one kind, by id, in the order of the file. */
export type Components = ReadonlyMap<string, ComponentConfig>;

/** A configuration that has been decoded; validated when `loadConfig` returned it. */
export interface LoadedConfig {
  readonly receivers: Components;
  readonly processors: Components;
  readonly exporters: Components;
  readonly connectors: Components;
  readonly extensions: Components;
  readonly serviceExtensions: readonly string[];
  readonly pipelines: readonly PipelineConfig[];
  readonly telemetry: TelemetryConfig;
  /** The place in the file of a path of keys: ["receivers", "otlp"]. */
  locate(path: readonly string[]): SourceRange | undefined;
}

export type SectionName = 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions';

/** The five sections of components, with the kind each holds. */
export const SECTIONS: Readonly<Record<SectionName, ComponentKind>> = {
  receivers: 'receiver',
  processors: 'processor',
  exporters: 'exporter',
  connectors: 'connector',
  extensions: 'extension',
};
