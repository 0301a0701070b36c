/**
 * What a component is: a schema, and a factory that makes instances from a decoded configuration. Every component
 * lives in a folder of its own with `config.ts`, `factory.ts` and its behaviour.
 */
import type { FeatureGates } from '../config/feature-gates.ts';
import type { ConfigOf, StructSchema } from '../config/schema.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import type { Clock } from './clock.ts';
import type { CarriedSignal, Consumer, SignalData } from './consumer.ts';
import type { FaultPlan } from './faults.ts';
import type { Files } from './files.ts';
import type { Logger, LogSink } from './logger.ts';
import type { MemoryAccount } from './memory-account.ts';
import type { Network } from './network.ts';
import type { CounterValue, SelfTelemetry } from './self-telemetry.ts';

export type ComponentKind = 'receiver' | 'processor' | 'exporter' | 'connector' | 'extension';

/** The collector's stability levels. */
export type Stability = 'development' | 'alpha' | 'beta' | 'stable' | 'deprecated';

/** What a component is given besides its configuration. */
export interface ComponentContext {
  /** "type" or "type/name". */
  readonly id: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: SelfTelemetry;
  readonly network: Network;
  /** Prints past the logger, as `debug` does with `use_internal_logger: false`. */
  readonly print: LogSink;
  /** Where the `trace_store` exporter and its siblings deliver. */
  readonly backends: Backends;
  /** Files that components read and write: the machine's under Node, a table in memory elsewhere. */
  readonly files: Files;
  /** What the components of this collector hold on to, for `memory_limiter`. */
  readonly memory: MemoryAccount;
  /** A number in [0, 1), as `Math.random`; from a seed in replays. */
  readonly random: () => number;
  /** The gates of `--feature-gates` that are on. */
  readonly featureGates: FeatureGates;
  /** An extension of the configuration that has been created, by its id; `undefined` where there is none. */
  extension(id: string): Extension | undefined;
}

/** What an extension is given: it may look at the collector it belongs to. */
export interface ExtensionContext extends ComponentContext {
  readonly collector: {
    status(): readonly ComponentStatus[];
    counters(): readonly CounterValue[];
    /** The ids of `service::extensions`, in its order. */
    readonly extensions: readonly string[];
    /** The configuration as it was decoded, for pages that show it. */
    readonly pipelines: readonly {
      readonly id: string;
      readonly receivers: readonly string[];
      readonly processors: readonly string[];
      readonly exporters: readonly string[];
    }[];
  };
}

/** What stands behind the collector: the host hands the data on. The data is the backend's to keep, not to change. */
export type Backends = { readonly [S in CarriedSignal]: (data: SignalData[S]) => void };

export interface Lifecycle {
  /** Rejects when the component can't do its work; the collector doesn't start then. */
  start?(): Promise<void>;
  /** Resolves when all the component held has been handed on. */
  shutdown?(): Promise<void>;
}

export interface Receiver extends Lifecycle {
  /** Switches failures on (for labs) and, with `undefined`, off again. */
  setFaults?(plan: FaultPlan | undefined): void;
}

export interface Processor<S extends CarriedSignal> extends Consumer<S>, Lifecycle {}

/** An extension; those with a capability that other components use say so. */
export interface Extension extends Lifecycle {
  /** All pipelines run: receivers may be sent data. */
  ready?(): void;
  /** The collector is about to shut down. */
  notReady?(): void;
  /** Storage for the queues of other components (core extension/xextension/storage). Rejects where it can't be had. */
  storage?(owner: string): Promise<Storage>;
}

/** Bytes by key, kept across restarts. */
export interface Storage {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}

export type Exporter = Lifecycle & { readonly [S in CarriedSignal]?: Consumer<S> } & {
  /**
   * It counts what was sent and what failed itself, as what goes into a queue isn't sent yet, or counts nothing as the
   * real one.
   */
  readonly countsItself?: boolean;
};

interface FactoryBase<S extends StructSchema> {
  /** Today's name: "otlp_http". */
  readonly type: string;
  /** Names of old, accepted with a warning: "otlphttp". */
  readonly deprecatedTypes?: readonly string[];
  readonly schema: S;
  /** The signals it handles here, with the stability the real one has. */
  readonly stability: { readonly [K in CarriedSignal]?: Stability };
  /** One or two sentences for `components` and reference pages. */
  readonly doc: string;
  /** Ours alone: not a component of contrib. */
  readonly academyOnly?: boolean;
}

