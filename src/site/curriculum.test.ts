import { describe, expect, it } from 'vitest';
import { certificationLevels } from './certification-plan.ts';
import { findLesson, learningPaths, lessonsOf } from './curriculum.ts';
import { languages } from './languages.ts';

const lessons = learningPaths.flatMap(lessonsOf);

describe('the curriculum', () => {
  it('has three paths of 10, 12 and 18 lessons', () => {
    expect(learningPaths.map((path) => lessonsOf(path).length)).toEqual([10, 12, 18]);
  });

  it('numbers the lessons of a path from 1 without a gap, by slug and by id', () => {
    for (const path of learningPaths) {
      const expected = lessonsOf(path).map((_, index) => `${path.number}.${index + 1}`);
      expect(lessonsOf(path).map((lesson) => lesson.id)).toEqual(expected);
      for (const [index, lesson] of lessonsOf(path).entries()) {
        expect(lesson.slug).toMatch(new RegExp(`^${String(index + 1).padStart(2, '0')}-[a-z0-9-]+$`));
      }
    }
  });

  it('gives every lesson a lab, a time, a difficulty and a title in every language', () => {
    for (const lesson of lessons) {
      expect(lesson.labs.length, lesson.id).toBeGreaterThan(0);
      for (const lab of lesson.labs) expect(lab).toMatch(/^[a-z0-9-]+$/);
      expect(lesson.minutes, lesson.id).toBeGreaterThan(0);
      expect([1, 2, 3, 4]).toContain(lesson.difficulty);
      for (const language of languages) expect(lesson.title[language], lesson.id).not.toBe('');
    }
  });

  it('finds a lesson by its id, and none for an unknown one', () => {
    expect(findLesson('3.8')?.lesson.slug).toBe('08-tail-sampling');
    expect(findLesson('3.8')?.path.id).toBe('production-practice');
    expect(findLesson('4.1')).toBeUndefined();
  });
});

describe('the certification', () => {
  it('has three levels of five tasks, one level a path', () => {
    expect(certificationLevels.map((level) => level.tasks.length)).toEqual([5, 5, 5]);
    expect(certificationLevels.map((level) => level.number)).toEqual(
      learningPaths.map((path) => path.number),
    );
    const ids = certificationLevels.flatMap((level) => level.tasks.map((task) => task.id));
    expect(new Set(ids).size).toBe(15);
  });
});
