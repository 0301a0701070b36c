import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The traced part runs twice, which makes two traces.',
  refusedBy: ['root-hello-world', 'child-do-something'],
};

export default attempt;
