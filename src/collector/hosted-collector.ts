/**
 * A collector as the workbench and the lab prover use it, wherever it runs: in a worker of the page or in this
 * process. Feed it requests, read what its exporters hand to the backends.
 */
import type { LogsData, MetricsData, ProfilesData, TracesData } from '../otlp/model.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

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
  start(config: string, events: CollectorEvents): Promise<CollectorStart>;
  /** Delivers a request to the receiver on the port; `undefined` when none listens there. */
  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined>;
  /** Counters now, in pipeline order; empty when not started. */
  status(): Promise<readonly ComponentStatus[]>;
  /** Graceful: receivers stop first, then everything queued is flushed to the exporters. All events have come when it resolves. */
  shutdown(): Promise<void>;
  /** Frees the worker; the collector can't be used afterwards. */
  dispose(): void;
}
