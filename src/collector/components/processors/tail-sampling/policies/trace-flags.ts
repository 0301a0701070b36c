import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { someSpan } from './search-trace.ts';

const SAMPLED = 1;

/** Keeps traces of which a span has the flag "sampled" of W3C Trace Context. */
export function traceFlags({ logger }: PolicySettings): PolicyEvaluator {
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate(trace) {
      logger.log('debug', 'Evaluating spans in trace-flags filter');
      return sampledIf(someSpan(trace, ({ flags }) => (flags & SAMPLED) !== 0));
    },
  };
}
