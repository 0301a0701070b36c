import { describe, expect, it, vi } from 'vitest';
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import type { AttemptResult, GradedLab, RunAttempt } from '../../grading/attempt.ts';
import type { LabRuntime, RunResult } from '../../runtime/lab-runtime.ts';
import type { RunPlace } from '../runtimes/runtime-choice.ts';
import { createLabSession, type SessionParts } from './lab-session.ts';

const lab = { checks: [] } as unknown as GradedLab;

function result(outcome: RunResult['outcome'], runtime: LabRuntime['kind']): AttemptResult {
  return {
    seed: 1,
    runtime,
    run: { outcome, durationMs: 1, droppedOutput: 0, reason: 'died', exitCode: 0 } as RunResult,
    collector: { ok: true, ports: [], warnings: [] },
    status: [],
    counters: [],
    spans: [],
    verdict: undefined,
  };
}

/** `'until stopped'` is an attempt that goes on until it is stopped. */
type Outcome = RunResult['outcome'] | 'until stopped';

function session(outcomes: Outcome[], overrides: Partial<SessionParts> = {}) {
  const log: string[] = [];
  const stop = vi.fn();
  const runtime = (kind: RunPlace) =>
    ({
      kind,
      prepare: async () => void log.push('prepared'),
      dispose: async () => void log.push('runtime gone'),
    }) as unknown as LabRuntime;
  const parts: SessionParts = {
    lab: async () => lab,
    embedded: async () => {
      log.push('runtime');
      return runtime('embedded');
    },
    webcontainer: async () => runtime('webcontainer'),
    collector: async () => {
      log.push('collector');
      return { dispose: () => log.push('collector gone') } as unknown as HostedCollector;
    },
    runAttempt: async () =>
      ((options) => {
        const { kind } = options.runtime;
        log.push(`attempt ${options.seed} ${kind}`);
        const outcome = outcomes.shift() ?? 'exited';
        if (outcome !== 'until stopped') return { result: Promise.resolve(result(outcome, kind)), stop };
        const { promise, resolve } = Promise.withResolvers<AttemptResult>();
        return { result: promise, stop: () => resolve(result('stopped', kind)) };
      }) as RunAttempt,
    ...overrides,
  };
  return { log, stop, session: createLabSession(parts) };
}

