import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { StatusCode } from '../../otlp/model.ts';
import { serviceName, serviceOrder } from './services.ts';
import { linkSpans, type SpanTree } from './span-tree.ts';
import { RowFlag, type TraceModel } from './trace-model.ts';

/**
 * Lays out the spans of one trace. O(n log n) time, O(n) memory, no recursion: any graph of parents is fine.
 *
 * @param spans in order of arrival, all of one trace (see `groupTraces`)
 * @param services the order that decides the hues; given when several traces share one picture
 */
export function buildTrace(
  spans: readonly StoredSpan[],
  services: readonly string[] = serviceOrder(spans),
): TraceModel {
  const times = readTimes(spans);
  const tree = linkSpans(spans, (a, b) => (times.start[a] ?? 0n) < (times.start[b] ?? 0n));
  const total = tree.parent.length;
  const nodes = placeGhosts(times, tree, spans.length);
  const order = preOrder(tree.parent, nodes.start);

  const rowOfNode = new Int32Array(total);
  order.forEach((node, row) => {
    rowOfNode[node] = row;
  });
  const serviceIndex = new Map(services.map((name, index) => [name, index]));
  const rows: (StoredSpan | undefined)[] = new Array(total);
  const spanIds: string[] = new Array(total);
  const parent = new Int32Array(total);
  const depth = new Int32Array(total);
  const subtreeSize = new Int32Array(total).fill(1);
  const startNs = new BigUint64Array(total);
  const durationNs = new BigUint64Array(total);
  const startMs = new Float64Array(total);
  const durationMs = new Float64Array(total);
  const service = new Int32Array(total).fill(-1);
  const flags = new Uint16Array(total);
  let errorCount = 0;

  for (let row = 0; row < total; row++) {
    const node = order[row] ?? 0;
    const stored = spans[node];
    const parentNode = tree.parent[node] ?? -1;
    const parentRow = parentNode < 0 ? -1 : (rowOfNode[parentNode] ?? -1);
    const start = (nodes.start[node] ?? 0n) - times.first;
    const duration = (nodes.end[node] ?? 0n) - (nodes.start[node] ?? 0n);
    rows[row] = stored;
    spanIds[row] = stored ? stored.span.spanId : (tree.ghostIds[node - spans.length] ?? '');
    parent[row] = parentRow;
    depth[row] = parentRow < 0 ? 0 : (depth[parentRow] ?? 0) + 1;
    startNs[row] = start;
    durationNs[row] = duration;
    startMs[row] = Number(start) / 1e6;
    durationMs[row] = Number(duration) / 1e6;
    let flag = nodes.flags[node] ?? 0;
    if (stored) {
      service[row] = serviceIndex.get(serviceName(stored)) ?? -1;
      if (stored.span.status.code === StatusCode.Error) {
        flag |= RowFlag.Error;
        errorCount++;
      }
      if (stored.span.links.length > 0) flag |= RowFlag.Links;
      if (tree.cut.has(node)) flag |= RowFlag.Cycle;
      if (tree.duplicates.has(node)) flag |= RowFlag.Duplicate;
      if (parentNode >= 0 && parentNode < spans.length) flag |= skew(nodes, node, parentNode);
    } else {
      flag |= RowFlag.Ghost;
    }
    flags[row] = flag;
  }
  for (let row = total - 1; row > 0; row--) {
    const above = parent[row] ?? -1;
    if (above >= 0) subtreeSize[above] = (subtreeSize[above] ?? 0) + (subtreeSize[row] ?? 0);
  }

  const rowOfSpan = new Map<string, number>();
  for (const [id, node] of tree.nodeOfSpan) rowOfSpan.set(id, rowOfNode[node] ?? 0);
  const lengthNs = times.last - times.first;
  return {
    traceId: spans[0]?.span.traceId ?? '',
    size: total,
    spanCount: spans.length,
    ghostCount: total - spans.length,
    errorCount,
    startUnixNano: times.first,
    lengthNs,
    lengthMs: Number(lengthNs) / 1e6,
    rows,
    spanIds,
    parent,
    depth,
    subtreeSize,
    startNs,
    durationNs,
    startMs,
    durationMs,
    service,
    services,
    flags,
    rowOfSpan,
  };
}

/** Absolute times of nodes, ns since the Unix epoch, with the gaps of broken spans filled so that end ≥ start. */
interface NodeTimes {
  readonly start: BigUint64Array;
  readonly end: BigUint64Array;
  readonly flags: Uint16Array;
}

