/**
 * A collector as the workbench and the lab prover use it, wherever it runs: in a worker of the page or in this
 * process. Feed it requests, read what its exporters hand to the backends.
 */
import type { LogsData, MetricsData, ProfilesData, TracesData } from '../otlp/model.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { FaultPlan } from './pipeline/faults.ts';
import type { CounterValue } from './pipeline/self-telemetry.ts';

/** An error of the configuration in the collector's own words. Lines and columns are 1-based. */
export interface ConfigError {
  readonly message: string;
  readonly location?: {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    /** The file, or the URI, where a configuration has several. */
    readonly source?: string;
  };
}

/** Counters of one component instance in one pipeline, by the names the collector's self-telemetry gives them. */
export interface ComponentStatus {
  readonly kind: 'receiver' | 'processor' | 'exporter' | 'connector';
  /** "type" or "type/name". */
  readonly id: string;
  /** "traces", "traces/2". */
  readonly pipeline: string;
  /** Items (spans, data points, log records, samples) that came in and went out, and those refused or failed. */
  readonly incoming: number;
  readonly outgoing: number;
  readonly refused: number;
  /** What the component broke on last: a mistake of its own, not a refusal. */
  readonly failure?: string;
}

/** What holds for one start. */
export interface StartOptions {
  /** As for `--feature-gates`: ["service.profilesSupport", "-other"]. */
  readonly featureGates?: readonly string[];
  /** What `${env:NAME}` sees, besides what the host gives. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface CollectorEvents {
  /** A line of the collector's own log, or of a `debug` exporter, without the line break. */
  log(line: string): void;
  /** The `trace_store` exporter delivered. The data is the receiver's to keep. */
  traces(data: TracesData): void;
  /** The `metric_store` exporter delivered. */
  metrics?(data: MetricsData): void;
  /** The `log_store` exporter delivered. */
  logs?(data: LogsData): void;
  /** The `profile_store` exporter delivered. */
  profiles?(data: ProfilesData): void;
  /** A request was answered: for the panel that shows what arrived on the wire. */
  exchange?(exchange: {
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly requestBytes: number;
  }): void;
}

export type CollectorStart =
  | { readonly ok: true; readonly ports: readonly number[]; readonly warnings: readonly ConfigError[] }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

export interface HostedCollector {
  /** Loads a configuration (YAML) and starts. A collector that runs is shut down first. */
  start(config: string, events: CollectorEvents, options?: StartOptions): Promise<CollectorStart>;
  /** Delivers a request to the receiver on the port; `undefined` when none listens there. */
  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined>;
  /** Counters now, in pipeline order; empty when not started. */
  status(): Promise<readonly ComponentStatus[]>;
  /** The collector's own counters ("otelcol_…") now; empty when not started. */
  counters(): Promise<readonly CounterValue[]>;
  /**
   * Has a receiver of the collector that runs fail on purpose, and with `undefined` do its work again. Rejects when there
   * is no such receiver, or it can't be made to fail.
   */
  setFaults(receiver: string, plan: FaultPlan | undefined): Promise<void>;
  /** Graceful: receivers stop first, then everything queued is flushed to the exporters. All events have come when it resolves. */
  shutdown(): Promise<void>;
  /** Frees the worker; the collector can't be used afterwards. */
  dispose(): void;
}

/**
 * Collectors side by side, as on one machine: each has ports of its own on localhost, they reach each other there, and of
 * two that want the same port the second doesn't start.
 */
export interface HostedCollectorGroup {
  /** The collector of this name, which is made when it is first asked for. Its `request` reaches every port of the group. */
  collector(name: string): HostedCollector;
  /** Frees what the group holds; its collectors can't be used afterwards. */
  dispose(): void;
}
