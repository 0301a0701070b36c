import { describe, expect, it, vi } from 'vitest';
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import type { AttemptResult, GradedLab, RunAttempt } from '../../grading/attempt.ts';
import type { LabRuntime, RunResult } from '../../runtime/lab-runtime.ts';
import { createLabSession, type SessionParts } from './lab-session.ts';

const lab = { checks: [] } as unknown as GradedLab;

function result(outcome: RunResult['outcome']): AttemptResult {
  return {
    seed: 1,
    run: { outcome, durationMs: 1, droppedOutput: 0, reason: 'died', exitCode: 0 } as RunResult,
    collector: { ok: true, ports: [], warnings: [] },
    status: [],
    counters: [],
    spans: [],
    verdict: undefined,
  };
}

function session(outcomes: RunResult['outcome'][], overrides: Partial<SessionParts> = {}) {
  const log: string[] = [];
  const stop = vi.fn();
  const parts: SessionParts = {
    lab: async () => lab,
    runtime: async () => {
      log.push('runtime');
      return {
        prepare: async () => void log.push('prepared'),
        dispose: async () => void log.push('runtime gone'),
      } as unknown as LabRuntime;
    },
    collector: async () => {
      log.push('collector');
      return { dispose: () => log.push('collector gone') } as unknown as HostedCollector;
    },
    runAttempt: async () =>
      ((options) => {
        log.push(`attempt ${options.seed}`);
        return { result: Promise.resolve(result(outcomes.shift() ?? 'exited')), stop };
      }) as RunAttempt,
    ...overrides,
  };
  return { log, stop, session: createLabSession(parts) };
}

const request = { files: {}, seed: 7, events: {} };

describe('a lab session', () => {
  it('loads its parts once for all runs', async () => {
    const { log, session: lab } = session([]);
    await Promise.all([lab.prepare(), lab.prepare()]);
    await lab.run(request).result;
    await lab.run(request).result;
    expect(log).toEqual(['runtime', 'collector', 'prepared', 'attempt 7', 'attempt 7']);
  });

  it('tells when the attempt begins', async () => {
    const { log, session: lab } = session([]);
    await lab.run({ ...request, events: { started: () => log.push('started') } }).result;
    expect(log.slice(-2)).toEqual(['started', 'attempt 7']);
  });

  it('starts nothing when it was stopped while loading, and passes a later stop on', async () => {
    const { log, stop, session: lab } = session([]);
    const early = lab.run(request);
    early.stop();
    expect(await early.result).toBeUndefined();
    expect(log).not.toContain('attempt 7');
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

  it('tries again after a part could not be loaded, and frees those that could', async () => {
    let offline = true;
    const load = async () => {
      if (offline) throw new Error('offline');
      return lab;
    };
    const { log, session: again } = session([], { lab: load });
    await expect(again.run(request).result).rejects.toThrow('offline');
    expect(log).toContain('collector gone');
    expect(log).toContain('runtime gone');
    offline = false;
    await expect(again.run(request).result).resolves.toMatchObject({ seed: 1 });
  });

  it('frees everything in the end', async () => {
    const { log, session: lab } = session([]);
    await lab.prepare();
    await lab.dispose();
    expect(log.slice(-2)).toEqual(['collector gone', 'runtime gone']);
  });
});
