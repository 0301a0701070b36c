/** What the workbench shows. Plain data; changed only by `reduce` (workbench-reducer.ts). */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import type { ComponentStatus, ConfigError } from '../../collector/hosted-collector.ts';
import type { CheckResult, Verdict } from '../../grading/check.ts';
import type { LabDefinition, Panel } from '../../grading/lab.ts';
import type { LabFiles, OutputStream, SourceLocation } from '../../runtime/lab-runtime.ts';
import {
  initialRuntime,
  type NoPlace,
  type RunPlace,
  type RuntimeState,
  type SiteRuntime,
} from '../runtimes/runtime-choice.ts';

/** Output as it came; neighbours of one source are one segment. */
export interface OutputSegment {
  readonly source: OutputStream | 'collector';
  readonly text: string;
}

/** Something to show at a line of a file; 1-based. Without a line it belongs to the whole file. */
export interface FileMark {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export type Failure =
  | {
      readonly kind: 'compile';
      readonly message: string;
      readonly problems: number;
      readonly location: SourceLocation | undefined;
    }
  | { readonly kind: 'uncaught'; readonly message: string; readonly location: SourceLocation | undefined }
  | { readonly kind: 'exit-code'; readonly exitCode: number }
  | { readonly kind: 'collector'; readonly message: string };

export type RunPhase =
  | { readonly kind: 'idle' }
  /** Run was pressed; the compiler and the runtime are still being loaded, or the container the learner insists on boots. */
  | { readonly kind: 'waiting'; readonly for?: 'container' }
  /** `since`: milliseconds of the clock the workbench was given. */
  | { readonly kind: 'running'; readonly since: number }
  | { readonly kind: 'finished'; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' | 'unresponsive' | 'timed-out' }
  | { readonly kind: 'infrastructure-error'; readonly reason: string }
  /** Nothing was run: there is no runtime of the kind that was asked for. */
  | { readonly kind: 'unplaced'; readonly why: NoPlace };

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestBytes: number;
}

/** All that a run left behind; replaced as a whole when the next one starts. */
export interface RunRecord {
  readonly seed: number | undefined;
  /** Where the program ran; `undefined` before, and where it did not come to that. */
  readonly place: RunPlace | undefined;
  readonly output: readonly OutputSegment[];
  /** Characters the runtime did not pass on. */
  readonly droppedOutput: number;
  readonly exitCode: number | undefined;
  readonly spans: readonly StoredSpan[];
  readonly exchanges: readonly Exchange[];
  readonly pipelines: readonly ComponentStatus[];
  readonly configErrors: readonly ConfigError[];
  readonly configWarnings: readonly ConfigError[];
  readonly verdict: Verdict | undefined;
  readonly marks: Readonly<Record<string, readonly FileMark[]>>;
  /** The learner edited after this run began: what is shown is of the code before. */
  readonly outdated: boolean;
}

/** Something that replaced the learner's code and can be taken back. */
export interface UndoOffer {
  readonly of: 'reset' | 'solution' | 'other-tab';
  readonly files: LabFiles;
  /** The replacement before this one, offered again once this one is undone. */
  readonly earlier: UndoOffer | undefined;
}

export interface Reveal extends SourceLocation {
  /** The learner asked to go there; otherwise the focus stays where it is. */
  readonly focus: boolean;
}

/** The panels of a lab, and the container's terminal. */
export type WorkbenchPanel = Panel | 'terminal';

export type CheckTitle = Pick<CheckResult, 'id' | 'title'>;

export interface WorkbenchState {
  readonly definition: LabDefinition;
  readonly starter: LabFiles;
  /** As the learner has them now, every file of the lab. */
  readonly files: LabFiles;
  readonly openFile: string;
  /** Where the editor should put the cursor; a new object each time. */
  readonly reveal: Reveal | undefined;
  readonly panel: WorkbenchPanel;
  /** The learner chose the panel during this run: it stays. */
  readonly panelChosen: boolean;
  readonly runtime: RuntimeState;
  readonly phase: RunPhase;
  readonly run: RunRecord;
  readonly selectedSpan: string | undefined;
  /** In order; known before the first run where the page was built with them. */
  readonly checks: readonly CheckTitle[];
  /** The solution's files while they are compared with the learner's. */
  readonly comparison: LabFiles | 'loading' | undefined;
  readonly undo: UndoOffer | undefined;
  /** What another tab had saved for this lab. */
  readonly otherTab: LabFiles | undefined;
  readonly notice:
    | {
        readonly of: 'not-stored' | 'repeated' | 'no-solution' | 'no-editor' | 'not-taken';
        readonly reason?: string;
      }
    | undefined;
}

export const emptyRun: RunRecord = {
  seed: undefined,
  place: undefined,
  output: [],
  droppedOutput: 0,
  exitCode: undefined,
  spans: [],
  exchanges: [],
  pipelines: [],
  configErrors: [],
  configWarnings: [],
  verdict: undefined,
  marks: {},
  outdated: false,
};

/** The state the page is served with. */
export function initialState(lab: {
  readonly definition: LabDefinition;
  readonly files: LabFiles;
  readonly checks?: readonly CheckTitle[] | undefined;
  readonly site?: SiteRuntime | undefined;
}): WorkbenchState {
  const { definition, files, checks = [], site } = lab;
  return {
    definition,
    starter: files,
    files,
    openFile: definition.files[0]?.path ?? definition.entry,
    reveal: undefined,
    panel: definition.opens,
    panelChosen: false,
    runtime: initialRuntime(site, definition.requires),
    phase: { kind: 'idle' },
    run: emptyRun,
    selectedSpan: undefined,
    checks,
    comparison: undefined,
    undo: undefined,
    otherTab: undefined,
    notice: undefined,
  };
}

export function isEditable(definition: LabDefinition, path: string): boolean {
  return definition.files.some((file) => file.path === path && file.editable);
}

/** The editable files that differ from the starter: what a draft keeps. */
export function changedFiles(
  state: Pick<WorkbenchState, 'definition' | 'files' | 'starter'>,
): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const { path, editable } of state.definition.files) {
    const text = state.files[path];
    if (editable && text !== undefined && text !== state.starter[path]) changed[path] = text;
  }
  return changed;
}

export function isActive(phase: RunPhase): boolean {
  return phase.kind === 'waiting' || phase.kind === 'running';
}