const request = { files: {}, seed: 7, place: 'embedded', events: {} } as const;
const inContainer = { ...request, place: 'webcontainer', fallback: 'embedded' } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('a lab session', () => {
  it('loads its parts once for all runs', async () => {
    const { log, session: lab } = session([]);
    await Promise.all([lab.prepare('embedded'), lab.prepare('embedded')]);
    await lab.run(request).result;
    await lab.run(request).result;
    expect(log.toSorted()).toEqual([
      'attempt 7 embedded',
      'attempt 7 embedded',
      'collector',
      'prepared',
      'runtime',
    ]);
  });

  it('prepares the runtime for the files the lab has now', async () => {
    const prepared: unknown[] = [];
    const prepare = async (files: unknown) => void prepared.push(files);
    const { session: lab } = session([], {
      embedded: async () => ({ kind: 'embedded', prepare, async dispose() {} }) as unknown as LabRuntime,
    });
    const files = { 'src/main.ts': '' };
    await lab.prepare('embedded', files);
    expect(prepared).toEqual([files]);
  });

  it('tells when the attempt begins, and where', async () => {
    const { log, session: lab } = session([]);
    await lab.run({ ...request, events: { started: (place) => log.push(`started ${place}`) } }).result;
    expect(log.slice(-2)).toEqual(['started embedded', 'attempt 7 embedded']);
  });

  it('starts nothing when it was stopped while loading, and passes a later stop on', async () => {
    const { log, stop, session: lab } = session([]);
    const early = lab.run(request);
    early.stop();
    expect(await early.result).toBeUndefined();
    expect(log).not.toContain('attempt 7 embedded');
    const late = lab.run({ ...request, events: { started: () => queueMicrotask(() => late.stop()) } });
    await late.result;
    expect(stop).toHaveBeenCalled();
  });

  it('makes runtime and collector anew after they failed', async () => {
    const { log, session: lab } = session(['infrastructure-error', 'exited']);
    await lab.run(request).result;
    expect(log).toContain('runtime gone');
    expect(log).toContain('collector gone');
    await lab.run(request).result;
    expect(log.filter((entry) => entry === 'runtime')).toHaveLength(2);
  });

  it('tries again what could not be loaded, and keeps what could', async () => {
    let offline = true;
    const load = async () => {
      if (offline) throw new Error('offline');
      return lab;
    };
    const { log, session: again } = session([], { lab: load });
    await expect(again.run(request).result).rejects.toThrow('offline');
    offline = false;
    await expect(again.run(request).result).resolves.toMatchObject({ seed: 1 });
    expect(log.filter((entry) => entry === 'collector')).toHaveLength(1);
  });

  it('frees a runtime that can not be warmed', async () => {
    const dispose = vi.fn(async () => {});
    const broken = {
      prepare: () => Promise.reject(new Error('no worker')),
      dispose,
    } as unknown as LabRuntime;
    const { session: lab } = session([], { embedded: async () => broken });
    await expect(lab.prepare('embedded')).rejects.toThrow('no worker');
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('frees everything of its own in the end', async () => {
    const { log, session: lab } = session([]);
    await lab.run(inContainer).result;
    await lab.prepare('embedded');
    await lab.dispose();
    expect(log.slice(-2).toSorted()).toEqual(['collector gone', 'runtime gone']);
    expect(log.filter((entry) => entry === 'runtime gone')).toHaveLength(1);
  });
});

describe('a run in the container', () => {
  it('loads no embedded runtime', async () => {
    const { log, session: lab } = session([]);
    await lab.prepare('webcontainer');
    await expect(lab.run(inContainer).result).resolves.toMatchObject({ runtime: 'webcontainer' });
    expect(log).toEqual(['collector', 'attempt 7 webcontainer']);
  });

  it('is repeated in the embedded runtime with the same seed when the container breaks down', async () => {
    const repeated = vi.fn();
    const { log, session: lab } = session(['infrastructure-error', 'exited']);
    const run = lab.run({ ...inContainer, events: { repeated } });
    await expect(run.result).resolves.toMatchObject({ runtime: 'embedded', run: { outcome: 'exited' } });
    expect(repeated).toHaveBeenCalledExactlyOnceWith('died');
    expect(log.filter((entry) => entry.startsWith('attempt'))).toEqual([
      'attempt 7 webcontainer',
      'attempt 7 embedded',
    ]);
  });

  it('is repeated once only', async () => {
    const repeated = vi.fn();
    const { session: lab } = session(['infrastructure-error', 'infrastructure-error']);
    const { result } = lab.run({ ...inContainer, events: { repeated } });
    await expect(result).resolves.toMatchObject({
      runtime: 'embedded',
      run: { outcome: 'infrastructure-error' },
    });
    expect(repeated).toHaveBeenCalledOnce();
  });

  it('is repeated when the container is lost under it', async () => {
    const repeated = vi.fn();
    const { session: lab } = session(['until stopped', 'exited']);
    const run = lab.run({ ...inContainer, events: { repeated } });
    await settle();
    run.lose('crashed');
    run.lose('crashed again');
    await expect(run.result).resolves.toMatchObject({ runtime: 'embedded', run: { outcome: 'exited' } });
    expect(repeated).toHaveBeenCalledExactlyOnceWith('crashed');
  });

  it('keeps its result when the container is lost after it', async () => {
    const repeated = vi.fn();
    const { session: lab } = session(['exited']);
    const run = lab.run({ ...inContainer, events: { repeated } });
    await run.result;
    run.lose('crashed');
    await expect(run.result).resolves.toMatchObject({ runtime: 'webcontainer', run: { outcome: 'exited' } });
    expect(repeated).not.toHaveBeenCalled();
  });

  it('is not repeated when the learner stopped it, or when no other place will do', async () => {
    const repeated = vi.fn();
    const { session: lab } = session(['until stopped', 'until stopped']);
    const stopped = lab.run({ ...inContainer, events: { repeated } });
    await settle();
    stopped.stop();
    await expect(stopped.result).resolves.toMatchObject({ run: { outcome: 'stopped' } });
    const alone = lab.run({ ...inContainer, fallback: undefined, events: { repeated } });
    await settle();
    alone.lose('crashed');
    await expect(alone.result).resolves.toMatchObject({
      run: { outcome: 'infrastructure-error', reason: 'crashed' },
    });
    expect(repeated).not.toHaveBeenCalled();
  });
});
