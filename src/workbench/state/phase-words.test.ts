import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { announcement, noSpansWords, phaseWords } from './phase-words.ts';
import { emptyRun, type RunPhase } from './workbench-state.ts';

const text = (en: string) => ({ en, 'zh-cn': en });
const spans = Array.from({ length: 12 }, (_, sequence) => ({ sequence }) as StoredSpan);
const said = (phase: RunPhase, run = emptyRun) => announcement('en', { phase, run });

describe('a run in words', () => {
  it('counts seconds and spans', () => {
    expect(phaseWords('en', { phase: { kind: 'running', since: 0 }, run: emptyRun }, 3).word).toBe(
      'Running · 3 s',
    );
    expect(
      phaseWords('en', { phase: { kind: 'finished', durationMs: 212 }, run: { ...emptyRun, spans } }),
    ).toEqual({
      tone: 'plain',
      word: 'Finished in 212 ms',
      detail: '12 spans',
    });
  });

  it('names the limit that was met', () => {
    expect(phaseWords('en', { phase: { kind: 'unresponsive' }, run: emptyRun })).toMatchObject({
      tone: 'fail',
      word: 'Stopped: the program blocked its thread for 5 s',
    });
    expect(phaseWords('zh-cn', { phase: { kind: 'timed-out' }, run: emptyRun }).word).toBe(
      '超时：60 秒后仍在运行',
    );
  });
});

describe('a run without a trace', () => {
  const otlp = { kind: 'receiver', id: 'otlp', incoming: 2, outgoing: 2, refused: 0, failed: 0 } as const;
  const finished = { kind: 'finished', durationMs: 80 } as const;

  it('received nothing, was stopped before, or failed', () => {
    expect(noSpansWords('en', { phase: finished, run: emptyRun })).toMatchObject({ searchHelps: true });
    expect(noSpansWords('en', { phase: { kind: 'stopped' }, run: emptyRun }).text).toContain(
      'stopped before',
    );
    const failed = { kind: 'failed', failure: { kind: 'exit-code', exitCode: 3 } } as const;
    expect(noSpansWords('zh-cn', { phase: failed, run: emptyRun }).text).toBe('失败：退出码 3');
  });

  it('or its spans took a way that does not lead to the view', () => {
    const pipelines = ['traces', 'traces/2'].map((pipeline) => ({ ...otlp, pipeline }));
    const { text, searchHelps } = noSpansWords('en', { phase: finished, run: { ...emptyRun, pipelines } });
    expect(text).toContain('received 2 spans, but none reached `trace_store`');
    expect(searchHelps).toBe(false);
  });
});

describe('what a screen reader is told', () => {
  it('is nothing before a run, then that it runs', () => {
    expect(said({ kind: 'idle' })).toBe('');
    expect(said({ kind: 'waiting' })).toBe(said({ kind: 'running', since: 1 }));
  });

  it('is the end with the verdict and the first failing check', () => {
    const results = [
      { id: 'a', title: text('All well'), outcome: { status: 'pass' } },
      {
        id: 'b',
        title: text('Carries `x`'),
        outcome: { status: 'fail', expected: text('x'), found: text('y') },
      },
    ] as const;
    const run = { ...emptyRun, spans, verdict: { passed: false, results } };
    expect(said({ kind: 'finished', durationMs: 212 }, run)).toBe(
      'Finished in 212 ms: 12 spans. 1 of 2 checks pass. Carries x',
    );
  });

  it('is the first compile error with its place', () => {
    const location = { file: 'src/main.ts', line: 3, column: 5 };
    const failure = { kind: 'compile', message: "';' expected.", problems: 1, location } as const;
    expect(said({ kind: 'failed', failure })).toBe(
      "Failed: does not compile, 1 problem. ';' expected. src/main.ts, line 3",
    );
  });
});
