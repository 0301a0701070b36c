import type { ProbabilisticSamplerConfig } from './config.ts';
import { BUCKETS } from './hashed-randomness.ts';
import {
  MINIMUM_PROBABILITY,
  NEVER,
  probabilityOf,
  type Threshold,
  thresholdOfNumber,
  thresholdOfProbability,
} from './threshold.ts';

/** How a mode decides. */
export interface Sampler {
  /** Where the random value of an item comes from: nowhere, a hash, or the trace id and what the item says of itself. */
  readonly method: 'never' | 'hash' | 'consistent';
  /** The threshold for an item that arrives with a threshold, or with none. */
  decide(arriving: Threshold | undefined): Threshold;
}

const never: Sampler = { method: 'never', decide: () => NEVER };

/** What a configuration asks for. */
export function createSampler(config: ProbabilisticSamplerConfig): Sampler {
  const percentage = Math.min(Math.fround(config.sampling_percentage), 100);
  if (percentage === 0) return never;
  const probability = Math.max(percentage / 100, MINIMUM_PROBABILITY);
  // Without a mode it is hash_seed.
  if (config.mode === 'equalizing') return equalizing(probability, config.sampling_precision);
  if (config.mode === 'proportional') return proportional(probability, config.sampling_precision);
  return hashing(percentage);
}

/** All items get the same threshold, but for those that have a higher one already. */
function equalizing(probability: number, precision: number): Sampler {
  const threshold = thresholdOfProbability(probability, precision) ?? NEVER;
  return {
    method: 'consistent',
    decide: (arriving) => (arriving !== undefined && arriving > threshold ? arriving : threshold),
  };
}

/** A part of what arrives: probabilities are multiplied. What gets less likely than 2^-56 is never kept. */
function proportional(probability: number, precision: number): Sampler {
  const threshold = thresholdOfProbability(probability, precision) ?? NEVER;
  // Most spans of a program arrive with the same threshold.
  let last: Threshold | undefined;
  let lastDecision = threshold;
  return {
    method: 'consistent',
    decide(arriving) {
      if (arriving === undefined) return threshold;
      if (arriving !== last) {
        last = arriving;
        lastDecision = thresholdOfProbability(probabilityOf(arriving) * probability, precision) ?? NEVER;
      }
      return lastDecision;
    },
  };
}

/** Hashes fall into 2^14 buckets; the product is one of 32-bit floats and cut off, as it has always been. */
function hashing(percentage: number): Sampler {
  const kept = Math.trunc(Math.fround(percentage * Math.fround(BUCKETS / 100)));
  if (kept === 0) return never;
  const threshold = thresholdOfNumber(BigInt(BUCKETS - kept) << 42n);
  return { method: 'hash', decide: () => threshold };
}
