/** The spans of one run as they come from the collector's trace store exporter, each with where it came from. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { TracesData } from '../otlp/model.ts';

export class RunSpans {
  readonly #spans: StoredSpan[] = [];

  /** Takes over the data; answers the spans it held. */
  add(data: TracesData): readonly StoredSpan[] {
    const from = this.#spans.length;
    for (const { resource, scopeSpans } of data.resourceSpans) {
      for (const { scope, spans } of scopeSpans) {
        for (const span of spans) this.#spans.push({ span, resource, scope, sequence: this.#spans.length });
      }
    }
    return this.#spans.slice(from);
  }

  /** A copy that later deliveries don't change. */
  all(): readonly StoredSpan[] {
    return this.#spans.slice();
  }
}
