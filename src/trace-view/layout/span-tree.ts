/** Who is whose parent: the part of the layout that must stand any graph of ids. */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';

/** Nodes 0 … spans-1 are the spans as given; the ghosts follow. */
export interface SpanTree {
  /** Parent node, -1 for a root. Free of cycles. */
  readonly parent: Int32Array;
  /** Ids that are named as a parent but did not arrive, in order of first mention. */
  readonly ghostIds: readonly string[];
  /** Spans that were made roots to break a cycle of parents. */
  readonly cut: ReadonlySet<number>;
  /** Spans whose id another span has too. */
  readonly duplicates: ReadonlySet<number>;
  /** Span id to the node that arrived first with it. */
  readonly nodeOfSpan: ReadonlyMap<string, number>;
}

/** An id of zeros is invalid (trace/api.md, "SpanContext") and means the same as none. */
export function isValidId(id: string): boolean {
  return id !== '' && !/^0+$/.test(id);
}

/** Links spans to their parents. `isEarlier` decides where a cycle is cut open. O(n). */
export function linkSpans(
  spans: readonly StoredSpan[],
  isEarlier: (a: number, b: number) => boolean,
): SpanTree {
  const nodeOfSpan = new Map<string, number>();
  const duplicates = new Set<number>();
  spans.forEach(({ span }, node) => {
    if (!isValidId(span.spanId)) return;
    const first = nodeOfSpan.get(span.spanId);
    if (first === undefined) nodeOfSpan.set(span.spanId, node);
    else duplicates.add(first).add(node);
  });

  const ghosts = new Map<string, number>();
  const spanParents = new Int32Array(spans.length).fill(-1);
  spans.forEach(({ span }, node) => {
    const id = span.parentSpanId;
    if (!isValidId(id)) return;
    const known = nodeOfSpan.get(id) ?? ghosts.get(id);
    spanParents[node] = known ?? spans.length + ghosts.size;
    if (known === undefined) ghosts.set(id, spans.length + ghosts.size);
  });

  const cut = cutCycles(spanParents, isEarlier);
  const parent = new Int32Array(spans.length + ghosts.size).fill(-1);
  parent.set(spanParents);
  hangGhosts(parent, spans, cut);
  return { parent, ghostIds: [...ghosts.keys()], cut, duplicates, nodeOfSpan };
}

/** Makes the earliest span of each cycle a root. Each node is walked over once. */
function cutCycles(parent: Int32Array, isEarlier: (a: number, b: number) => boolean): Set<number> {
  const cut = new Set<number>();
  const UNSEEN = 0;
  const ON_WALK = 1;
  const DONE = 2;
  const state = new Uint8Array(parent.length);
  const walk: number[] = [];
  for (let start = 0; start < parent.length; start++) {
    let node = start;
    // Ghosts lie beyond the array and have no parent, so a walk may end there.
    while (node >= 0 && node < parent.length && state[node] === UNSEEN) {
      state[node] = ON_WALK;
      walk.push(node);
      node = parent[node] ?? -1;
    }
    if (state[node] === ON_WALK) {
      const ring = walk.slice(walk.indexOf(node));
      const earliest = ring.reduce((best, each) => (isEarlier(each, best) ? each : best));
      parent[earliest] = -1;
      cut.add(earliest);
    }
    for (const each of walk) state[each] = DONE;
    walk.length = 0;
  }
  return cut;
}

/**
 * Every span of a trace descends from its root. So where exactly one root arrived, a missing span is known to be
 * somewhere below it and hangs there; otherwise it stands at the top itself.
 */
function hangGhosts(parent: Int32Array, spans: readonly StoredSpan[], cut: ReadonlySet<number>): void {
  let root = -1;
  for (let node = 0; node < spans.length; node++) {
    if (parent[node] !== -1) continue;
    if (root !== -1 || cut.has(node)) return;
    root = node;
  }
  if (root !== -1) parent.fill(root, spans.length);
}
