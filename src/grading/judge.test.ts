import { describe, expect, it } from 'vitest';
import type { Check, CheckOutcome } from './check.ts';
import { judge } from './judge.ts';
import { text } from './write-text.ts';

const telemetry = { spans: [], collectorConfig: undefined, counters: [], inputs: undefined };
const check = (id: string, answer: () => CheckOutcome): Check => ({ id, title: text(id, id), judge: answer });
const passing = check('passing', () => ({ status: 'pass' }));

describe('a verdict', () => {
  it('passes when every check passes', () => {
    expect(judge([passing], telemetry).passed).toBe(true);
  });

  it('does not pass without checks', () => {
    expect(judge([], telemetry)).toEqual({ passed: false, results: [] });
  });

  it('does not pass with a check that breaks, and says which and why', () => {
    const breaking = check('breaking', () => {
      throw new TypeError('oops');
    });
    const verdict = judge([passing, breaking], telemetry);
    expect(verdict.passed).toBe(false);
    expect(verdict.results.map(({ outcome }) => outcome)).toEqual([
      { status: 'pass' },
      { status: 'error', message: 'check breaking broke: TypeError: oops' },
    ]);
  });

  it('does not pass with a check that answers nothing', () => {
    const silent = check('silent', () => undefined as unknown as CheckOutcome);
    expect(judge([silent], telemetry).results[0]?.outcome).toEqual({
      status: 'error',
      message: 'check silent gave no outcome',
    });
  });
});
