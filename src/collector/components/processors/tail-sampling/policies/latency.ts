import { type ConfigOf, field, integer, struct } from '../../../../config/schema.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { someSpan } from './search-trace.ts';

export const latencySchema = struct('tailsamplingprocessor.LatencyCfg', {
  threshold_ms: field(
    integer('int64', 0),
    'A trace is kept where it takes longer than this, in ms: from its earliest start to its latest end.',
  ),
  upper_threshold_ms: field(integer('int64', 0), 'And no longer than this, in ms. 0 means no upper limit.'),
});

const NS_PER_MS = 1_000_000n;

/**
 * Keeps traces by how long they take. The spans are looked at one after the other: with an upper limit a trace is kept
 * as soon as those up to a span are within the limits, whatever the rest would add.
 */
export function latency(config: ConfigOf<typeof latencySchema>, { logger }: PolicySettings): PolicyEvaluator {
  const over = BigInt(config.threshold_ms);
  const upTo = config.upper_threshold_ms === 0 ? undefined : BigInt(config.upper_threshold_ms);
  return {
    stateful: config.upper_threshold_ms > 0,
    threshold: ALWAYS,
    evaluate(trace) {
      logger.log('debug', 'Evaluating spans in latency filter');
      let start = 0n;
      let end = 0n;
      const found = someSpan(trace, ({ startTimeUnixNano, endTimeUnixNano }) => {
        // A time of 0 is none.
        if (start === 0n || startTimeUnixNano < start) start = startTimeUnixNano;
        if (end === 0n || endTimeUnixNano > end) end = endTimeUnixNano;
        const ms = BigInt.asIntN(64, end - start) / NS_PER_MS;
        return ms > over && (upTo === undefined || ms <= upTo);
      });
      return sampledIf(found);
    },
  };
}
