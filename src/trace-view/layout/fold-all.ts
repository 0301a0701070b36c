import { rowKey, type TraceModel } from './trace-model.ts';

/** Keys of all rows with children below the given depth: folding these leaves the upper levels visible. */
export function foldKeysBelow(model: TraceModel, depth: number): Set<string> {
  const keys = new Set<string>();
  for (let row = 0; row < model.size; row++) {
    if ((model.depth[row] ?? 0) >= depth && (model.subtreeSize[row] ?? 1) > 1) keys.add(rowKey(model, row));
  }
  return keys;
}
