/** Every change of the workbench, as a pure function of what happened. */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import type { AttemptResult } from '../../grading/attempt.ts';
import type { LabFiles, SourceLocation } from '../../runtime/lab-runtime.ts';
import type { ContainerStatus } from '../../runtime/webcontainer/webcontainer-runtime.ts';
import type { NoPlace, RunPlace, RuntimeChoice } from '../runtimes/runtime-choice.ts';
import { marksOf, placeOfFailure } from './run-marks.ts';
import { phaseAfter } from './run-phase.ts';
import {
  type CheckTitle,
  type Exchange,
  emptyRun,
  isEditable,
  type OutputSegment,
  type RunRecord,
  type UndoOffer,
  type WorkbenchPanel,
  type WorkbenchState,
} from './workbench-state.ts';

export type WorkbenchEvent =
  | { readonly type: 'edited'; readonly path: string; readonly text: string }
  | { readonly type: 'file-opened'; readonly path: string }
  | { readonly type: 'place-opened'; readonly place: SourceLocation }
  | { readonly type: 'panel-opened'; readonly panel: WorkbenchPanel }
  | { readonly type: 'span-selected'; readonly spanId: string | undefined }
  /** The page was served before the checks were known. */
  | { readonly type: 'checks-known'; readonly checks: readonly CheckTitle[] }
  /** The draft of an earlier visit. */
  | { readonly type: 'draft-restored'; readonly files: LabFiles }
  /** Files replaced by something else than typing; can be undone. */
  | { readonly type: 'files-replaced'; readonly of: UndoOffer['of']; readonly files: LabFiles }
  | { readonly type: 'replacement-undone' }
  | { readonly type: 'other-tab-saved'; readonly files: LabFiles }
  | { readonly type: 'comparison-asked' }
  | { readonly type: 'comparison-opened'; readonly solution: LabFiles }
  | { readonly type: 'comparison-closed' }
  | { readonly type: 'noticed'; readonly notice: NonNullable<WorkbenchState['notice']> }
  | { readonly type: 'dismissed'; readonly what: 'notice' | 'undo' | 'other-tab' }
  | { readonly type: 'runtime-chosen'; readonly choice: RuntimeChoice }
  | { readonly type: 'container-changed'; readonly status: ContainerStatus }
  | { readonly type: 'run-asked'; readonly seed: number }
  /** For the container that the learner or the lab insists on. */
  | { readonly type: 'run-waits' }
  | { readonly type: 'run-unplaced'; readonly why: NoPlace }
  | { readonly type: 'run-started'; readonly at: number; readonly place: RunPlace }
  /** The container broke down, which is not the learner's doing: the same run begins once more, in the embedded runtime. */
  | { readonly type: 'run-repeated'; readonly reason: string }
  | { readonly type: 'output-came'; readonly segments: readonly OutputSegment[] }
  | { readonly type: 'spans-came'; readonly spans: readonly StoredSpan[] }
  | { readonly type: 'exchange-came'; readonly exchange: Exchange }
  | { readonly type: 'run-ended'; readonly result: AttemptResult }
  | { readonly type: 'run-given-up' }
  | { readonly type: 'run-broke'; readonly reason: string };

export function reduce(state: WorkbenchState, event: WorkbenchEvent): WorkbenchState {
  switch (event.type) {
    case 'edited':
      return edited(state, event.path, event.text);
    case 'file-opened':
      return { ...state, openFile: event.path, reveal: undefined };
    case 'place-opened':
      return {
        ...state,
        openFile: event.place.file,
        reveal: { ...event.place, focus: true },
        comparison: undefined,
      };
    case 'panel-opened':
      return { ...state, panel: event.panel, panelChosen: true };
    case 'span-selected':
      return { ...state, selectedSpan: event.spanId };
    case 'checks-known':
      return { ...state, checks: event.checks };
    case 'draft-restored':
      return { ...state, files: onlyEditable(state, event.files) };
    case 'files-replaced':
      return replaced(state, event.of, onlyEditable(state, event.files));
    case 'replacement-undone':
      return state.undo
        ? { ...withoutMarks(state), files: state.undo.files, undo: state.undo.earlier }
        : state;
    case 'other-tab-saved':
      return { ...state, otherTab: event.files };
    case 'comparison-asked':
      return { ...state, comparison: 'loading' };
    case 'comparison-opened':
      return state.comparison === 'loading' ? compared(state, event.solution) : state;
    case 'comparison-closed':
      return { ...state, comparison: undefined };
    case 'noticed':
      return { ...state, notice: event.notice };
    case 'dismissed':
      return dismissed(state, event.what);
    case 'runtime-chosen':
      return { ...state, runtime: { ...state.runtime, choice: event.choice } };
    case 'container-changed':
      return { ...state, runtime: { ...state.runtime, container: event.status } };
    case 'run-asked':
      return {
        ...state,
        phase: { kind: 'waiting' },
        // The boxes of the last run stay, without their counts, until this one's are known.
        run: { ...emptyRun, seed: event.seed, pipelines: state.run.pipelines },
        panelChosen: false,
        selectedSpan: undefined,
        reveal: undefined,
        notice: state.notice?.of === 'repeated' ? undefined : state.notice,
      };
    case 'run-waits':
      return { ...state, phase: { kind: 'waiting', for: 'container' } };
    case 'run-unplaced':
      return { ...state, phase: { kind: 'unplaced', why: event.why } };
    case 'run-started':
      return inRun({ ...state, phase: { kind: 'running', since: event.at } }, { place: event.place });
    case 'run-repeated':
      return repeated(state, event.reason);
    case 'output-came':
      return inRun(state, { output: appended(state.run.output, event.segments) });
    case 'spans-came':
      return spansCame(state, event.spans);
    case 'exchange-came':
      return inRun(state, { exchanges: [...state.run.exchanges, event.exchange] });
    case 'run-ended':
      return ended(state, event.result);
    case 'run-given-up':
      return { ...state, phase: { kind: 'stopped' } };
    case 'run-broke':
      return { ...state, phase: { kind: 'infrastructure-error', reason: event.reason }, panel: 'output' };
  }
}

