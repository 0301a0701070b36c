import type { LoadedConfig, PipelineConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import type { Logger } from './logger.ts';
import { Meter } from './metered.ts';

/** The counters of a pipeline's components, by their ids. */
export interface PipelineMeters {
  readonly receivers: ReadonlyMap<string, Meter>;
  readonly processors: ReadonlyMap<string, Meter>;
  readonly exporters: ReadonlyMap<string, Meter>;
}

/** The counters of all components of all pipelines. */
export class Meters {
  readonly #config: LoadedConfig;
  readonly #logger: Logger;
  readonly #pipelines = new Map<string, PipelineMeters>();

  /** The log hears of components that break. */
  constructor(config: LoadedConfig, logger: Logger) {
    this.#config = config;
    this.#logger = logger;
    for (const pipeline of config.pipelines) this.#pipelines.set(pipeline.id, this.#metersOf(pipeline));
  }

  of(pipeline: string): PipelineMeters {
    const meters = this.#pipelines.get(pipeline);
    if (meters === undefined) throw new Error(`no pipeline ${pipeline}`);
    return meters;
  }

  /** Those of a component in one pipeline, or in all that use it. */
  ofComponent(kind: string, id: string, pipeline: string | undefined): Meter[] {
    return [...this.#pipelines].flatMap(([name, { receivers, processors, exporters }]) => {
      if (pipeline !== undefined && pipeline !== name) return [];
      // A connector is an exporter of some pipelines and a receiver of others.
      const sides = [
        ...(kind === 'receiver' || kind === 'connector' ? [receivers] : []),
        ...(kind === 'processor' ? [processors] : []),
        ...(kind === 'exporter' || kind === 'connector' ? [exporters] : []),
      ];
      return sides.flatMap((side) => side.get(id) ?? []);
    });
  }

  /** In pipeline order. */
  status(): readonly ComponentStatus[] {
    return [...this.#pipelines.values()].flatMap(({ receivers, processors, exporters }) =>
      [...receivers.values(), ...processors.values(), ...exporters.values()].map((meter) => meter.status()),
    );
  }

  #metersOf(pipeline: PipelineConfig): PipelineMeters {
    const meters = (side: 'receiver' | 'processor' | 'exporter', ids: readonly string[]) =>
      new Map(
        ids.map((id) => {
          const kind = side !== 'processor' && this.#config.connectors.has(id) ? 'connector' : side;
          const identity = { kind, id, pipeline: pipeline.id } as const;
          return [id, new Meter(identity, (error) => this.#failed(identity, error))];
        }),
      );
    return {
      receivers: meters('receiver', pipeline.receivers),
      processors: meters('processor', pipeline.processors),
      exporters: meters('exporter', pipeline.exporters),
    };
  }

  #failed({ kind, id, pipeline }: Pick<ComponentStatus, 'kind' | 'id' | 'pipeline'>, error: string): void {
    const fields = {
      'otelcol.component.id': id,
      'otelcol.component.kind': kind,
      'otelcol.pipeline.id': pipeline,
    };
    this.#logger.log('error', 'The component failed', { ...fields, error });
  }
}

export function meterOf(meters: ReadonlyMap<string, Meter>, id: string): Meter {
  const meter = meters.get(id);
  if (meter === undefined) throw new Error(`no counters for ${id}`);
  return meter;
}
