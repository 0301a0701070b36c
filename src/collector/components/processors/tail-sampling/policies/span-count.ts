import { type ConfigOf, field, integer, struct } from '../../../../config/schema.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';

export const spanCountSchema = struct('tailsamplingprocessor.SpanCountCfg', {
  min_spans: field(integer('int32', 0), 'A trace is kept where it has at least this many spans.'),
  max_spans: field(integer('int32', 0), 'And at most this many. 0 means no upper limit.'),
});

/** Keeps traces by how many spans they have. */
export function spanCount(
  { min_spans: min, max_spans: max }: ConfigOf<typeof spanCountSchema>,
  { logger }: PolicySettings,
): PolicyEvaluator {
  return {
    stateful: max > 0,
    threshold: ALWAYS,
    evaluate({ spanCount: count }) {
      logger.log('debug', 'Evaluating spans counts in filter');
      return sampledIf(count >= min && (max === 0 || count <= max));
    },
  };
}
