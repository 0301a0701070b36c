import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import type { PolicyEvaluator, PolicySettings } from './policy-evaluator.ts';

/** Keeps every trace. */
export function alwaysSample({ logger }: PolicySettings): PolicyEvaluator {
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate() {
      logger.log('debug', 'Evaluating spans in always-sample filter');
      return 'sampled';
    },
  };
}
