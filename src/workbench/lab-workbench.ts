/**
 * The workbench without its looks: the state, and what the learner can do. Knows no DOM; what it needs from outside
 * (runs, drafts, progress) is handed in.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AttemptResult } from '../grading/attempt.ts';
import type { Verdict } from '../grading/check.ts';
import type { LabDefinition } from '../grading/lab.ts';
import type { LabDraft } from '../progress/drafts.ts';
import type { LabFiles, SourceLocation } from '../runtime/lab-runtime.ts';
import type { Shell, ShellOptions } from '../runtime/webcontainer/shell.ts';
import { gatherOutput } from './gather-output.ts';
import {
  choiceInForce,
  type RunPlace,
  type RuntimeChoice,
  type SiteRuntime,
} from './runtimes/runtime-choice.ts';
import { createRuntimeDesk, fallback, type RuntimeDeskOptions } from './runtimes/runtime-desk.ts';
import type { LabSession } from './session/lab-session.ts';
import { summarize } from './state/verdict-summary.ts';
import { reduce, type WorkbenchEvent } from './state/workbench-reducer.ts';
import {
  type CheckTitle,
  changedFiles,
  initialState,
  isActive,
  type WorkbenchPanel,
  type WorkbenchState,
} from './state/workbench-state.ts';

export interface LabWorkbenchOptions {
  readonly definition: LabDefinition;
  /** The starter, all files. */
  readonly files: LabFiles;
  readonly checks?: readonly CheckTitle[] | undefined;
  readonly session: LabSession;
  /** The operator's setting; `embedded-only` by default. */
  readonly site?: SiteRuntime | undefined;
  readonly runtimes?: RuntimeDeskOptions;
  openDraft(events: { displaced(files: LabFiles): void; failed(): void }): Promise<LabDraft>;
  loadSolution(): Promise<LabFiles>;
  readonly progress: {
    started(): void;
    graded(verdict: {
      readonly passed: boolean;
      readonly checksPassed: number;
      readonly checksTotal: number;
      readonly runtime?: RunPlace;
    }): void;
  };
  /** Points in time of a run, for who measures it (User Timing). */
  mark?(name: 'run' | 'first-request' | 'verdict', detail?: { readonly seed: number }): void;
  drawSeed?(): number;
  /** Milliseconds, monotonic. */
  now?(): number;
}

export interface LabWorkbench {
  readonly state: ReadonlySignal<WorkbenchState>;
  /** Begins to warm the session, and resolves when the draft is restored. In the browser only; once, however often called. */
  open(): Promise<void>;
  /** Runs the files as they are. A run still going is stopped first. */
  run(seed?: number): Promise<void>;
  stop(): void;
  edit(path: string, text: string): void;
  openFile(path: string): void;
  openPlace(place: SourceLocation): void;
  openPanel(panel: WorkbenchPanel): void;
  /** Where this run, if it still waits, and those to come go. */
  chooseRuntime(choice: RuntimeChoice): void;
  /** Boots the container once more after a failure. */
  retryContainer(): void;
  /** A shell in the container, over the files as they are. Rejects when there is none. */
  openShell(options: ShellOptions): Promise<Shell>;
  selectSpan(spanId: string | undefined): void;
  /** Opens the span in the trace panel. */
  showSpan(spanId: string): void;
  reset(): void;
  undo(): void;
  compareWithSolution(): Promise<void>;
  closeComparison(): void;
  /** Replaces the learner's text of the open file by the solution's. */
  useSolution(): void;
  takeOtherTab(): void;
  dismiss(what: 'notice' | 'undo' | 'other-tab'): void;
  notice(notice: NonNullable<WorkbenchState['notice']>): void;
  dispose(): Promise<void>;
}

/** A run from the press of the button to its end. */
interface Going {
  stop(): void;
  /** What it runs in is gone. */
  lose(reason: string): void;
  readonly ended: Promise<void>;
}