/** What the first attempt left is not shown: it would stand beside what the second one says. */
function repeated(state: WorkbenchState, reason: string): WorkbenchState {
  const { seed, pipelines, outdated } = state.run;
  return {
    ...state,
    phase: { kind: 'waiting' },
    run: { ...emptyRun, seed, pipelines, outdated },
    selectedSpan: undefined,
    runtime: { ...state.runtime, breakdowns: state.runtime.breakdowns + 1 },
    notice: { of: 'repeated', reason },
  };
}

function edited(state: WorkbenchState, path: string, text: string): WorkbenchState {
  if (!isEditable(state.definition, path) || state.files[path] === text) return state;
  // A learner who types on has accepted the replacement: undoing it later would lose what was typed.
  const run = { ...state.run, outdated: true };
  return { ...state, files: { ...state.files, [path]: text }, run, undo: undefined };
}

/** The starter with these texts where the learner may edit: a locked file is always the lab's. */
function onlyEditable(state: WorkbenchState, files: LabFiles): LabFiles {
  const result: Record<string, string> = { ...state.starter };
  for (const [path, text] of Object.entries(files))
    if (isEditable(state.definition, path)) result[path] = text;
  return result;
}

function replaced(state: WorkbenchState, of: UndoOffer['of'], files: LabFiles): WorkbenchState {
  const otherTab = of === 'other-tab' ? undefined : state.otherTab;
  const changes = Object.entries(files).some(([path, text]) => state.files[path] !== text);
  // A second Reset must not put the starter where the learner's own code waits to be taken back.
  if (!changes && state.undo) return { ...state, otherTab, comparison: undefined };
  const undo = { of, files: state.files, earlier: state.undo };
  return { ...withoutMarks(state), files, undo, otherTab, comparison: undefined };
}

function withoutMarks(state: WorkbenchState): WorkbenchState {
  return inRun(state, { marks: {}, outdated: true });
}

/** Opens the first file that differs, unless the one shown does. */
function compared(state: WorkbenchState, solution: LabFiles): WorkbenchState {
  const differs = (path: string): boolean =>
    solution[path] !== undefined && solution[path] !== state.files[path];
  const shown = state.definition.files.map((file) => file.path);
  const openFile = differs(state.openFile) ? state.openFile : (shown.find(differs) ?? state.openFile);
  return { ...state, comparison: solution, openFile, reveal: undefined };
}

function dismissed(state: WorkbenchState, what: 'notice' | 'undo' | 'other-tab'): WorkbenchState {
  if (what === 'other-tab') return { ...state, otherTab: undefined };
  return what === 'undo' ? { ...state, undo: undefined } : { ...state, notice: undefined };
}

function spansCame(state: WorkbenchState, spans: readonly StoredSpan[]): WorkbenchState {
  const first = state.run.spans.length === 0 && spans.length > 0;
  // The first span is what the learner waits for: show it as it comes, not when the program has ended.
  const panel = first && !state.panelChosen && state.definition.opens === 'trace' ? 'trace' : state.panel;
  return { ...inRun(state, { spans: merged(state.run.spans, spans) }), panel };
}

function ended(state: WorkbenchState, result: AttemptResult): WorkbenchState {
  const { run: program, collector, spans, status, verdict, seed } = result;
  const phase = phaseAfter(result);
  const failed = phase.kind !== 'finished' && phase.kind !== 'stopped';
  const place = placeOfFailure(result, state.definition);
  const run: Partial<RunRecord> = {
    seed,
    place: placeOfRun(result),
    spans,
    verdict,
    pipelines: status,
    droppedOutput: program?.droppedOutput ?? 0,
    exitCode: program?.outcome === 'exited' ? program.exitCode : undefined,
    configErrors: program || collector.ok ? [] : collector.errors,
    configWarnings: collector.ok ? collector.warnings : [],
    // What the learner typed meanwhile has moved the lines.
    marks: marksOf(result, state.definition),
  };
  const next = inRun({ ...state, phase }, run);
  const checks = verdict ? verdict.results.map(({ id, title }) => ({ id, title })) : state.checks;
  const panel = failed
    ? 'output'
    : phase.kind === 'stopped' || state.panelChosen
      ? state.panel
      : state.definition.opens;
  const opened = place
    ? { openFile: place.file, reveal: { ...place, focus: false }, comparison: undefined }
    : {};
  return { ...next, checks, panel, ...opened };
}

function placeOfRun({ run, runtime }: AttemptResult): RunPlace | undefined {
  return run === undefined || run.outcome === 'compile-error' || runtime === 'node' ? undefined : runtime;
}

function inRun(state: WorkbenchState, change: Partial<RunRecord>): WorkbenchState {
  return { ...state, run: { ...state.run, ...change } };
}

function appended(
  output: readonly OutputSegment[],
  segments: readonly OutputSegment[],
): readonly OutputSegment[] {
  const result = [...output];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last?.source === segment.source)
      result[result.length - 1] = { ...last, text: last.text + segment.text };
    else result.push(segment);
  }
  return result;
}

/** By sequence, so that a delivery told twice is there once. */
function merged(known: readonly StoredSpan[], more: readonly StoredSpan[]): readonly StoredSpan[] {
  const last = known.at(-1)?.sequence ?? -1;
  const fresh = more.filter((stored) => stored.sequence > last);
  return fresh.length === 0 ? known : [...known, ...fresh];
}
