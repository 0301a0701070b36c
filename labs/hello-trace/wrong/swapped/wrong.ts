import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The names are the wrong way round: the child is the root.',
  refusedBy: ['root-hello-world', 'child-do-something'],
};

export default attempt;
