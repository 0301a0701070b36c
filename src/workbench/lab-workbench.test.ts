import { describe, expect, it, vi } from 'vitest';
import type { AttemptResult, GradedLab } from '../grading/attempt.ts';
import type { Verdict } from '../grading/check.ts';
import type { LabDefinition } from '../grading/lab.ts';
import type { LabDraft } from '../progress/drafts.ts';
import type { ContainerStatus } from '../runtime/webcontainer/webcontainer-runtime.ts';
import { createLabWorkbench, type LabWorkbenchOptions } from './lab-workbench.ts';
import type { PageContainer } from './runtimes/page-container.ts';
import type { RuntimeChoice } from './runtimes/runtime-choice.ts';
import type { LabSession, SessionRequest } from './session/lab-session.ts';

const text = (en: string) => ({ en, 'zh-cn': en });
const definition: LabDefinition = {
  id: 'lab',
  title: text('Lab'),
  teaches: text('It.'),
  entry: 'main.ts',
  files: [{ path: 'main.ts', editable: true }],
  collectorConfig: 'collector.yaml',
  opens: 'trace',
  starterPasses: [],
};
const files = { 'main.ts': 'starter', 'collector.yaml': '' };
const failing: Verdict = {
  passed: false,
  results: [
    { id: 'a', title: text('a'), outcome: { status: 'pass' } },
    { id: 'b', title: text('b'), outcome: { status: 'error', message: 'x' } },
  ],
};

interface Going {
  readonly request: SessionRequest;
  readonly stop: ReturnType<typeof vi.fn<() => void>>;
  readonly lose: ReturnType<typeof vi.fn<(reason: string) => void>>;
  end(part?: Partial<AttemptResult>): void;
  fail(error: Error): void;
}

function setUp(
  draftFiles?: Record<string, string>,
  more: Pick<LabWorkbenchOptions, 'site' | 'runtimes'> & { requires?: 'embedded' | 'webcontainer' } = {},
) {
  const runs: Going[] = [];
  const session: LabSession = {
    prepare: async () =>
      ({
        checks: [{ id: 'a', title: text('a'), judge: () => ({ status: 'pass' }) }],
      }) as unknown as GradedLab,
    run(request) {
      const { promise, resolve, reject } = Promise.withResolvers<AttemptResult | undefined>();
      const end = (part: Partial<AttemptResult> = {}) =>
        resolve({
          seed: request.seed,
          runtime: request.place,
          run: { outcome: 'exited', exitCode: 0, durationMs: 5, droppedOutput: 0 },
          collector: { ok: true, ports: [], warnings: [] },
          status: [],
          counters: [],
          spans: [],
          verdict: undefined,
          ...part,
        });
      const stop = vi.fn(() => end({ run: { outcome: 'stopped', durationMs: 5, droppedOutput: 0 } }));
      const lose = vi.fn<(reason: string) => void>();
      runs.push({ request, stop, lose, end, fail: reject });
      return { result: promise, stop, lose };
    },
    dispose: async () => undefined,
  };
  const draft = {
    persistent: true,
    restored: draftFiles,
    save: vi.fn(),
    flush: async () => undefined,
    settle: vi.fn(),
    close: vi.fn(async () => undefined),
  } satisfies LabDraft;
  const progress = { started: vi.fn(), graded: vi.fn() };
  let tellDisplaced = (_: Record<string, string>): void => {};
  const bench = createLabWorkbench({
    definition: more.requires ? { ...definition, requires: more.requires } : definition,
    site: more.site,
    ...(more.runtimes && { runtimes: more.runtimes }),
    files,
    session,
    progress,
    drawSeed: () => 42,
    now: () => 1_000,
    openDraft: async ({ displaced }) => {
      tellDisplaced = displaced;
      return draft;
    },
    loadSolution: async () => ({ 'main.ts': 'solved' }),
  });
  const phase = () => bench.state.value.phase.kind;
  return {
    bench,
    runs,
    draft,
    progress,
    phase,
    displaced: (files: Record<string, string>) => tellDisplaced(files),
  };
}

