import { hasFlag, RowFlag, type TraceModel } from './trace-model.ts';

/**
 * Time in which a span had no child running, in ms, for every row. Children that overlap count once; what lies outside
 * of the parent doesn't count. `NaN` where it can't be known: a span without end, a missing span. O(n).
 */
export function selfTimes(model: TraceModel): Float64Array {
  const self = Float64Array.from(model.durationMs);
  // How far the children seen so far cover their parent. Rows of one parent come in the order of their start.
  const covered = Float64Array.from(model.startMs);
  for (let row = 0; row < model.size; row++) {
    const parent = model.parent[row] ?? -1;
    if (parent < 0) continue;
    const parentEnd = (model.startMs[parent] ?? 0) + (model.durationMs[parent] ?? 0);
    const from = Math.max(model.startMs[row] ?? 0, covered[parent] ?? 0);
    const to = Math.min((model.startMs[row] ?? 0) + (model.durationMs[row] ?? 0), parentEnd);
    if (to <= from) continue;
    self[parent] = (self[parent] ?? 0) - (to - from);
    covered[parent] = to;
  }
  for (let row = 0; row < model.size; row++) {
    if (hasFlag(model, row, RowFlag.Open | RowFlag.Ghost)) self[row] = Number.NaN;
    // Sums of doubles may fall a hair below zero.
    else if ((self[row] ?? 0) < 0) self[row] = 0;
  }
  return self;
}
