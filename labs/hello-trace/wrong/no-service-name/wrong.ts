import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The resource does not say which service the spans belong to.',
  refusedBy: ['service-name'],
};

export default attempt;
