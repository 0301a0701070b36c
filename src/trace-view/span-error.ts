import type { StoredSpan } from '../backends/traces/trace-store.ts';
import { formatDuration } from './layout/duration.ts';
import { rowName } from './layout/row-text.ts';
import { hasFlag, RowFlag, type TraceModel } from './layout/trace-model.ts';
import type { TraceViewStrings } from './strings.ts';

export interface SpanError {
  /** The type of the exception or of the error, where the span names one. */
  readonly type: string;
  readonly message: string;
  /** What the error did not stop. */
  readonly consequence: string;
}

/** What a failed span says about its failure, or `undefined` for a span that did not fail. */
export function spanError(model: TraceModel, row: number, strings: TraceViewStrings): SpanError | undefined {
  const stored = model.rows[row];
  if (!stored || !hasFlag(model, row, RowFlag.Error)) return undefined;
  const exception = stored.span.events.findLast((event) => event.name === 'exception')?.attributes;
  const type = exception?.get('exception.type') ?? stored.span.attributes.get('error.type');
  const message = stored.span.status.message || exception?.get('exception.message');
  return {
    type: typeof type === 'string' && type !== '' ? type : strings.errorStatus,
    message: typeof message === 'string' && message !== '' ? message : strings.noMessage,
    consequence: longestSurvivor(model, row, stored, strings),
  };
}

/** The child that went on the longest after its failed parent had ended, if any did. */
function longestSurvivor(
  model: TraceModel,
  row: number,
  stored: StoredSpan,
  strings: TraceViewStrings,
): string {
  if (stored.span.endTimeUnixNano === 0n) return '';
  const end = (model.startNs[row] ?? 0n) + (model.durationNs[row] ?? 0n);
  let longest = -1;
  let longestNs = 0n;
  const last = row + (model.subtreeSize[row] ?? 1);
  for (let child = row + 1; child < last; child += model.subtreeSize[child] ?? 1) {
    const beyond = (model.startNs[child] ?? 0n) + (model.durationNs[child] ?? 0n) - end;
    if (beyond <= longestNs || hasFlag(model, child, RowFlag.Open)) continue;
    longest = child;
    longestNs = beyond;
  }
  return longest < 0 ? '' : strings.childRanOn(rowName(model, longest, strings), formatDuration(longestNs));
}
