/** Which rows there are to draw, given what is folded, and which of those are on screen. */
import { rowKey, type TraceModel } from './trace-model.ts';

/** 1 for each row whose subtree is folded away. */
export function foldedRows(model: TraceModel, foldedKeys: ReadonlySet<string>): Uint8Array {
  const folded = new Uint8Array(model.size);
  if (foldedKeys.size === 0) return folded;
  for (let row = 0; row < model.size; row++) {
    if ((model.subtreeSize[row] ?? 1) > 1 && foldedKeys.has(rowKey(model, row))) folded[row] = 1;
  }
  return folded;
}

/** Rows that are not inside a folded subtree, ascending. A folded subtree costs one step, whatever its size. */
export function visibleRows(model: TraceModel, folded: Uint8Array): Int32Array {
  const visible = new Int32Array(model.size);
  let count = 0;
  for (let row = 0; row < model.size; ) {
    visible[count++] = row;
    row += folded[row] ? (model.subtreeSize[row] ?? 1) : 1;
  }
  return visible.subarray(0, count);
}

/** Position of a row among the visible ones; -1 when it is folded away. */
export function positionOf(visible: Int32Array, row: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = visible[middle] ?? 0;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The rows above a row, from its parent to its root. */
export function ancestorsOf(model: TraceModel, row: number): number[] {
  const above: number[] = [];
  for (let at = model.parent[row] ?? -1; at >= 0; at = model.parent[at] ?? -1) above.push(at);
  return above;
}

/** Half-open range of positions to keep in the document for a scroll position (all sizes in px). */
export function scrollRange(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  count: number,
  overscan: number,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const last = Math.min(count, Math.ceil((scrollTop + viewportHeight) / rowHeight) + overscan);
  return { first: Math.min(first, last), last };
}

/** Where to scroll so that the row at a position is in view; the scroll position itself when it already is. */
export function scrollTopFor(
  position: number,
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
): number {
  const top = position * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewportHeight) return top + rowHeight - viewportHeight;
  return scrollTop;
}
