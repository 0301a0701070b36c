/**
 * The critical path: at each moment the span that decides when the trace ends. Walking back from the end, a span
 * waits for the child that finished last; between its children it decides itself.
 */
import { hasFlag, RowFlag, type TraceModel } from './trace-model.ts';

/** Pieces of all rows, one after another: those of a row are `first[row] … first[row + 1] - 1`, latest piece first. */
export interface CriticalPath {
  readonly first: Int32Array;
  /** Offsets from the start of the trace, in ms. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** For each row, the time the path spends in it or below it, in ms. 0 when it is not on the path. */
  readonly onPathMs: Float64Array;
}

/** A piece below this share of the view is not drawn, unless it is the only one of its span. */
const SMALLEST_SHARE = 0.008;

/** Offsets in ns as doubles: exact for traces up to 104 days. O(n log n). */
export function criticalPath(model: TraceModel): CriticalPath {
  const { size } = model;
  // The part of each span that counts: a child that outlives its parent counts up to the parent's end.
  const from = new Float64Array(size);
  const to = new Float64Array(size).fill(-1);
  const children = childLists(model);
  const first = new Int32Array(size + 1);
  const pieces: { from: number; to: number }[] = [];

  const walkBack = (row: number, rows: readonly number[]) => {
    const start = row < 0 ? 0 : (from[row] ?? 0);
    const end = row < 0 ? Number(model.lengthNs) : (to[row] ?? 0);
    const clamp = (ns: number) => Math.min(Math.max(ns, start), end);
    let cursor = end;
    const candidates = rows
      .map((child) => ({ child, from: clamp(startOf(model, child)), to: clamp(endOf(model, child)) }))
      // A child that lies outside of its parent altogether was not waited for.
      .filter((each) => each.to > each.from)
      .sort((a, b) => b.to - a.to || a.from - b.from);
    for (const candidate of candidates) {
      if (candidate.to > cursor) continue;
      if (row >= 0 && cursor > candidate.to) pieces.push({ from: candidate.to, to: cursor });
      from[candidate.child] = candidate.from;
      to[candidate.child] = candidate.to;
      cursor = candidate.from;
    }
    if (row >= 0 && cursor > start) pieces.push({ from: start, to: cursor });
  };

  walkBack(-1, children.get(-1) ?? []);
  // Parents come before their children, so one pass meets every row after its window is known.
  for (let row = 0; row < size; row++) {
    first[row] = pieces.length;
    if ((to[row] ?? -1) < 0) continue;
    const before = pieces.length;
    walkBack(row, children.get(row) ?? []);
    // Nobody knows what a missing span did itself.
    if (hasFlag(model, row, RowFlag.Ghost)) pieces.length = before;
  }
  first[size] = pieces.length;
  return {
    first,
    from: Float64Array.from(pieces, (piece) => piece.from / 1e6),
    to: Float64Array.from(pieces, (piece) => piece.to / 1e6),
    onPathMs: Float64Array.from(to, (end, row) => (end < 0 ? 0 : (end - (from[row] ?? 0)) / 1e6)),
  };
}

/** The pieces of a row worth drawing in a view of `lengthMs`. */
export function drawnPieces(
  path: CriticalPath,
  row: number,
  lengthMs: number,
): { from: number; to: number }[] {
  const begin = path.first[row] ?? 0;
  const end = path.first[row + 1] ?? begin;
  const drawn: { from: number; to: number }[] = [];
  for (let at = begin; at < end; at++) {
    const piece = { from: path.from[at] ?? 0, to: path.to[at] ?? 0 };
    if (end - begin === 1 || piece.to - piece.from >= lengthMs * SMALLEST_SHARE) drawn.push(piece);
  }
  return drawn;
}

/** Children by parent row. A ghost below a root is left out: where it belongs in the root's time is not known. */
function childLists(model: TraceModel): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (let row = 0; row < model.size; row++) {
    const parent = model.parent[row] ?? -1;
    if (parent >= 0 && hasFlag(model, row, RowFlag.Ghost)) continue;
    const list = lists.get(parent);
    if (list) list.push(row);
    else lists.set(parent, [row]);
  }
  return lists;
}

function startOf(model: TraceModel, row: number): number {
  return Number(model.startNs[row] ?? 0n);
}

function endOf(model: TraceModel, row: number): number {
  return Number((model.startNs[row] ?? 0n) + (model.durationNs[row] ?? 0n));
}