export function createLabWorkbench(options: LabWorkbenchOptions): LabWorkbench {
  const {
    session,
    progress,
    drawSeed = randomSeed,
    now = () => performance.now(),
    runtimes = noContainer,
  } = options;
  const state = signal(initialState(options));
  let draft: LabDraft | undefined;
  let started = false;
  let disposed = false;
  let opened: Promise<void> | undefined;
  let going: Going | undefined;

  const happened = (event: WorkbenchEvent): void => {
    const before = state.peek();
    state.value = reduce(before, event);
    if (state.peek().files === before.files || event.type === 'draft-restored') return;
    draft?.save(changedFiles(state.peek()));
    begin();
  };
  const desk = createRuntimeDesk(runtimes, {
    runtime: () => state.peek().runtime,
    isRunning: () => isActive(state.peek().phase),
    chosen: (choice) => happened({ type: 'runtime-chosen', choice }),
    containerChanged(status) {
      happened({ type: 'container-changed', status });
      if (status.state !== 'ready')
        going?.lose(status.state === 'failed' ? status.failure.detail : 'the container was started anew');
    },
  });
  const begin = (): void => {
    if (!started) progress.started();
    started = true;
  };

  const restore = async (): Promise<void> => {
    const opening = options.openDraft({
      displaced: (files) => happened({ type: 'other-tab-saved', files }),
      failed: () => happened({ type: 'noticed', notice: { of: 'not-stored' } }),
    });
    desk.open();
    // A failure to load shows when the learner runs, with a way to try again.
    void session
      .prepare(
        choiceInForce(state.peek().runtime) === 'webcontainer' ? 'webcontainer' : 'embedded',
        state.peek().files,
      )
      .then(
        ({ checks }) =>
          happened({ type: 'checks-known', checks: checks.map(({ id, title }) => ({ id, title })) }),
        () => undefined,
      )
      .then(desk.idle);
    draft = await opening;
    if (disposed) return await draft.close();
    const untouched = Object.keys(changedFiles(state.peek())).length === 0;
    if (draft.restored && untouched) happened({ type: 'draft-restored', files: draft.restored });
    else if (!untouched) draft.save(changedFiles(state.peek()));
    if (!draft.persistent) happened({ type: 'noticed', notice: { of: 'not-stored' } });
  };

  const run = async (seed = drawSeed()): Promise<void> => {
    const before = going;
    before?.stop();
    const stopping = new AbortController();
    const ended = Promise.withResolvers<void>();
    const mine: Going = { stop: () => stopping.abort(), lose() {}, ended: ended.promise };
    going = mine;
    // Only the newest run speaks; one that was replaced ends in silence.
    const speak = (event: WorkbenchEvent): void => {
      if (going === mine) happened(event);
    };
    const { files } = state.peek();
    begin();
    options.mark?.('run', { seed });
    speak({ type: 'run-asked', seed });
    await before?.ended;
    try {
      const placement = await desk.place(stopping.signal, () => speak({ type: 'run-waits' }));
      if (placement?.kind === 'none') return speak({ type: 'run-unplaced', why: placement.why });
      const result =
        placement &&
        (await attempt({ mine, files, seed, speak, place: placement.place, stopping: stopping.signal }));
      speak(result ? { type: 'run-ended', result } : { type: 'run-given-up' });
      if (result?.verdict) options.mark?.('verdict');
      if (going === mine && result?.verdict) grade(result.verdict);
    } catch (error) {
      speak({ type: 'run-broke', reason: messageOf(error) });
    } finally {
      ended.resolve();
      if (going === mine) {
        going = undefined;
        desk.idle();
      }
    }
  };

  const attempt = async (asked: {
    readonly mine: Going;
    readonly files: LabFiles;
    readonly seed: number;
    readonly place: RunPlace;
    readonly stopping: AbortSignal;
    speak(event: WorkbenchEvent): void;
  }): Promise<AttemptResult | undefined> => {
    const { mine, files, seed, place, speak, stopping } = asked;
    if (stopping.aborted) return undefined;
    const output = gatherOutput((segments) => speak({ type: 'output-came', segments }));
    let requests = 0;
    const run = session.run({
      files,
      seed,
      place,
      fallback: fallback(state.peek().runtime, place),
      events: {
        started: (at) => speak({ type: 'run-started', at: now(), place: at }),
        repeated(reason) {
          output.flush();
          requests = 0;
          speak({ type: 'run-repeated', reason });
        },
        output: (source, text) => output.add({ source, text }),
        collectorLog: (line) => output.add({ source: 'collector', text: `${line}\n` }),
        spans: (spans) => speak({ type: 'spans-came', spans }),
        exchange(exchange) {
          if (requests++ === 0) options.mark?.('first-request');
          speak({ type: 'exchange-came', exchange });
        },
      },
    });
    stopping.addEventListener('abort', run.stop);
    mine.lose = run.lose;
    try {
      return await run.result;
    } finally {
      output.flush();
    }
  };

  const grade = (verdict: Verdict): void => {
    const { passed, total } = summarize(verdict);
    const { place } = state.peek().run;
    progress.graded({
      passed: verdict.passed,
      checksPassed: passed,
      checksTotal: total,
      ...(place && { runtime: place }),
    });
  };

  const stop = (): void => {
    going?.stop();
    // Nothing has begun yet: there is no one to wait for.
    if (state.peek().phase.kind === 'waiting') happened({ type: 'run-given-up' });
  };

  return {
    state,
    open() {
      opened ??= restore();
      return opened;
    },
    run,
    stop,
    edit: (path, text) => happened({ type: 'edited', path, text }),
    openFile: (path) => happened({ type: 'file-opened', path }),
    openPlace: (place) => happened({ type: 'place-opened', place }),
    openPanel: (panel) => happened({ type: 'panel-opened', panel }),
    chooseRuntime: desk.choose,
    retryContainer: desk.retry,
    async openShell(shell) {
      if (!runtimes.container) throw new Error('WebContainers are switched off');
      return await runtimes.container.openShell(state.peek().files, shell);
    },
    selectSpan: (spanId) => happened({ type: 'span-selected', spanId }),
    showSpan(spanId) {
      happened({ type: 'span-selected', spanId });
      happened({ type: 'panel-opened', panel: 'trace' });
    },
    reset: () => happened({ type: 'files-replaced', of: 'reset', files: options.files }),
    undo: () => happened({ type: 'replacement-undone' }),
    async compareWithSolution() {
      happened({ type: 'comparison-asked' });
      try {
        const solution = await options.loadSolution();
        happened({ type: 'comparison-opened', solution: { ...options.files, ...solution } });
      } catch (error) {
        const reason = messageOf(error);
        happened({ type: 'comparison-closed' });
        happened({ type: 'noticed', notice: { of: 'no-solution', reason } });
      }
    },
    closeComparison: () => happened({ type: 'comparison-closed' }),
    useSolution() {
      const { comparison, files, openFile } = state.peek();
      const text = typeof comparison === 'object' ? comparison[openFile] : undefined;
      if (text === undefined) return;
      happened({ type: 'files-replaced', of: 'solution', files: { ...files, [openFile]: text } });
    },
    takeOtherTab() {
      const files = state.peek().otherTab;
      if (!files) return;
      draft?.settle();
      happened({ type: 'files-replaced', of: 'other-tab', files });
    },
    dismiss(what) {
      if (what === 'other-tab') {
        draft?.settle();
        draft?.save(changedFiles(state.peek()));
      }
      happened({ type: 'dismissed', what });
    },
    notice: (notice) => happened({ type: 'noticed', notice }),
    async dispose() {
      disposed = true;
      desk.dispose();
      going?.stop();
      going = undefined;
      await Promise.all([draft?.close(), session.dispose()]);
    },
  };
}

/** Where WebContainers are switched off. */
const noContainer: RuntimeDeskOptions = {
  container: undefined,
  bootsInBackground: false,
  remembered: () => undefined,
  remember() {},
  whenIdle() {},
};

/** Short enough to be told to someone, and different from run to run. */
function randomSeed(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return 1 + (drawn % 99_999);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
