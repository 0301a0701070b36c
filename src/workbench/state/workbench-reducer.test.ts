import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import type { AttemptResult } from '../../grading/attempt.ts';
import type { CheckOutcome, Verdict } from '../../grading/check.ts';
import type { LabDefinition } from '../../grading/lab.ts';
import type { RunResult } from '../../runtime/lab-runtime.ts';
import { reduce, type WorkbenchEvent } from './workbench-reducer.ts';
import { changedFiles, initialState, type WorkbenchState } from './workbench-state.ts';

const text = (en: string) => ({ en, 'zh-cn': en });
const definition: LabDefinition = {
  id: 'lab',
  title: text('Lab'),
  teaches: text('It.'),
  entry: 'src/main.ts',
  files: [
    { path: 'src/main.ts', editable: true },
    { path: 'src/work.ts', editable: false },
    { path: 'collector.yaml', editable: true },
  ],
  collectorConfig: 'collector.yaml',
  opens: 'trace',
  starterPasses: [],
};
const files = {
  'src/main.ts': 'main',
  'src/work.ts': 'work',
  'collector.yaml': 'yaml',
  'package.json': '{}',
};
const start = initialState({ definition, files });
const stateAfter = (...events: WorkbenchEvent[]): WorkbenchState => events.reduce(reduce, start);

const run = (result: Partial<RunResult> & Pick<RunResult, 'outcome'>) =>
  ({ durationMs: 12, droppedOutput: 0, ...result }) as RunResult;
const exited = run({ outcome: 'exited', exitCode: 0 });
const result = (part: Partial<AttemptResult> = {}): AttemptResult => ({
  seed: 7,
  runtime: 'embedded',
  run: exited,
  collector: { ok: true, ports: [4318], warnings: [] },
  status: [],
  counters: [],
  spans: [],
  verdict: undefined,
  ...part,
});
const verdict = (...outcomes: CheckOutcome[]): Verdict => ({
  passed: outcomes.every((outcome) => outcome.status === 'pass'),
  results: outcomes.map((outcome, index) => ({ id: `c${index}`, title: text(`check ${index}`), outcome })),
});
const span = (sequence: number) => ({ sequence }) as StoredSpan;
const asked = { type: 'run-asked', seed: 7 } as const;
const started = { type: 'run-started', at: 100, place: 'embedded' } as const;
const ended = (part?: Partial<AttemptResult>) => ({ type: 'run-ended', result: result(part) }) as const;

describe('the files', () => {
  it('can be edited where the lab allows it, and only there', () => {
    expect(stateAfter({ type: 'edited', path: 'src/main.ts', text: 'mine' }).files['src/main.ts']).toBe(
      'mine',
    );
    expect(stateAfter({ type: 'edited', path: 'src/work.ts', text: 'mine' })).toBe(start);
    expect(stateAfter({ type: 'edited', path: 'package.json', text: 'mine' })).toBe(start);
    expect(stateAfter({ type: 'edited', path: '__proto__', text: 'mine' })).toBe(start);
  });

  it('are kept as a draft only where they differ from the starter', () => {
    const state = stateAfter(
      { type: 'edited', path: 'src/main.ts', text: 'mine' },
      { type: 'edited', path: 'collector.yaml', text: 'other' },
      { type: 'edited', path: 'collector.yaml', text: 'yaml' },
    );
    expect(changedFiles(state)).toEqual({ 'src/main.ts': 'mine' });
  });

  it('follow the lab where a draft of an older version has locked or unknown files', () => {
    const draft = { 'src/main.ts': 'mine', 'src/work.ts': 'tampered', 'gone.ts': 'x' };
    expect(stateAfter({ type: 'draft-restored', files: draft }).files).toEqual({
      ...files,
      'src/main.ts': 'mine',
    });
  });

  it('come back when a reset is undone', () => {
    const edited = stateAfter({ type: 'edited', path: 'src/main.ts', text: 'mine' });
    const reset = reduce(edited, { type: 'files-replaced', of: 'reset', files });
    expect(reset.files).toEqual(files);
    expect(reset.undo?.of).toBe('reset');
    const undone = reduce(reset, { type: 'replacement-undone' });
    expect(undone.files).toEqual(edited.files);
    expect(undone.undo).toBeUndefined();
    expect(reduce(undone, { type: 'replacement-undone' })).toBe(undone);
  });

  it('come back through every replacement, last first', () => {
    const edited = stateAfter({ type: 'edited', path: 'src/main.ts', text: 'mine' });
    const solved = reduce(edited, {
      type: 'files-replaced',
      of: 'solution',
      files: { 'src/main.ts': 'solved' },
    });
    const reset = reduce(solved, { type: 'files-replaced', of: 'reset', files });
    const once = reduce(reset, { type: 'replacement-undone' });
    expect(once.files['src/main.ts']).toBe('solved');
    const twice = reduce(once, { type: 'replacement-undone' });
    expect(twice.files['src/main.ts']).toBe('mine');
    expect(twice.undo).toBeUndefined();
  });

  it('come back when a reset is asked for twice and then undone', () => {
    const reset = { type: 'files-replaced', of: 'reset', files } as const;
    const twice = stateAfter({ type: 'edited', path: 'src/main.ts', text: 'mine' }, reset, reset);
    const undone = reduce(twice, { type: 'replacement-undone' });
    expect(undone.files['src/main.ts']).toBe('mine');
  });

  it('can no longer be taken back once the learner has typed on', () => {
    const state = stateAfter(
      { type: 'files-replaced', of: 'solution', files: { ...files, 'src/main.ts': 'solved' } },
      { type: 'edited', path: 'src/main.ts', text: 'solved!' },
    );
    expect(state.undo).toBeUndefined();
  });
});

