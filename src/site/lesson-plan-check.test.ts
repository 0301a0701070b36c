import { describe, expect, it } from 'vitest';
import { learningPaths } from './curriculum.ts';
import { languages } from './languages.ts';
import { checkAgainstPlan, type LessonFrontmatter } from './lesson-plan-check.ts';

const said: LessonFrontmatter = {
  id: '1.2',
  title: 'Your first trace in five minutes',
  difficulty: 1,
  buildsOn: ['1.1'],
  lab: 'hello-trace',
};
const check = (entry: string, change: Partial<LessonFrontmatter> = {}) =>
  checkAgainstPlan(entry, { ...said, ...change }, learningPaths, languages);

describe('a lesson file checked against the curriculum', () => {
  it('is accepted when it says the same, in each language with its own title', () => {
    expect(check('en/quick-start/02-your-first-trace')).toEqual([]);
    expect(check('zh-cn/quick-start/02-your-first-trace', { title: '五分钟快速上手' })).toEqual([]);
  });

  it('is refused when no lesson has its name', () => {
    expect(check('en/quick-start/02-first-trace')).toHaveLength(1);
    expect(check('en/slow-start/02-your-first-trace')).toHaveLength(1);
    expect(check('fr/quick-start/02-your-first-trace')).toHaveLength(1);
  });

  it('is told every field that differs, with both values', () => {
    const problems = check('en/quick-start/02-your-first-trace', {
      id: '1.3',
      title: 'Another',
      difficulty: 2,
      lab: 'no-data',
    });
    expect(problems).toHaveLength(4);
    expect(problems[1]).toBe(
      'title is "Another", src/site/curriculum.ts says "Your first trace in five minutes"',
    );
  });

  it('is refused when it builds on itself or on no lesson', () => {
    expect(check('en/quick-start/02-your-first-trace', { buildsOn: ['1.2'] })).toHaveLength(1);
    expect(check('en/quick-start/02-your-first-trace', { buildsOn: ['9.9'] })).toHaveLength(1);
  });
});
