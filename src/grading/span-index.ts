/** Spans by their identity, for walks along parents and children that end whatever the telemetry looks like. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';

/** Identity of a span: ids are unique only together (span ids within a trace). */
export function spanKey(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}

/** The parent's id, or `''` for a root. Some exporters write zeros for "none". */
export function parentIdOf({ span }: StoredSpan): string {
  return /^0*$/.test(span.parentSpanId) ? '' : span.parentSpanId;
}

export class SpanIndex {
  readonly spans: readonly StoredSpan[];
  readonly #byKey = new Map<string, StoredSpan>();
  #children: Map<string, StoredSpan[]> | undefined;

  /** Of spans with the same ids, the first that arrived stands for all. */
  constructor(spans: readonly StoredSpan[]) {
    this.spans = spans;
    for (const stored of spans) {
      const key = spanKey(stored.span.traceId, stored.span.spanId);
      if (!this.#byKey.has(key)) this.#byKey.set(key, stored);
    }
  }

  /** `undefined` for a root and for a span whose parent did not arrive. */
  parentOf(stored: StoredSpan): StoredSpan | undefined {
    const parentId = parentIdOf(stored);
    return parentId === '' ? undefined : this.#byKey.get(spanKey(stored.span.traceId, parentId));
  }

  childrenOf(stored: StoredSpan): readonly StoredSpan[] {
    this.#children ??= this.#groupByParent();
    return this.#children.get(spanKey(stored.span.traceId, stored.span.spanId)) ?? [];
  }

  /** Every span below the given ones, each once; a cycle of parents ends the walk. */
  descendantsOf(ancestors: readonly StoredSpan[]): ReadonlySet<StoredSpan> {
    const found = new Set<StoredSpan>();
    const expanded = new Set<string>();
    const waiting = [...ancestors];
    for (let stored = waiting.pop(); stored !== undefined; stored = waiting.pop()) {
      const key = spanKey(stored.span.traceId, stored.span.spanId);
      if (expanded.has(key)) continue;
      expanded.add(key);
      for (const child of this.childrenOf(stored)) {
        found.add(child);
        waiting.push(child);
      }
    }
    return found;
  }

  #groupByParent(): Map<string, StoredSpan[]> {
    const children = new Map<string, StoredSpan[]>();
    for (const stored of this.spans) {
      const parentId = parentIdOf(stored);
      if (parentId === '') continue;
      const key = spanKey(stored.span.traceId, parentId);
      const siblings = children.get(key);
      if (siblings === undefined) children.set(key, [stored]);
      else siblings.push(stored);
    }
    return children;
  }
}
