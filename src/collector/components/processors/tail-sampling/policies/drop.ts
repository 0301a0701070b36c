import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import type { PolicyEvaluator } from './policy-evaluator.ts';

/** Drops a trace that all of its policies would keep, whatever other policies say. */
export function drop(policies: readonly PolicyEvaluator[]): PolicyEvaluator {
  return {
    stateful: policies.some((policy) => policy.stateful),
    threshold: ALWAYS,
    evaluate: (trace) =>
      policies.every((policy) => policy.evaluate(trace) !== 'not_sampled') ? 'dropped' : 'not_sampled',
  };
}