describe('the comparison with the solution', () => {
  const solution = { ...files, 'collector.yaml': 'solved' };

  it('opens the first file that differs and keeps the learner’s code', () => {
    const state = stateAfter({ type: 'comparison-asked' }, { type: 'comparison-opened', solution });
    expect(state.openFile).toBe('collector.yaml');
    expect(state.files).toBe(start.files);
    expect(reduce(state, { type: 'comparison-closed' }).comparison).toBeUndefined();
  });

  it('does not open after the learner went back', () => {
    const state = stateAfter(
      { type: 'comparison-asked' },
      { type: 'comparison-closed' },
      { type: 'comparison-opened', solution },
    );
    expect(state.comparison).toBeUndefined();
  });
});

describe('a run', () => {
  it('waits, runs and finishes in the panel the lab names', () => {
    expect(stateAfter(asked).phase).toEqual({ kind: 'waiting' });
    expect(stateAfter(asked, started).phase).toEqual({ kind: 'running', since: 100 });
    const state = stateAfter(
      { type: 'panel-opened', panel: 'output' },
      asked,
      started,
      ended({ verdict: verdict({ status: 'pass' }) }),
    );
    expect(state.phase).toEqual({ kind: 'finished', durationMs: 12 });
    expect(state.panel).toBe('trace');
    expect(state.checks.map((check) => check.id)).toEqual(['c0']);
  });

  it('leaves the learner in the panel chosen while it went on', () => {
    expect(stateAfter(asked, { type: 'panel-opened', panel: 'collector' }, ended()).panel).toBe('collector');
  });

  it('shows the trace with the first span, unless another panel was chosen', () => {
    const spans = { type: 'spans-came', spans: [span(0)] } as const;
    const elsewhere = { type: 'panel-opened', panel: 'output' } as const;
    expect(stateAfter(elsewhere, asked, started, spans).panel).toBe('trace');
    expect(stateAfter(asked, started, elsewhere, spans).panel).toBe('output');
  });

  it('gathers spans once each, in order of arrival', () => {
    const state = stateAfter(
      { type: 'spans-came', spans: [span(0), span(1)] },
      { type: 'spans-came', spans: [span(0), span(1), span(2)] },
    );
    expect(state.run.spans.map((stored) => stored.sequence)).toEqual([0, 1, 2]);
  });

  it('joins output of one source and keeps the order of sources', () => {
    const state = stateAfter(
      { type: 'output-came', segments: [{ source: 'stdout', text: 'a' }] },
      {
        type: 'output-came',
        segments: [
          { source: 'stdout', text: 'b' },
          { source: 'collector', text: 'c\n' },
        ],
      },
      { type: 'output-came', segments: [{ source: 'stdout', text: 'd' }] },
    );
    expect(state.run.output).toEqual([
      { source: 'stdout', text: 'ab' },
      { source: 'collector', text: 'c\n' },
      { source: 'stdout', text: 'd' },
    ]);
  });

  it('begins with nothing of the run before', () => {
    const state = stateAfter(
      asked,
      { type: 'output-came', segments: [{ source: 'stdout', text: 'a' }] },
      { type: 'span-selected', spanId: 'x' },
      ended({ spans: [span(0)], verdict: verdict({ status: 'pass' }) }),
      { ...asked, seed: 8 },
    );
    expect(state.run).toMatchObject({ seed: 8, output: [], spans: [], verdict: undefined, outdated: false });
    expect(state.selectedSpan).toBeUndefined();
  });

  it('is marked outdated when the learner edits after it', () => {
    expect(stateAfter(asked, ended(), { type: 'edited', path: 'src/main.ts', text: 'x' }).run.outdated).toBe(
      true,
    );
  });
});

