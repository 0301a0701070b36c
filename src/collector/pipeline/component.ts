/**
 * What a component is: a schema, and a factory that makes instances from a decoded configuration. Every component
 * lives in a folder of its own with `config.ts`, `factory.ts` and its behaviour.
 */
import type { ConfigOf, StructSchema } from '../config/schema.ts';
import type { Clock } from './clock.ts';
import type { CarriedSignal, Consumer, SignalData } from './consumer.ts';
import type { Logger, LogSink } from './logger.ts';
import type { Network } from './network.ts';
import type { SelfTelemetry } from './self-telemetry.ts';

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
  /** Where the `trace_store` exporter delivers. */
  readonly backends: Backends;
}

/** What stands behind the collector: the host hands the data on. The data is the backend's to keep, not to change. */
export type Backends = { readonly [S in CarriedSignal]: (data: SignalData[S]) => void };

export interface Lifecycle {
  /** Rejects when the component can't do its work; the collector doesn't start then. */
  start?(): Promise<void>;
  /** Resolves when all the component held has been handed on. */
  shutdown?(): Promise<void>;
}

export type Receiver = Lifecycle;

export interface Processor<S extends CarriedSignal> extends Consumer<S>, Lifecycle {}

export type Exporter = Lifecycle & { readonly [S in CarriedSignal]?: Consumer<S> };

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

export type ComponentFactory = ReceiverFactory | ProcessorFactory | ExporterFactory;

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
