/** Spans as they reached a backend: what panels show and what the grader reads. */
import type { InstrumentationScope, Resource, Span, TracesData } from '../../otlp/model.ts';
import { spansOf } from '../../otlp/spans.ts';
import { summarizeTrace, type TraceSummary } from './trace-summary.ts';

/** A span with where it came from. `resource` and `scope` are shared between the spans of one export. */
export interface StoredSpan {
  readonly span: Span;
  readonly resource: Resource;
  readonly scope: InstrumentationScope;
  /** Order of arrival, from 0. */
  readonly sequence: number;
}

/** What a store tells those who subscribed. */
export type TraceStoreChange =
  | { readonly kind: 'added'; readonly spans: readonly StoredSpan[]; readonly evicted: number }
  | { readonly kind: 'cleared' };

export interface TraceStoreOptions {
  /** The most spans kept. Default 200,000: a trace of 100,000 spans fits, with room for others. */
  readonly maxSpans?: number;
}

const DEFAULT_MAX_SPANS = 200_000;

/**
 * Keeps the spans that arrived, by trace, up to a limit. Beyond it the trace whose first span is oldest is dropped
 * whole (a trace with holes would mislead); if one trace alone is over the limit, its further spans are dropped.
 */
export class TraceStore {
  readonly maxSpans: number;
  /** In the order of their first span. */
  readonly #traces = new Map<string, StoredSpan[]>();
  readonly #listeners = new Set<(change: TraceStoreChange) => void>();
  #sequence = 0;
  #size = 0;
  #evictedTraces = 0;
  #evictedSpans = 0;

  constructor(options: TraceStoreOptions = {}) {
    this.maxSpans = options.maxSpans ?? DEFAULT_MAX_SPANS;
  }

  /** Keeps the spans of an export; the data is the store's from now on. Returns those kept, in the order of arrival. */
  add(data: TracesData): readonly StoredSpan[] {
    const arrived: StoredSpan[] = [];
    for (const { span, resource, scope } of spansOf(data)) {
      const stored = { span, resource, scope, sequence: this.#sequence };
      this.#sequence += 1;
      if (this.#keep(stored)) arrived.push(stored);
    }
    // A later span of the same export may have pushed an earlier one's trace out.
    const kept = arrived.filter((stored) => this.#traces.has(stored.span.traceId));
    if (kept.length > 0) this.#tell({ kind: 'added', spans: kept, evicted: this.#evictedSpans });
    return kept;
  }

  /** All spans, in the order of arrival. */
  spans(): readonly StoredSpan[] {
    return [...this.#traces.values()].flat().sort((a, b) => a.sequence - b.sequence);
  }

  /** The spans of a trace in the order of arrival; empty when there is no such trace. */
  trace(traceId: string): readonly StoredSpan[] {
    return [...(this.#traces.get(traceId) ?? [])];
  }

  /** One line for each trace, in the order of their first span. */
  traces(): readonly TraceSummary[] {
    return [...this.#traces].map(([traceId, spans]) => summarizeTrace(traceId, spans));
  }

  /** The number of spans kept. */
  get size(): number {
    return this.#size;
  }

  /** What had to be dropped to stay below the limit, since the store was made or cleared. */
  get evicted(): { readonly traces: number; readonly spans: number } {
    return { traces: this.#evictedTraces, spans: this.#evictedSpans };
  }

  clear(): void {
    this.#traces.clear();
    this.#size = 0;
    this.#evictedTraces = 0;
    this.#evictedSpans = 0;
    this.#sequence = 0;
    this.#tell({ kind: 'cleared' });
  }

  /** Calls back after each change; the returned function ends that. */
  subscribe(listener: (change: TraceStoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #keep(stored: StoredSpan): boolean {
    const { traceId } = stored.span;
    while (this.#size >= this.maxSpans) {
      const oldest = this.#traces.keys().next();
      if (oldest.done || oldest.value === traceId) {
        this.#evictedSpans += 1;
        return false;
      }
      this.#evict(oldest.value);
    }
    const trace = this.#traces.get(traceId);
    if (trace === undefined) this.#traces.set(traceId, [stored]);
    else trace.push(stored);
    this.#size += 1;
    return true;
  }

  #evict(traceId: string): void {
    const count = this.#traces.get(traceId)?.length ?? 0;
    this.#traces.delete(traceId);
    this.#size -= count;
    this.#evictedSpans += count;
    this.#evictedTraces += 1;
  }

  #tell(change: TraceStoreChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
