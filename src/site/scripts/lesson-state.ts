import type { LabProgress } from '../../progress/lab-progress.ts';

export type LessonState = 'open' | 'started' | 'passed';

export interface LessonProgress {
  readonly state: LessonState;
  readonly checksPassed: number;
  readonly checksTotal: number;
}

/** How far a lesson is, from its labs: passed when all are, started when one is. */
export function lessonProgress(
  labs: readonly string[],
  known: ReadonlyMap<string, LabProgress>,
): LessonProgress {
  const found = labs.map((lab) => known.get(lab)).filter((progress) => progress !== undefined);
  const passed = labs.length > 0 && labs.every((lab) => known.get(lab)?.status === 'passed');
  return {
    state: passed ? 'passed' : found.length > 0 ? 'started' : 'open',
    checksPassed: found.reduce((sum, progress) => sum + progress.checksPassed, 0),
    checksTotal: found.reduce((sum, progress) => sum + progress.checksTotal, 0),
  };
}
