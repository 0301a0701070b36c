import type { ComponentConfig, LoadedConfig, PipelineConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import type {
  ComponentContext,
  Exporter,
  ExporterFactory,
  Lifecycle,
  ProcessorFactory,
  ReceiverFactory,
} from './component.ts';
import type { CarriedSignal, Consumer } from './consumer.ts';
import { fanOut } from './fan-out.ts';
import { Meter, metered } from './metered.ts';
import { observedExporter } from './observed-exporter.ts';
import { isCarried } from './signals.ts';

/** A configuration that is valid but can't be built; `path` leads to the key to underline. */
export class BuildError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.name = 'BuildError';
    this.path = path;
  }
}

/** An instance with what is needed to start it and to say which one failed. */
export interface Instance {
  readonly kind: 'receiver' | 'processor' | 'exporter';
  readonly id: string;
  readonly lifecycle: Lifecycle;
}

/** All instances of a configuration, wired up and not yet started. */
export interface PipelineGraph {
  /** In the order of the data: receivers, processors, exporters. Started backwards, shut down forwards. */
  readonly instances: readonly Instance[];
  /** Counters in pipeline order. */
  status(): readonly ComponentStatus[];
}

/** What is the same for all components. */
export type SharedContext = Omit<ComponentContext, 'id'>;

/**
 * Wires the pipelines of a validated configuration: receivers and exporters that several pipelines name exist once, a
 * processor exists in each pipeline anew. Components no pipeline names aren't created. Throws BuildError.
 */
export function buildGraph(config: LoadedConfig, shared: SharedContext): PipelineGraph {
  return new GraphBuilder(config, shared).build();
}

class GraphBuilder {
  readonly #config: LoadedConfig;
  readonly #shared: SharedContext;
  readonly #exporters = new Map<string, Exporter>();
  readonly #processors: Instance[] = [];
  readonly #meters: Meter[] = [];
  /** What each receiver feeds, by its id: the entry of every pipeline that names it. */
  readonly #entries = new Map<string, Consumer<CarriedSignal>[]>();

  constructor(config: LoadedConfig, shared: SharedContext) {
    this.#config = config;
    this.#shared = shared;
  }

  build(): PipelineGraph {
    for (const pipeline of this.#config.pipelines) this.#buildPipeline(pipeline);
    const receivers = [...this.#entries].map(([id, consumers]) => this.#receiver(id, consumers));
    const exporters = [...this.#exporters].map(
      ([id, lifecycle]) => ({ kind: 'exporter', id, lifecycle }) as const,
    );
    const meters = this.#meters;
    return {
      instances: [...receivers, ...this.#processors, ...exporters],
      status: () => meters.map((meter) => meter.status()),
    };
  }

  #buildPipeline(pipeline: PipelineConfig): void {
    const { signal } = pipeline;
    if (!isCarried(signal)) {
      const text = `pipeline "${pipeline.id}": the ${signal} signal is known, but not implemented here yet`;
      throw new BuildError(text, ['service', 'pipelines', pipeline.id]);
    }
    const meter = (kind: ComponentStatus['kind'], id: string): Meter =>
      new Meter({ kind, id, pipeline: pipeline.id });
    const receiverMeters = unique(pipeline.receivers).map((id) => ({ id, meter: meter('receiver', id) }));
    const processorMeters = pipeline.processors.map((id) => ({ id, meter: meter('processor', id) }));
    const exporterMeters = unique(pipeline.exporters).map((id) => ({ id, meter: meter('exporter', id) }));
    this.#meters.push(
      ...[...receiverMeters, ...processorMeters, ...exporterMeters].map((each) => each.meter),
    );

    const sinks = exporterMeters.map(({ id, meter }) => {
      const consumer = this.#exporter(id, pipeline)[signal];
      if (consumer === undefined) throw this.#unsupported('exporter', id, pipeline);
      return observedExporter(signal, consumer, id, meter, this.#shared.telemetry);
    });
    let next: Consumer<CarriedSignal> = fanOut(signal, sinks);
    for (const { id, meter } of processorMeters.toReversed()) {
      next = this.#processor(id, pipeline, signal, meter, next);
    }
    for (const { id, meter } of receiverMeters) {
      const entry = metered(signal, next, {
        entered: (items) => {
          meter.incoming += items;
        },
        taken: (items) => {
          meter.outgoing += items;
        },
        refused: (items) => {
          meter.refused += items;
        },
      });
      this.#entries.set(id, [...(this.#entries.get(id) ?? []), entry]);
    }
  }

  #exporter(id: string, pipeline: PipelineConfig): Exporter {
    const existing = this.#exporters.get(id);
    if (existing !== undefined) return existing;
    const { factory, config } = this.#component('exporters', id, pipeline);
    const exporter = (factory as ExporterFactory).create(
      config as never,
      this.#context('exporter', id, pipeline.signal),
    );
    this.#exporters.set(id, exporter);
    return exporter;
  }

  #processor(
    id: string,
    pipeline: PipelineConfig,
    signal: CarriedSignal,
    meter: Meter,
    next: Consumer<CarriedSignal>,
  ): Consumer<CarriedSignal> {
    const { factory, config } = this.#component('processors', id, pipeline);
    const create = (factory as ProcessorFactory).create[signal];
    if (create === undefined) throw this.#unsupported('processor', id, pipeline);
    const { telemetry } = this.#shared;
    const attributes = { processor: id, 'otel.signal': signal };
    const counted = metered(signal, next, {
      entered: (items) => {
        meter.outgoing += items;
        telemetry.add('otelcol_processor_outgoing_items', attributes, items);
      },
    });
    const context = this.#context('processor', id, signal, { 'otelcol.pipeline.id': pipeline.id });
    const processor = create(config as never, context, counted);
    this.#processors.push({ kind: 'processor', id, lifecycle: processor });
    return metered(signal, processor, {
      entered: (items) => {
        meter.incoming += items;
        telemetry.add('otelcol_processor_incoming_items', attributes, items);
      },
      refused: (items) => {
        meter.refused += items;
      },
    });
  }

  #receiver(id: string, consumers: readonly Consumer<CarriedSignal>[]): Instance {
    const component = this.#config.receivers.get(id);
    if (component === undefined)
      throw new BuildError(`receiver "${id}" is not configured`, ['receivers', id]);
    const context = this.#context('receiver', id);
    const next = { traces: fanOut('traces', consumers) };
    const lifecycle = (component.factory as ReceiverFactory).create(component.config as never, context, next);
    return { kind: 'receiver', id, lifecycle };
  }

  #component(section: 'processors' | 'exporters', id: string, pipeline: PipelineConfig): ComponentConfig {
    const component = this.#config[section].get(id);
    if (component !== undefined) return component;
    throw new BuildError(`"${id}" is not configured`, ['service', 'pipelines', pipeline.id, section]);
  }

  #unsupported(kind: string, id: string, pipeline: PipelineConfig): BuildError {
    const text = `failed to create "${id}" ${kind} for data type "${pipeline.signal}": telemetry type is not supported`;
    return new BuildError(text, ['service', 'pipelines', pipeline.id]);
  }

  #context(
    kind: string,
    id: string,
    signal?: string,
    more: Readonly<Record<string, string>> = {},
  ): ComponentContext {
    const fields = {
      'otelcol.component.id': id,
      'otelcol.component.kind': kind,
      ...more,
      ...(signal === undefined ? {} : { 'otelcol.signal': signal }),
    };
    return { ...this.#shared, id, logger: this.#shared.logger.with(fields) };
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
