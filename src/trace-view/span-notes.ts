import { formatDuration } from './layout/duration.ts';
import { hasFlag, RowFlag, type TraceModel } from './layout/trace-model.ts';
import type { TraceViewStrings } from './strings.ts';

/** What is odd about a span, in sentences. Most spans have none. */
export function spanNotes(model: TraceModel, row: number, strings: TraceViewStrings): string[] {
  const notes: string[] = [];
  const note = (flag: number, text: string) => {
    if (hasFlag(model, row, flag)) notes.push(text);
  };
  note(RowFlag.Open, strings.openNote);
  note(RowFlag.NoStart, strings.noStartNote);
  note(RowFlag.EndsBeforeStart, strings.endsBeforeStartNote);
  const parent = model.parent[row] ?? -1;
  const early = (model.startNs[parent] ?? 0n) - (model.startNs[row] ?? 0n);
  note(RowFlag.StartsBeforeParent, strings.startsBeforeParentNote(formatDuration(early)));
  note(RowFlag.Duplicate, strings.duplicateNote);
  note(RowFlag.Cycle, strings.cycleNote);
  return notes;
}
