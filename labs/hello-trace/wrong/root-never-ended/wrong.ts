import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The root span is never ended: its child arrives and names a parent nobody has seen.',
  refusedBy: ['root-hello-world', 'child-do-something', 'all-ended'],
};

export default attempt;
