import { OttlError } from '../../../../ottl/ottl-error.ts';
import type { Logger } from '../../../../pipeline/logger.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, sampledIf } from './policy-evaluator.ts';

/** Keeps the traces that its policy doesn't keep. */
export function not(policy: PolicyEvaluator, logger: Logger): PolicyEvaluator {
  return {
    stateful: policy.stateful,
    threshold: ALWAYS,
    evaluate(trace) {
      try {
        return sampledIf(policy.evaluate(trace) === 'not_sampled');
      } catch (error) {
        if (error instanceof OttlError) {
          logger.log('debug', 'Evaluation error from sub-policy', { error: error.message });
        }
        throw error;
      }
    },
  };
}