/** Lets what is under way in microtasks go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the work on a lab', () => {
  it('continues from the draft', async () => {
    const { bench, draft, progress } = setUp({ 'main.ts': 'mine' });
    await bench.open();
    expect(bench.state.value.files['main.ts']).toBe('mine');
    expect(draft.save).not.toHaveBeenCalled();
    expect(progress.started).not.toHaveBeenCalled();
  });

  it('is not overwritten by a draft that comes late', async () => {
    const { bench, draft } = setUp({ 'main.ts': 'old' });
    const opened = bench.open();
    bench.edit('main.ts', 'typed meanwhile');
    await opened;
    expect(bench.state.value.files['main.ts']).toBe('typed meanwhile');
    expect(draft.save).toHaveBeenCalledWith({ 'main.ts': 'typed meanwhile' });
  });

  it('is kept and counted as started with the first edit', async () => {
    const { bench, draft, progress } = setUp();
    await bench.open();
    bench.edit('main.ts', 'a');
    bench.edit('main.ts', 'ab');
    expect(draft.save).toHaveBeenLastCalledWith({ 'main.ts': 'ab' });
    expect(progress.started).toHaveBeenCalledOnce();
    bench.reset();
    expect(draft.save).toHaveBeenLastCalledWith({});
    bench.undo();
    expect(draft.save).toHaveBeenLastCalledWith({ 'main.ts': 'ab' });
  });

  it('can go on with another tab’s version, and back', async () => {
    const { bench, draft, displaced } = setUp();
    await bench.open();
    bench.edit('main.ts', 'mine');
    displaced({ 'main.ts': 'theirs' });
    bench.takeOtherTab();
    expect(bench.state.value).toMatchObject({ files: { 'main.ts': 'theirs' }, otherTab: undefined });
    expect(draft.settle).toHaveBeenCalled();
    bench.undo();
    expect(bench.state.value.files['main.ts']).toBe('mine');
  });

  it('is compared with the solution, which can be taken and given back', async () => {
    const { bench } = setUp();
    await bench.compareWithSolution();
    expect(bench.state.value.comparison).toEqual({ ...files, 'main.ts': 'solved' });
    expect(bench.state.value.files['main.ts']).toBe('starter');
    bench.useSolution();
    expect(bench.state.value).toMatchObject({ files: { 'main.ts': 'solved' }, comparison: undefined });
    bench.undo();
    expect(bench.state.value.files['main.ts']).toBe('starter');
  });
});

describe('a run', () => {
  it('shows spans as they come and output in the order it was written', async () => {
    const { bench, runs, phase } = setUp();
    const done = bench.run();
    await settle();
    const { events } = runs[0]!.request;
    expect(phase()).toBe('waiting');
    events.started?.('embedded');
    expect(bench.state.value.phase).toEqual({ kind: 'running', since: 1_000 });
    events.spans?.([{ sequence: 0 } as never]);
    expect(bench.state.value.run.spans).toHaveLength(1);
    events.output?.('stdout', 'a\n');
    events.collectorLog?.('started');
    events.output?.('stderr', 'b\n');
    runs[0]!.end();
    await done;
    expect(bench.state.value.run.output.map(({ source, text }) => source + text)).toEqual([
      'stdouta\n',
      'collectorstarted\n',
      'stderrb\n',
    ]);
    expect(phase()).toBe('finished');
  });

  it('uses the files of the moment and a seed of its own, or the one asked for', async () => {
    const { bench, runs } = setUp();
    bench.edit('main.ts', 'mine');
    const done = bench.run();
    bench.edit('main.ts', 'later');
    await settle();
    expect(runs[0]!.request).toMatchObject({ seed: 42, files: { 'main.ts': 'mine' } });
    runs[0]!.end();
    await done;
    void bench.run(7);
    await settle();
    expect(runs[1]!.request.seed).toBe(7);
  });

  it('writes the verdict into the progress', async () => {
    const { bench, runs, progress } = setUp();
    const done = bench.run();
    await settle();
    runs[0]!.end({ verdict: failing });
    await done;
    expect(progress.graded).toHaveBeenCalledExactlyOnceWith({
      passed: false,
      checksPassed: 1,
      checksTotal: 2,
      runtime: 'embedded',
    });
  });

  it('is stopped at once while it waits, and by the runtime once it runs', async () => {
    const { bench, runs, phase } = setUp();
    const waiting = bench.run();
    bench.stop();
    expect(phase()).toBe('stopped');
    await waiting;
    expect(runs).toHaveLength(0);
    const running = bench.run();
    await settle();
    runs[0]!.request.events.started?.('embedded');
    bench.stop();
    expect(runs[0]!.stop).toHaveBeenCalledOnce();
    await running;
    expect(phase()).toBe('stopped');
  });

  it('replaces the one before, which ends first and is heard no more', async () => {
    const { bench, runs, progress } = setUp();
    const first = bench.run(1);
    await settle();
    runs[0]!.stop.mockImplementation(() => {});
    const second = bench.run(2);
    await settle();
    expect(runs).toHaveLength(1);
    runs[0]!.request.events.output?.('stdout', 'late');
    runs[0]!.end({ verdict: failing });
    await first;
    await settle();
    expect(runs).toHaveLength(2);
    runs[1]!.end();
    await second;
    expect(bench.state.value.run).toMatchObject({ seed: 2, output: [], verdict: undefined });
    expect(progress.graded).not.toHaveBeenCalled();
  });

  it('says why when a part could not be loaded, and can be tried again', async () => {
    const { bench, runs, phase } = setUp();
    const done = bench.run();
    await settle();
    runs[0]!.fail(new Error('offline'));
    await done;
    expect(bench.state.value.phase).toEqual({ kind: 'infrastructure-error', reason: 'offline' });
    void bench.run();
    await settle();
    expect(phase()).toBe('waiting');
  });
});

/** A container that does what the test says. */
function fakeContainer() {
  const listeners = new Set<(status: ContainerStatus) => void>();
  let status: ContainerStatus = { state: 'off' };
  const becomes = (next: ContainerStatus) => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const boot = vi.fn(() => {
    if (status.state === 'off' || status.state === 'failed') becomes({ state: 'booting', stage: 'client' });
  });
  const container: PageContainer = {
    get status() {
      return status;
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    boot,
    runtime: () => Promise.reject(new Error('not used')),
    openShell: () => Promise.reject(new Error('not used')),
  };
  return { container, boot, becomes };
}

const failed: ContainerStatus = {
  state: 'failed',
  failure: { code: 'blocked', stage: 'load', detail: 'unreachable' },
};

function withContainer(remembered?: RuntimeChoice, more: { requires?: 'embedded' | 'webcontainer' } = {}) {
  const { container, boot, becomes } = fakeContainer();
  const remember = vi.fn<(choice: RuntimeChoice) => void>();
  const idle: (() => void)[] = [];
  const setup = setUp(undefined, {
    site: 'auto',
    ...more,
    runtimes: {
      container,
      bootsInBackground: true,
      remembered: () => remembered,
      remember,
      whenIdle: (action) => void idle.push(action),
    },
  });
  return { ...setup, boot, becomes, remember, idle };
}

describe('the runtime of a run, in auto', () => {
  it('is the embedded one until the container is ready, with no wait whatever the container does', async () => {
    const { bench, runs, becomes } = withContainer();
    for (const status of [
      { state: 'off' },
      { state: 'booting', stage: 'build' },
      failed,
    ] as const satisfies readonly ContainerStatus[]) {
      becomes(status);
      const done = bench.run();
      await settle();
      const run = runs.at(-1)!;
      expect(run.request).toMatchObject({ place: 'embedded', fallback: undefined });
      run.end();
      await done;
    }
    expect(runs).toHaveLength(3);
    becomes({ state: 'ready' });
    void bench.run();
    await settle();
    expect(runs.at(-1)!.request).toMatchObject({ place: 'webcontainer', fallback: 'embedded' });
  });

  it('boots the container when the page has nothing else to do, never while something runs', async () => {
    const { bench, runs, boot, idle } = withContainer();
    await bench.open();
    await settle();
    expect(boot).not.toHaveBeenCalled();
    const done = bench.run();
    idle.shift()!();
    expect(boot).not.toHaveBeenCalled();
    await settle();
    runs[0]!.end();
    await done;
    idle.shift()!();
    expect(boot).toHaveBeenCalledOnce();
  });

  it('stays with the embedded one after two breakdowns of the container', async () => {
    const { bench, runs, becomes } = withContainer();
    for (const place of ['webcontainer', 'webcontainer', 'embedded']) {
      const done = bench.run();
      becomes({ state: 'ready' });
      await settle();
      const { request, end } = runs.at(-1)!;
      expect(request.place).toBe(place);
      if (place === 'webcontainer') request.events.repeated?.('out of memory');
      end();
      await done;
    }
  });
});

describe('the choice of a runtime', () => {
  it('is remembered, and boots nothing when it is embedded', async () => {
    const { bench, boot, remember, idle } = withContainer('embedded');
    await bench.open();
    await settle();
    expect(idle).toEqual([]);
    expect(boot).not.toHaveBeenCalled();
    expect(bench.state.value.runtime.choice).toBe('embedded');
    bench.chooseRuntime('webcontainer');
    expect(remember).toHaveBeenCalledExactlyOnceWith('webcontainer');
    expect(boot).toHaveBeenCalledOnce();
  });

  it('of the container makes runs wait for it, until it is there', async () => {
    const { bench, runs, becomes } = withContainer('webcontainer');
    await bench.open();
    void bench.run();
    await settle();
    expect(bench.state.value.phase).toEqual({ kind: 'waiting', for: 'container' });
    becomes({ state: 'booting', stage: 'build' });
    await settle();
    expect(runs).toHaveLength(0);
    becomes({ state: 'ready' });
    await settle();
    expect(runs[0]!.request.place).toBe('webcontainer');
  });

  it('lets the run that waits be stopped, or go on in the embedded runtime', async () => {
    const { bench, runs, phase } = withContainer('webcontainer');
    const stopped = bench.run();
    await settle();
    bench.stop();
    await stopped;
    expect(phase()).toBe('stopped');
    void bench.run();
    await settle();
    bench.chooseRuntime('auto');
    await settle();
    expect(runs).toHaveLength(1);
    expect(runs[0]!.request.place).toBe('embedded');
  });

  it('of a container that can not be had runs nothing and says why; Run tries once more', async () => {
    const { bench, runs, boot, becomes } = withContainer('webcontainer');
    await bench.open();
    becomes(failed);
    boot.mockClear();
    const done = bench.run();
    await settle();
    expect(boot).toHaveBeenCalledOnce();
    expect(bench.state.value.phase).toMatchObject({ kind: 'waiting' });
    becomes(failed);
    await done;
    expect(bench.state.value.phase).toEqual({ kind: 'unplaced', why: 'blocked' });
    expect(runs).toHaveLength(0);
  });
});

describe('a lab that requires a runtime', () => {
  it('gets it whatever the learner chose', async () => {
    const embedded = withContainer('webcontainer', { requires: 'embedded' });
    embedded.becomes({ state: 'ready' });
    void embedded.bench.run();
    const container = withContainer('embedded', { requires: 'webcontainer' });
    container.becomes({ state: 'ready' });
    void container.bench.run();
    await settle();
    expect(embedded.runs[0]!.request.place).toBe('embedded');
    expect(container.runs[0]!.request).toMatchObject({ place: 'webcontainer', fallback: undefined });
  });

  it('is not run where the operator switched it off', async () => {
    const { bench, runs } = setUp(undefined, { requires: 'webcontainer', site: 'embedded-only' });
    await bench.run();
    expect(bench.state.value.phase).toEqual({ kind: 'unplaced', why: 'switched-off' });
    expect(runs).toHaveLength(0);
  });
});

describe('a container that breaks down', () => {
  it('loses its run, and says so once it is repeated', async () => {
    const { bench, runs, becomes } = withContainer();
    becomes({ state: 'ready' });
    const done = bench.run();
    await settle();
    const { request, lose, end } = runs[0]!;
    request.events.started?.('webcontainer');
    request.events.output?.('stdout', 'half');
    becomes({ ...failed, failure: { ...failed.failure, code: 'crashed', detail: 'out of memory' } });
    expect(lose).toHaveBeenCalledExactlyOnceWith('out of memory');
    request.events.repeated?.('out of memory');
    expect(bench.state.value).toMatchObject({
      notice: { of: 'repeated', reason: 'out of memory' },
      run: { output: [], seed: 42 },
    });
    request.events.started?.('embedded');
    end({ runtime: 'embedded' });
    await done;
    expect(bench.state.value.run.place).toBe('embedded');
  });
});
