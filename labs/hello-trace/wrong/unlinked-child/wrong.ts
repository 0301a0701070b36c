import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The root span is started but not made active, so the child does not find its parent.',
  refusedBy: ['child-do-something'],
};

export default attempt;
