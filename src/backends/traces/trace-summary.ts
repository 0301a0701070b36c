import { StatusCode } from '../../otlp/model.ts';
import type { StoredSpan } from './trace-store.ts';

/** One line of a list of traces. */
export interface TraceSummary {
  readonly traceId: string;
  /** Name and service of the root span; of the earliest span while no root has arrived. */
  readonly rootName: string;
  readonly service: string;
  /** Whether a span without a parent has arrived. */
  readonly hasRoot: boolean;
  readonly spanCount: number;
  /** Of the earliest span; ns since the Unix epoch. */
  readonly startTimeUnixNano: bigint;
  /** From the earliest start to the latest end, in ns; 0 when spans end before they start. */
  readonly durationNano: bigint;
  /** Spans with status Error. */
  readonly errorCount: number;
}

/** Sums up the spans of one trace, of which there is at least one. */
export function summarizeTrace(traceId: string, spans: readonly StoredSpan[]): TraceSummary {
  let first: StoredSpan | undefined;
  let root: StoredSpan | undefined;
  let end = 0n;
  let errorCount = 0;
  for (const stored of spans) {
    const { span } = stored;
    if (first === undefined || span.startTimeUnixNano < first.span.startTimeUnixNano) first = stored;
    const isEarlierRoot = root === undefined || span.startTimeUnixNano < root.span.startTimeUnixNano;
    if (span.parentSpanId === '' && isEarlierRoot) root = stored;
    if (span.endTimeUnixNano > end) end = span.endTimeUnixNano;
    if (span.status.code === StatusCode.Error) errorCount += 1;
  }
  const head = root ?? first;
  const start = first?.span.startTimeUnixNano ?? 0n;
  return {
    traceId,
    rootName: head?.span.name ?? '',
    service: serviceName(head),
    hasRoot: root !== undefined,
    spanCount: spans.length,
    startTimeUnixNano: start,
    durationNano: end > start ? end - start : 0n,
    errorCount,
  };
}

function serviceName(stored: StoredSpan | undefined): string {
  const name = stored?.resource.attributes.get('service.name');
  return typeof name === 'string' ? name : '';
}
