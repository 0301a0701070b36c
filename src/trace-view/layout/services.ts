import type { StoredSpan } from '../../backends/traces/trace-store.ts';

/** Hues that the tokens offer; see `--svc-1` … `--svc-6`. */
const HUES = 6;

/** `service.name` of the resource that made the span, or `''` where it is missing or no text. */
export function serviceName(stored: StoredSpan): string {
  const name = stored.resource.attributes.get('service.name');
  return typeof name === 'string' ? name : '';
}

/** The services of all spans by their first start, which is the order in which hues are given out. */
export function serviceOrder(spans: readonly StoredSpan[]): string[] {
  const first = new Map<string, { start: bigint; root: boolean; arrival: number }>();
  spans.forEach((stored, arrival) => {
    const name = serviceName(stored);
    const start = stored.span.startTimeUnixNano;
    const root = stored.span.parentSpanId === '';
    const known = first.get(name);
    // Children arrive before their parents; at equal times (coarse clocks) the one without a parent came first.
    if (!known || start < known.start || (start === known.start && root && !known.root)) {
      first.set(name, { start, root, arrival });
    }
  });
  return [...first]
    .sort(([, a], [, b]) => {
      if (a.start !== b.start) return a.start < b.start ? -1 : 1;
      if (a.root !== b.root) return a.root ? -1 : 1;
      return a.arrival - b.arrival;
    })
    .map(([name]) => name);
}

/** How a service is drawn: hue 1 … 6, hatched from the seventh service on. */
export function serviceHue(index: number): { hue: number; hatched: boolean } {
  return { hue: (index % HUES) + 1, hatched: index >= HUES };
}