function readTimes(
  spans: readonly StoredSpan[],
): NodeTimes & { readonly first: bigint; readonly last: bigint } {
  let first: bigint | undefined;
  let last = 0n;
  for (const { span } of spans) {
    const start = span.startTimeUnixNano || span.endTimeUnixNano;
    if (start !== 0n && (first === undefined || start < first)) first = start;
    if (span.endTimeUnixNano > last) last = span.endTimeUnixNano;
    if (start > last) last = start;
  }
  const from = first ?? 0n;
  const start = new BigUint64Array(spans.length);
  const end = new BigUint64Array(spans.length);
  const flags = new Uint16Array(spans.length);
  spans.forEach(({ span }, node) => {
    const begins = span.startTimeUnixNano || span.endTimeUnixNano || from;
    start[node] = begins;
    end[node] = span.endTimeUnixNano;
    if (span.startTimeUnixNano === 0n) flags[node] = RowFlag.NoStart;
    if (span.endTimeUnixNano === 0n) {
      flags[node] = (flags[node] ?? 0) | RowFlag.Open;
      end[node] = last;
    } else if (span.endTimeUnixNano < begins) {
      flags[node] = (flags[node] ?? 0) | RowFlag.EndsBeforeStart;
      end[node] = begins;
    }
  });
  return { start, end, flags, first: from, last };
}

/** Adds the ghosts: each spans its children. */
function placeGhosts(times: NodeTimes, tree: SpanTree, spanCount: number): NodeTimes {
  const total = tree.parent.length;
  const start = new BigUint64Array(total).fill(2n ** 64n - 1n, spanCount);
  const end = new BigUint64Array(total);
  const flags = new Uint16Array(total);
  start.set(times.start);
  end.set(times.end);
  flags.set(times.flags);
  for (let node = 0; node < spanCount; node++) {
    const ghost = tree.parent[node] ?? -1;
    if (ghost < spanCount) continue;
    const from = start[node] ?? 0n;
    const to = end[node] ?? 0n;
    if (from < (start[ghost] ?? 0n)) start[ghost] = from;
    if (to > (end[ghost] ?? 0n)) end[ghost] = to;
  }
  return { start, end, flags };
}

/** Nodes in drawing order: parents before children, siblings by start, then by arrival. */
function preOrder(parent: Int32Array, start: BigUint64Array): Int32Array {
  const total = parent.length;
  const earliest = start.reduce((low, each) => (each < low ? each : low), start[0] ?? 0n);
  // Doubles compare fast and are exact up to 104 days; beyond that the integers themselves decide ties.
  const offset = Float64Array.from(start, (each) => Number(each - earliest));
  const byStart = Int32Array.from({ length: total }, (_, node) => node).sort((a, b) => {
    const difference = (offset[a] ?? 0) - (offset[b] ?? 0);
    if (difference !== 0) return difference;
    const exact = (start[a] ?? 0n) - (start[b] ?? 0n);
    return exact === 0n ? a - b : Number(exact);
  });

  // Children of each node side by side in one array; slot 0 belongs to the roots.
  const firstChild = new Int32Array(total + 2);
  for (const above of parent) firstChild[above + 2] = (firstChild[above + 2] ?? 0) + 1;
  for (let slot = 1; slot < firstChild.length; slot++) {
    firstChild[slot] = (firstChild[slot] ?? 0) + (firstChild[slot - 1] ?? 0);
  }
  const fill = firstChild.slice();
  const children = new Int32Array(total);
  for (const node of byStart) {
    const slot = (parent[node] ?? -1) + 1;
    const at = fill[slot] ?? 0;
    children[at] = node;
    fill[slot] = at + 1;
  }

  const order = new Int32Array(total);
  const stack = new Int32Array(total);
  let height = 0;
  let row = 0;
  const pushChildren = (slot: number) => {
    const from = firstChild[slot] ?? 0;
    for (let at = (firstChild[slot + 1] ?? 0) - 1; at >= from; at--) stack[height++] = children[at] ?? 0;
  };
  pushChildren(0);
  while (height > 0) {
    const node = stack[--height] ?? 0;
    order[row++] = node;
    pushChildren(node + 1);
  }
  return order;
}

function skew(times: NodeTimes, node: number, parentNode: number): number {
  let flag = 0;
  if ((times.start[node] ?? 0n) < (times.start[parentNode] ?? 0n)) flag |= RowFlag.StartsBeforeParent;
  if ((times.end[node] ?? 0n) > (times.end[parentNode] ?? 0n)) flag |= RowFlag.EndsAfterParent;
  return flag;
}
