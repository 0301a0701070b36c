import type { ComponentConfig, LoadedConfig, PipelineConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import { BuildError, FactoryError } from './build-error.ts';
import type {
  ComponentContext,
  Connector,
  ConnectorFactory,
  ConnectorOutputs,
  ConnectorPair,
  Exporter,
  ExporterFactory,
  ProcessorFactory,
  ReceiverFactory,
} from './component.ts';
import { fedPipelines } from './connector-plan.ts';
import type { CarriedSignal, Consumer } from './consumer.ts';
import { fanOut } from './fan-out.ts';
import { guardedClock } from './guarded-clock.ts';
import { MemoryCeiling } from './memory-ceiling.ts';
import { type Meter, metered, type Observer } from './metered.ts';
import { Meters, meterOf } from './meters.ts';
import { observedExporter } from './observed-exporter.ts';
import type { Instance } from './pipeline-graph.ts';
import { observedBy, type ReplaySeams } from './replay-seams.ts';

type AnyConsumer = Consumer<CarriedSignal>;

/** Makes the instances from the end of the data's way to its beginning, as each needs what comes after it. */
export class GraphBuilder {
  readonly #config: LoadedConfig;
  readonly #shared: Omit<ComponentContext, 'id'>;
  readonly #meters: Meters;
  readonly #ceiling: MemoryCeiling;
  readonly #exporters = new Map<string, Exporter>();
  /** By id and pair of signals. */
  readonly #connectors = new Map<string, Connector<CarriedSignal>>();
  /** Where a pipeline takes data in. */
  readonly #entries = new Map<string, AnyConsumer>();
  readonly #instances: Instance[] = [];
  readonly #replay: ReplaySeams | undefined;

  constructor(config: LoadedConfig, shared: Omit<ComponentContext, 'id'>, replay?: ReplaySeams) {
    this.#config = config;
    this.#shared = shared;
    this.#replay = replay;
    this.#meters = new Meters(config, shared.logger);
    this.#ceiling = new MemoryCeiling(shared.memory, shared.logger);
  }

  /** The instances in the order of the data. */
  build(): Instance[] {
    for (const pipeline of this.#config.pipelines) this.#entry(pipeline);
    if (this.#replay === undefined) {
      const receivers = new Set(this.#config.pipelines.flatMap((pipeline) => pipeline.receivers));
      for (const id of receivers) if (!this.#config.connectors.has(id)) this.#receiver(id);
    } else {
      for (const pipeline of this.#config.pipelines) this.#replayed(pipeline, this.#replay);
    }
    return this.#instances.toReversed();
  }

  status(): readonly ComponentStatus[] {
    return this.#meters.status();
  }

  /** What takes the data of a pipeline's receivers. */
  #entry(pipeline: PipelineConfig): AnyConsumer {
    const known = this.#entries.get(pipeline.id);
    if (known !== undefined) return known;
    const signal = pipeline.signal as CarriedSignal;
    const { processors, exporters } = this.#meters.of(pipeline.id);
    const sinks = [...exporters].flatMap(([id, meter]) =>
      this.#config.connectors.has(id)
        ? this.#connectorInputs(id, pipeline, meter)
        : [this.#sink(id, pipeline, meter)],
    );
    let next: AnyConsumer = fanOut(signal, sinks);
    let mutatesData = next.mutatesData;
    for (const id of pipeline.processors.toReversed()) {
      next = this.#processor(id, pipeline, meterOf(processors, id), next);
      mutatesData ||= next.mutatesData;
    }
    const first = next;
    // A change anywhere in the pipeline is a change of what its receivers hand over.
    const entry: AnyConsumer = { mutatesData, consume: (data, context) => first.consume(data, context) };
    this.#entries.set(pipeline.id, entry);
    return entry;
  }

  #sink(id: string, pipeline: PipelineConfig, meter: Meter): AnyConsumer {
    const signal = pipeline.signal as CarriedSignal;
    const { exporter, consumer } = this.#exporterOf(id, signal, pipeline);
    if (consumer === undefined) {
      throw unsupported(
        `failed to create "${id}" exporter for data type "${signal}": telemetry type is not supported`,
        pipeline,
      );
    }
    const telemetry = exporter.countsItself ? undefined : this.#shared.telemetry;
    const observed = observedExporter(signal, consumer, id, meter, telemetry);
    return this.#replay === undefined ? observed : observedBy(this.#replay, id, signal, observed);
  }

  /** An exporter and what takes the signal's data there, which is made when it is asked for. */
  #exporterOf(id: string, signal: CarriedSignal, pipeline: PipelineConfig) {
    const what = `failed to create "${id}" exporter for data type "${signal}"`;
    return created(what, ['exporters', id], () => {
      const exporter = this.#exporter(id, pipeline);
      return { exporter, consumer: exporter[signal] as AnyConsumer | undefined };
    });
  }

  #exporter(id: string, pipeline: PipelineConfig): Exporter {
    const existing = this.#exporters.get(id);
    if (existing !== undefined) return existing;
    const { factory, config } = this.#component('exporters', id, pipeline);
    const context = this.#context('exporter', id, { 'otelcol.signal': pipeline.signal });
    const exporter = (factory as ExporterFactory).create(config as never, context);
    this.#exporters.set(id, exporter);
    this.#instances.push({ kind: 'exporter', id, lifecycle: exporter });
    return exporter;
  }

  /** A connector's instances that take a pipeline's data: one for each signal it gives. */
  #connectorInputs(id: string, pipeline: PipelineConfig, meter: Meter): AnyConsumer[] {
    const taken = pipeline.signal as CarriedSignal;
    const fed = fedPipelines(this.#config, id, taken);
    const given = new Set(fed.map((each) => each.signal as CarriedSignal));
    return [...given].map((signal) => {
      const targets = fed.filter((each) => each.signal === signal);
      const connector = this.#connector(id, taken, signal, pipeline, targets);
      return this.#measured(taken, connector, meter);
    });
  }

  #connector(
    id: string,
    taken: CarriedSignal,
    given: CarriedSignal,
    pipeline: PipelineConfig,
    targets: readonly PipelineConfig[],
  ): Connector<CarriedSignal> {
    const pair: ConnectorPair = `${taken}_to_${given}`;
    const key = `${id} ${pair}`;
    const existing = this.#connectors.get(key);
    if (existing !== undefined) return existing;
    const { factory, config } = this.#component('connectors', id, pipeline);
    const create = (factory as ConnectorFactory).create[pair];
    if (create === undefined) throw new BuildError(`connector "${id}" can't do ${pair}`, ['connectors', id]);
    const context = this.#context('connector', id, {
      'otelcol.signal': taken,
      'otelcol.signal.output': given,
    });
    const outputs = this.#outputs(id, given, targets);
    const what = `failed to create "${id}" connector (${taken} to ${given})`;
    const connector = created(what, ['connectors', id], () =>
      create(config as never, context, outputs as never),
    );
    this.#connectors.set(key, connector as Connector<CarriedSignal>);
    this.#instances.push({ kind: 'connector', id, lifecycle: connector });
    return connector as Connector<CarriedSignal>;
  }

  #outputs(
    id: string,
    signal: CarriedSignal,
    targets: readonly PipelineConfig[],
  ): ConnectorOutputs<CarriedSignal> {
    const pipelines = new Map(
      targets.map((target) => {
        const meter = meterOf(this.#meters.of(target.id).receivers, id);
        const entry = this.#entry(target);
        return [target.id, this.#measured(signal, entry, meter)] as const;
      }),
    );
    const all = fanOut(signal, [...pipelines.values()]);
    return {
      mutatesData: all.mutatesData,
      consume: (data, context) => all.consume(data, context),
      pipelines,
    };
  }

  #processor(id: string, pipeline: PipelineConfig, meter: Meter, next: AnyConsumer): AnyConsumer {
    const signal = pipeline.signal as CarriedSignal;
    const { factory: anyFactory, config } = this.#component('processors', id, pipeline);
    const factory = anyFactory as ProcessorFactory;
    const create = factory.create[signal];
    if (create === undefined) {
      throw unsupported(
        `failed to create "${id}" processor, in pipeline "${pipeline.id}": telemetry type is not supported`,
        pipeline,
      );
    }
    const attributes = { processor: id, 'otel.signal': signal };
    const count = (direction: 'incoming' | 'outgoing', items: number): void => {
      meter[direction] += items;
      if (factory.countsNoItems) return;
      this.#shared.telemetry.add(`otelcol_processor_${direction}_items`, attributes, items);
    };
    const counted = metered(signal, next, { entered: (items) => count('outgoing', items) });
    const context = this.#context('processor', id, {
      'otelcol.pipeline.id': pipeline.id,
      'otelcol.signal': signal,
    });
    const what = `failed to create "${id}" processor, in pipeline "${pipeline.id}"`;
    const processor = created(what, ['processors', id], () =>
      create(config as never, context, counted as never),
    );
    this.#instances.push({ kind: 'processor', id, lifecycle: processor });
    return metered(signal, processor as unknown as AnyConsumer, {
      entered: (items) => count('incoming', items),
      refused: (items, error) => meter.refuse(items, error),
    });
  }

  #receiver(id: string): void {
    const component = this.#config.receivers.get(id);
    if (component === undefined)
      throw new BuildError(`receiver "${id}" is not configured`, ['receivers', id]);
    const entries = new Map<CarriedSignal, AnyConsumer[]>();
    for (const pipeline of this.#config.pipelines) {
      if (!pipeline.receivers.includes(id)) continue;
      const signal = pipeline.signal as CarriedSignal;
      entries.set(signal, [
        ...(entries.get(signal) ?? []),
        this.#received(id, pipeline, this.#ceiling.guard(this.#entry(pipeline))),
      ]);
    }
    const factory = component.factory as ReceiverFactory;
    const missing = [...entries.keys()].find((signal) => factory.stability[signal] === undefined);
    if (missing !== undefined) {
      const text = `failed to create "${id}" receiver for data type "${missing}": telemetry type is not supported`;
      throw new BuildError(text, ['receivers', id]);
    }
    const next = Object.fromEntries([...entries].map(([signal, each]) => [signal, fanOut(signal, each)]));
    const what = `failed to create "${id}" receiver for data type "${[...entries.keys()][0]}"`;
    const lifecycle = created(what, ['receivers', id], () =>
      factory.create(component.config as never, this.#context('receiver', id), next),
    );
    this.#instances.push({ kind: 'receiver', id, lifecycle });
  }

  /** A pipeline's beginning as one of its receivers sees it. */
  #received(id: string, pipeline: PipelineConfig, entry: AnyConsumer): AnyConsumer {
    const meter = meterOf(this.#meters.of(pipeline.id).receivers, id);
    return metered(pipeline.signal as CarriedSignal, entry, {
      ...trafficTo(meter),
      refused: (items) => {
        meter.refused += items;
      },
    });
  }

  /** In a replay data enters a pipeline once, as if its first receiver had taken it. */
  #replayed(pipeline: PipelineConfig, replay: ReplaySeams): void {
    const receiver = pipeline.receivers.find((id) => this.#config.receivers.has(id));
    if (receiver === undefined) return;
    replay.entry(pipeline.signal as CarriedSignal, this.#received(receiver, pipeline, this.#entry(pipeline)));
  }

  /** A consumer whose traffic goes to a meter; the collector's own telemetry has no counters of connectors. */
  #measured(signal: CarriedSignal, inner: AnyConsumer, meter: Meter): AnyConsumer {
    return metered(signal, inner, {
      ...trafficTo(meter),
      refused: (items, error) => meter.refuse(items, error),
    });
  }

  #component(
    section: 'processors' | 'exporters' | 'connectors',
    id: string,
    pipeline: PipelineConfig,
  ): ComponentConfig {
    const component = this.#config[section].get(id);
    if (component !== undefined) return component;
    throw new BuildError(`"${id}" is not configured`, ['service', 'pipelines', pipeline.id, section]);
  }

  #context(kind: string, id: string, more: Readonly<Record<string, string>> = {}): ComponentContext {
    const fields = { 'otelcol.component.id': id, 'otelcol.component.kind': kind, ...more };
    const logger = this.#shared.logger.with(fields);
    const failed = (reason: string): void => {
      const pipeline = more['otelcol.pipeline.id'];
      for (const meter of this.#meters.ofComponent(kind, id, pipeline)) meter.fail(reason);
    };
    return { ...this.#shared, id, logger, clock: guardedClock(this.#shared.clock, logger, failed) };
  }
}

/** Notes at a meter what comes and what is taken on. */
function trafficTo(meter: Meter): Pick<Observer, 'entered' | 'taken'> {
  return {
    entered: (items) => {
      meter.incoming += items;
    },
    taken: (items) => {
      meter.outgoing += items;
    },
  };
}

/** What a factory makes; what it throws is why the configuration can't be built. */
function created<T>(what: string, path: readonly string[], create: () => T): T {
  try {
    return create();
  } catch (error) {
    if (error instanceof BuildError) throw error;
    const at = error instanceof FactoryError ? error.at : [];
    const reason = error instanceof Error ? error.message : String(error);
    throw new BuildError(`${what}: ${reason}`, [...path, ...at]);
  }
}

function unsupported(text: string, pipeline: PipelineConfig): BuildError {
  return new BuildError(text, ['service', 'pipelines', pipeline.id]);
}
