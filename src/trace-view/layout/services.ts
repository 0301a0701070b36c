import type { StoredSpan } from '../../backends/traces/trace-store.ts';

/** Hues that the tokens offer; see `--svc-1` … `--svc-6`. */
const HUES = 6;

/** `service.name` of the resource that made the span, or `''` where it is missing or no text. */
export function serviceName(stored: StoredSpan): string {
  const name = stored.resource.attributes.get('service.name');
  return typeof name === 'string' ? name : '';
}

/**
 * The services of one trace in the order in which hues are given out: that of the root first, then by their first
 * start. A skewed clock thus can't take the root's hue.
 */
export function serviceOrder(spans: readonly StoredSpan[]): string[] {
  const first = new Map<string, { start: bigint; root: boolean; arrival: number }>();
  spans.forEach((stored, arrival) => {
    const name = serviceName(stored);
    const start = stored.span.startTimeUnixNano;
    const root = stored.span.parentSpanId === '';
    const known = first.get(name);
    if (known) {
      known.root ||= root;
      if (start < known.start) known.start = start;
    } else {
      first.set(name, { start, root, arrival });
    }
  });
  return [...first]
    .sort(([, a], [, b]) => {
      if (a.root !== b.root) return a.root ? -1 : 1;
      if (a.start !== b.start) return a.start < b.start ? -1 : 1;
      return a.arrival - b.arrival;
    })
    .map(([name]) => name);
}

/** The services of several traces, so that each keeps its hue from one to the next. */
export function sharedServiceOrder(traces: Iterable<readonly StoredSpan[]>): string[] {
  const names = new Set<string>();
  for (const spans of traces) {
    for (const name of serviceOrder(spans)) names.add(name);
  }
  return [...names];
}

/** How a service is drawn: hue 1 … 6, hatched from the seventh service on. */
export function serviceHue(index: number): { hue: number; hatched: boolean } {
  return { hue: (index % HUES) + 1, hatched: index >= HUES };
}
