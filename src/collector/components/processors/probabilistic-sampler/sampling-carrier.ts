import type { SamplingProblem } from './sampling-problem.ts';
import type { Randomness, Threshold } from './threshold.ts';

/** What a span or a log record says of how it was sampled. */
export interface SamplingCarrier {
  /** What is wrong with what it says. */
  readonly problem: SamplingProblem | undefined;
  readonly threshold: Threshold | undefined;
  /** The random value given for it, where it isn't that of the trace id. */
  readonly randomness: Randomness | undefined;
  setRandomness(randomness: Randomness): void;
  setThreshold(threshold: Threshold): void;
  clearThreshold(): void;
  /** Writes to the item what was set; it may be written at once as well. */
  write(): void;
}
