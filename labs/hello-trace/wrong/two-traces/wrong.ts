import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'Two roots one after the other: each step is a trace of its own.',
  refusedBy: ['child-do-something'],
};

export default attempt;
