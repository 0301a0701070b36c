import { type ConfigOf, field, integer, struct } from '../../../../config/schema.ts';
import type { PolicyEvaluator, PolicySettings } from './policy-evaluator.ts';
import { traceBudget } from './trace-budget.ts';

export const rateLimitingSchema = struct('tailsamplingprocessor.RateLimitingCfg', {
  spans_per_second: field(integer('int64', 0), 'How many spans a second are kept over time.'),
  burst_capacity: field(
    integer('int64', 0),
    'How many spans may be kept at once after a quiet time; also the most a trace may have. 0 means twice spans_per_second.',
  ),
});

/** Keeps traces up to a number of spans a second. */
export function rateLimiting(
  config: ConfigOf<typeof rateLimitingSchema>,
  { logger, clock, gates }: PolicySettings,
): PolicyEvaluator {
  return traceBudget({
    rate: config.spans_per_second,
    burst: config.burst_capacity,
    cost: (trace) => trace.spanCount,
    clock,
    gates,
    asked: () => logger.log('debug', 'Evaluating spans in rate-limiting filter'),
  });
}
