import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'Nobody waits for the work: the spans end while it still runs.',
  refusedBy: ['work-covered'],
};

export default attempt;
