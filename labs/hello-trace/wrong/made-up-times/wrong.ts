import type { WrongAttempt } from '../../../../src/grading/lab.ts';

const attempt: WrongAttempt = {
  mistake: 'The trace has the right shape, but its times are written down instead of measured.',
  refusedBy: ['work-covered'],
};

export default attempt;
