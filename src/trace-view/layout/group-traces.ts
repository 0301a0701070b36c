import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { StatusCode } from '../../otlp/model.ts';
import { serviceName } from './services.ts';
import { isValidId } from './span-tree.ts';

/** One trace among those that arrived, as a chooser lists it. */
export interface TraceGroup {
  readonly traceId: string;
  /** In order of arrival. */
  readonly spans: readonly StoredSpan[];
  /** Name of the root span, or of the earliest span where no root arrived. */
  readonly name: string;
  readonly hasRoot: boolean;
  /** Of the span that gave the name. */
  readonly service: string;
  readonly errorCount: number;
  /** ns since the Unix epoch. */
  readonly startUnixNano: bigint;
  /** From the earliest start to the last time known, in ns. */
  readonly lengthNs: bigint;
}

/** Sorts spans into traces, earliest trace first. */
export function groupTraces(spans: readonly StoredSpan[]): TraceGroup[] {
  const byTrace = new Map<string, StoredSpan[]>();
  for (const stored of spans) {
    const group = byTrace.get(stored.span.traceId);
    if (group) group.push(stored);
    else byTrace.set(stored.span.traceId, [stored]);
  }
  return [...byTrace.entries()]
    .map(([traceId, group]) => summarize(traceId, group))
    .sort((a, b) => {
      // Clocks of whole milliseconds make ties; of those that start together, the longest is what the program did.
      const earlier = a.startUnixNano - b.startUnixNano || b.lengthNs - a.lengthNs;
      return earlier < 0n ? -1 : earlier > 0n ? 1 : 0;
    });
}

function summarize(traceId: string, spans: readonly StoredSpan[]): TraceGroup {
  let root: StoredSpan | undefined;
  let earliest: StoredSpan | undefined;
  let start: bigint | undefined;
  let last = 0n;
  let errorCount = 0;
  for (const stored of spans) {
    const { span } = stored;
    const begins = span.startTimeUnixNano || span.endTimeUnixNano;
    if (begins !== 0n && (start === undefined || begins < start)) {
      start = begins;
      earliest = stored;
    }
    if (!isValidId(span.parentSpanId) && (!root || begins < root.span.startTimeUnixNano)) root = stored;
    if (begins > last) last = begins;
    if (span.endTimeUnixNano > last) last = span.endTimeUnixNano;
    if (span.status.code === StatusCode.Error) errorCount++;
  }
  const named = root ?? earliest ?? spans[0];
  return {
    traceId,
    spans,
    name: named?.span.name ?? '',
    hasRoot: root !== undefined,
    service: named ? serviceName(named) : '',
    errorCount,
    startUnixNano: start ?? 0n,
    lengthNs: last - (start ?? last),
  };
}

/** Whether these spans come from another run than those before: no trace of the earlier ones is left. */
export function isNewRun(before: readonly TraceGroup[], now: readonly TraceGroup[]): boolean {
  if (now.length === 0) return false;
  const known = new Set(before.map((group) => group.traceId));
  return !now.some((group) => known.has(group.traceId));
}
