import { describe, expect, it } from 'vitest';
import { quizId, readAnswers } from './quiz-answers.ts';

describe('the answers of a quiz', () => {
  it('keep their order and say which one is right', () => {
    expect(readAnswers('q', ['Error', { right: 'Unset' }])).toEqual([
      { text: 'Error', right: false },
      { text: 'Unset', right: true },
    ]);
  });

  it('are refused without exactly one right answer, or when there is no choice', () => {
    expect(() => readAnswers('Which?', ['a', 'b'])).toThrow('<Quiz question="Which?">');
    expect(() => readAnswers('q', [{ right: 'a' }, { right: 'b' }])).toThrow('2 right');
    expect(() => readAnswers('q', [{ right: 'a' }])).toThrow('at least two');
  });

  it('belong together by a name that is the same in every build', () => {
    expect(quizId('Which status?')).toBe(quizId('Which status?'));
    expect(quizId('Which status?')).not.toBe(quizId('Which kind?'));
  });
});
