import { describe, expect, it } from 'vitest';
import type { LabProgress } from '../../progress/lab-progress.ts';
import { lessonProgress } from './lesson-state.ts';

const progress = (
  labId: string,
  status: LabProgress['status'],
  checksPassed = 0,
  checksTotal = 0,
): LabProgress => ({
  labId,
  status,
  checksPassed,
  checksTotal,
  updatedAt: 0,
});
const known = (...all: LabProgress[]) => new Map(all.map((one) => [one.labId, one]));

describe('how far a lesson is', () => {
  it('is not started without a trace of its labs', () => {
    expect(lessonProgress(['a'], known(progress('b', 'passed')))).toEqual({
      state: 'open',
      checksPassed: 0,
      checksTotal: 0,
    });
  });

  it('is in progress once one of its labs is begun, and counts their checks', () => {
    const state = lessonProgress(
      ['a', 'b'],
      known(progress('a', 'passed', 3, 3), progress('b', 'started', 1, 4)),
    );
    expect(state).toEqual({ state: 'started', checksPassed: 4, checksTotal: 7 });
  });

  it('is passed when all of its labs are', () => {
    expect(lessonProgress(['a', 'b'], known(progress('a', 'passed'), progress('b', 'passed'))).state).toBe(
      'passed',
    );
  });

  it('is never passed without labs', () => {
    expect(lessonProgress([], known()).state).toBe('open');
  });
});
