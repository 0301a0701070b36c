import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The program ends while its spans still wait in the batch.',
  refusedBy: [
    'spans-arrived',
    'root-hello-world',
    'child-do-something',
    'work-covered',
    'service-name',
    'all-ended',
  ],
};

export default attempt;
