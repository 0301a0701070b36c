import type { Scenario } from '../../src/grading/lab.ts';

export interface Inputs {
  /** How long `work()` takes, in ms. */
  readonly workMs: number;
}

/** The program runs by itself; how long its work takes differs from run to run, so times can't be made up. */
const scenario: Scenario<Inputs> = {
  draw: (random) => ({ workMs: random.integer(20, 60) }),
  launch: ({ workMs }) => ({ env: { WORK_MS: String(workMs) } }),
};

export default scenario;
