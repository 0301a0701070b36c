import type { LogFields, LogLevel } from '../../../pipeline/logger.ts';

/** Why it can't be decided on an item as it should be: how that is logged. */
export interface SamplingProblem {
  readonly level: LogLevel;
  readonly fields: LogFields;
}

/** What happens where samplers meet; it isn't worth more than a debug line. */
const usual = (error: string): SamplingProblem => ({ level: 'debug', fields: { error } });

export const PROBLEMS = {
  inconsistentThreshold: usual('inconsistent arriving threshold: item should not have been sampled'),
  missingRandomness: usual('missing randomness'),
  randomnessInUse: usual('item has sampling randomness, equalizing or proportional mode recommended'),
  thresholdInUse: usual('item has sampling threshold, equalizing or proportional mode recommended'),
  raisedProbability: usual('cannot raise existing sampling probability'),
} as const;

/** What is wrong with a tracestate, each thing found; `undefined` where nothing is. */
export function parseProblem(errors: readonly string[]): SamplingProblem | undefined {
  if (errors.length === 0) return undefined;
  const error = errors.join('; ');
  const causes = errors.length > 1 ? { errorCauses: errors.map((each) => ({ error: each })) } : {};
  return { level: 'info', fields: { error, ...causes } };
}
