/** One trace, laid out: a row for every span and every missing parent, as typed arrays in the order of drawing. */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';

/** What a row needs beside its bar. Combined in `TraceModel.flags`. */
export const RowFlag = {
  /** `status.code` is Error. */
  Error: 1,
  /** No span: a parent that others name but that did not arrive. */
  Ghost: 2,
  /** The span has no end time. Its duration reaches to the last time known in the trace. */
  Open: 4,
  /** The span was its own ancestor. It is drawn as a root, so that it can be seen at all. */
  Cycle: 8,
  /** Another span of the trace has the same span id. */
  Duplicate: 16,
  Links: 32,
  /** Starts before its parent: either the clocks of two machines differ, or the parent is the wrong one. */
  StartsBeforeParent: 64,
  /** Ends after its parent, which is fine for work that nobody waits for. */
  EndsAfterParent: 128,
  /** The end time is earlier than the start time. Drawn without length. */
  EndsBeforeStart: 256,
  /** The span has no start time. Drawn at its end. */
  NoStart: 512,
} as const;

/**
 * Rows are in pre-order: a row's subtree is `row … row + subtreeSize[row] - 1`, so folding is one step forward.
 * Siblings are in the order of their start.
 */
export interface TraceModel {
  readonly traceId: string;
  /** Rows, ghosts included. All arrays below have this length. */
  readonly size: number;
  readonly spanCount: number;
  readonly ghostCount: number;
  readonly errorCount: number;
  /** Earliest start in the trace, ns since the Unix epoch: what offsets count from. */
  readonly startUnixNano: bigint;
  /** From the earliest start to the last time known, in ns. */
  readonly lengthNs: bigint;
  /** `lengthNs` in ms, for drawing. */
  readonly lengthMs: number;

  /** The span of each row; `undefined` for a ghost. */
  readonly rows: readonly (StoredSpan | undefined)[];
  /** Span id of each row; for a ghost, the id that its children name. */
  readonly spanIds: readonly string[];
  /** Row of the parent, -1 for a root. Always smaller than the row itself. */
  readonly parent: Int32Array;
  /** 0 for a root. */
  readonly depth: Int32Array;
  /** Rows in the subtree, the row itself included. */
  readonly subtreeSize: Int32Array;
  /** Offset from `startUnixNano`, exact, in ns. */
  readonly startNs: BigUint64Array;
  /** Exact, in ns. For an open span up to the last time known. */
  readonly durationNs: BigUint64Array;
  /** `startNs` and `durationNs` in ms, for drawing. */
  readonly startMs: Float64Array;
  readonly durationMs: Float64Array;
  /** Index into `services`; -1 for a ghost. */
  readonly service: Int32Array;
  readonly services: readonly string[];
  /** Sums of `RowFlag`. */
  readonly flags: Uint16Array;
  /** Span id to row; of several spans with one id, the one that arrived first. Ghosts are not in it. */
  readonly rowOfSpan: ReadonlyMap<string, number>;
}

export function hasFlag(model: TraceModel, row: number, flag: number): boolean {
  return ((model.flags[row] ?? 0) & flag) !== 0;
}

/** A span's identity across rebuilds of the model, for keys and for remembering folds and selection. */
export function storedKey(stored: StoredSpan): string {
  return `${stored.sequence}/${stored.span.spanId}`;
}

/** The same for a row, which may be a missing span. */
export function rowKey(model: TraceModel, row: number): string {
  const stored = model.rows[row];
  return stored ? storedKey(stored) : `missing/${model.spanIds[row] ?? ''}`;
}

/** The row with a key; -1 when this trace has none. O(1) unless ids are doubled, invalid or missing. */
export function rowOfKey(model: TraceModel, key: string | undefined): number {
  if (key === undefined) return -1;
  const likely = model.rowOfSpan.get(key.slice(key.indexOf('/') + 1)) ?? -1;
  if (likely >= 0 && rowKey(model, likely) === key) return likely;
  for (let row = 0; row < model.size; row++) {
    if (rowKey(model, row) === key) return row;
  }
  return -1;
}