export interface ReceiverFactory<S extends StructSchema = StructSchema> extends FactoryBase<S> {
  readonly kind: 'receiver';
  /** One instance for all pipelines that name it; `next` has the consumer of every signal they carry. */
  create(
    config: ConfigOf<S>,
    context: ComponentContext,
    next: { readonly [K in CarriedSignal]?: Consumer<K> },
  ): Receiver;
}

export interface ProcessorFactory<S extends StructSchema = StructSchema> extends FactoryBase<S> {
  readonly kind: 'processor';
  /** The real one counts no items that come and go, as it isn't made with the collector's processorhelper. */
  readonly countsNoItems?: boolean;
  /** One instance for each pipeline. */
  readonly create: {
    readonly [K in CarriedSignal]?: (
      config: ConfigOf<S>,
      context: ComponentContext,
      next: Consumer<K>,
    ) => Processor<K>;
  };
}

export interface ExporterFactory<S extends StructSchema = StructSchema> extends FactoryBase<S> {
  readonly kind: 'exporter';
  /** One instance for all pipelines that name it. */
  create(config: ConfigOf<S>, context: ComponentContext): Exporter;
}

/** "traces_to_metrics": what a connector takes as an exporter, and gives as a receiver. */
export type ConnectorPair = `${CarriedSignal}_to_${CarriedSignal}`;

export type TakenBy<P extends ConnectorPair> = P extends `${infer S extends CarriedSignal}_to_${string}`
  ? S
  : never;

export type GivenBy<P extends ConnectorPair> = P extends `${string}_to_${infer S extends CarriedSignal}`
  ? S
  : never;

/** What a connector feeds: all the pipelines of a signal that name it as a receiver, and each by its id. */
export interface ConnectorOutputs<S extends CarriedSignal> extends Consumer<S> {
  readonly pipelines: ReadonlyMap<string, Consumer<S>>;
}

/** A connector between two signals; it has one input for all pipelines that export to it. */
export interface Connector<S extends CarriedSignal> extends Consumer<S>, Lifecycle {}

export interface ConnectorFactory<S extends StructSchema = StructSchema>
  extends Omit<FactoryBase<S>, 'stability'> {
  readonly kind: 'connector';
  readonly stability: { readonly [P in ConnectorPair]?: Stability };
  /** One instance for each pair of signals that the pipelines use it for. */
  readonly create: {
    readonly [P in ConnectorPair]?: (
      config: ConfigOf<S>,
      context: ComponentContext,
      next: ConnectorOutputs<GivenBy<P>>,
    ) => Connector<TakenBy<P>>;
  };
}

export interface ExtensionFactory<S extends StructSchema = StructSchema>
  extends Omit<FactoryBase<S>, 'stability'> {
  readonly kind: 'extension';
  readonly stability: { readonly extension: Stability };
  create(config: ConfigOf<S>, context: ExtensionContext): Extension;
}

export type ComponentFactory =
  | ReceiverFactory
  | ProcessorFactory
  | ExporterFactory
  | ConnectorFactory
  | ExtensionFactory;

/** Keeps the type of the schema while a factory is written down, and forgets it in the list of all factories. */
export function receiverFactory<S extends StructSchema>(factory: ReceiverFactory<S>): ReceiverFactory {
  return factory as unknown as ReceiverFactory;
}

export function processorFactory<S extends StructSchema>(factory: ProcessorFactory<S>): ProcessorFactory {
  return factory as unknown as ProcessorFactory;
}

export function exporterFactory<S extends StructSchema>(factory: ExporterFactory<S>): ExporterFactory {
  return factory as unknown as ExporterFactory;
}

export function connectorFactory<S extends StructSchema>(factory: ConnectorFactory<S>): ConnectorFactory {
  return factory as unknown as ConnectorFactory;
}

export function extensionFactory<S extends StructSchema>(factory: ExtensionFactory<S>): ExtensionFactory {
  return factory as unknown as ExtensionFactory;
}
