import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The child span is started and never ended, so it is never exported.',
  refusedBy: ['child-do-something', 'work-covered'],
};

export default attempt;