describe('a run that fails', () => {
  const location = { file: 'src/main.ts', line: 3, column: 5 };

  it('marks every compile error, opens the first one’s file and the output', () => {
    const diagnostics = [
      { location, end: { line: 3, column: 9 }, message: "';' expected.", code: 'TS1005' },
      { location: { ...location, file: 'src/work.ts' }, message: 'again', code: 'TS1' },
    ];
    const state = stateAfter(
      { type: 'file-opened', path: 'collector.yaml' },
      asked,
      ended({ run: run({ outcome: 'compile-error', diagnostics }) }),
    );
    expect(state.phase).toMatchObject({
      kind: 'failed',
      failure: { kind: 'compile', problems: 2, location },
    });
    expect(state).toMatchObject({
      panel: 'output',
      openFile: 'src/main.ts',
      reveal: { line: 3, focus: false },
    });
    expect(state.run.marks['src/main.ts']).toEqual([
      { severity: 'error', message: "';' expected.", line: 3, column: 5, endLine: 3, endColumn: 9 },
    ]);
    expect(state.run.marks['src/work.ts']).toHaveLength(1);
  });

  it('marks an uncaught error where it was thrown', () => {
    const error = { name: 'TypeError', message: 'no', stack: '', location };
    const state = stateAfter(asked, ended({ run: run({ outcome: 'exited', exitCode: 1, error }) }));
    expect(state.phase).toMatchObject({
      kind: 'failed',
      failure: { kind: 'uncaught', message: 'TypeError: no' },
    });
    expect(state.run).toMatchObject({
      exitCode: 1,
      marks: { 'src/main.ts': [{ message: 'TypeError: no', line: 3 }] },
    });
  });

  it('opens no file the learner does not see', () => {
    const error = { name: 'Error', message: 'no', stack: '', location: { ...location, file: 'hidden.ts' } };
    const state = stateAfter(asked, ended({ run: run({ outcome: 'exited', exitCode: 1, error }) }));
    expect(state.openFile).toBe('src/main.ts');
    expect(state.reveal).toBeUndefined();
  });

  it('marks the Collector’s configuration with its own words', () => {
    const errors = [
      { message: 'no such receiver', location: { line: 9, column: 2, endLine: 9, endColumn: 6 } },
    ];
    const state = stateAfter(asked, ended({ run: undefined, collector: { ok: false, errors } }));
    expect(state.phase).toEqual({
      kind: 'failed',
      failure: { kind: 'collector', message: 'no such receiver' },
    });
    expect(state).toMatchObject({
      openFile: 'collector.yaml',
      reveal: { line: 9 },
      run: { configErrors: errors },
    });
    expect(state.run.marks['collector.yaml']).toEqual([
      { severity: 'error', message: 'no such receiver', ...errors[0]?.location },
    ]);
  });

  it('shows warnings of the Collector without opening anything', () => {
    const warnings = [{ message: 'deprecated' }];
    const state = stateAfter(asked, ended({ collector: { ok: true, ports: [], warnings } }));
    expect(state.openFile).toBe('src/main.ts');
    expect(state.run.marks['collector.yaml']).toEqual([{ severity: 'warning', message: 'deprecated' }]);
  });

  it.each(['unresponsive', 'timed-out'] as const)(
    'says so when it was %s, and shows its output',
    (outcome) => {
      const state = stateAfter(asked, started, ended({ run: run({ outcome }) }));
      expect(state.phase).toEqual({ kind: outcome });
      expect(state.panel).toBe('output');
    },
  );

  it('is not the learner’s failure when the sandbox died', () => {
    const state = stateAfter(asked, ended({ run: run({ outcome: 'infrastructure-error', reason: 'gone' }) }));
    expect(state.phase).toEqual({ kind: 'infrastructure-error', reason: 'gone' });
    expect(stateAfter(asked, { type: 'run-broke', reason: 'offline' }).phase).toEqual({
      kind: 'infrastructure-error',
      reason: 'offline',
    });
  });

  it('leaves everything in place when it was stopped, also before the Collector had started', () => {
    const collector = { ok: false, errors: [{ message: 'stopped before the collector started' }] } as const;
    for (const part of [{}, { collector }]) {
      const state = stateAfter(
        { type: 'panel-opened', panel: 'checks' },
        asked,
        ended({ run: run({ outcome: 'stopped' }), ...part }),
      );
      expect(state).toMatchObject({
        phase: { kind: 'stopped' },
        panel: 'checks',
        run: { configErrors: [], marks: {} },
      });
    }
  });
});

describe('the place of a run', () => {
  const container = ended({ runtime: 'webcontainer' });

  it('is kept with it', () => {
    expect(stateAfter(asked, started).run.place).toBe('embedded');
    expect(stateAfter(asked, { ...started, place: 'webcontainer' }, container).run.place).toBe(
      'webcontainer',
    );
  });

  it('is none where nothing ran', () => {
    const broken = run({ outcome: 'compile-error', diagnostics: [] });
    expect(stateAfter(asked, started, ended({ run: broken })).run.place).toBeUndefined();
    const refused = { ok: false, errors: [{ message: 'x' }] } as const;
    expect(
      stateAfter(asked, started, ended({ run: undefined, collector: refused })).run.place,
    ).toBeUndefined();
  });

  it('is another once it is repeated: what came before is void, and the notice stays until the next run', () => {
    const state = stateAfter(
      asked,
      { ...started, place: 'webcontainer' },
      { type: 'spans-came', spans: [span(0)] },
      { type: 'run-repeated', reason: 'gone' },
      started,
      ended(),
    );
    expect(state).toMatchObject({
      run: { place: 'embedded', seed: 7, spans: [] },
      notice: { of: 'repeated', reason: 'gone' },
      runtime: { breakdowns: 1 },
    });
    expect(reduce(state, asked).notice).toBeUndefined();
  });
});
