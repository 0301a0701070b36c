import type { Clock } from '../../../../pipeline/clock.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { recordOnScopes } from '../record-on-scopes.ts';
import { type PolicyEvaluator, sampledIf } from './policy-evaluator.ts';

export interface CompositePart {
  readonly name: string;
  readonly policy: PolicyEvaluator;
  /** The spans a second it may keep. */
  readonly spansPerSecond: number;
}

export interface CompositeOptions {
  /** The spans a second each of its policies may keep at most. */
  readonly maxSpansPerSecond: number;
  readonly clock: Clock;
  /** Whether traces tell which of its policies kept them. */
  readonly records: boolean;
}

const NS_PER_SECOND = 1_000_000_000n;

/**
 * Asks its policies one after the other: the first that keeps a trace decides, and keeps it as long as it has spans
 * left in this second (of the clock's, so that a trace may have as many again right after the full second).
 */
export function composite(parts: readonly CompositePart[], options: CompositeOptions): PolicyEvaluator {
  const { maxSpansPerSecond, clock, records } = options;
  const spent = parts.map(() => 0);
  let second: bigint | undefined;
  return {
    stateful: parts.some(({ policy }) => policy.stateful),
    threshold: ALWAYS,
    evaluate(trace) {
      const now = clock.now() / NS_PER_SECOND;
      if (now !== second) {
        second = now;
        spent.fill(0);
      }
      const index = parts.findIndex(({ policy }) => policy.evaluate(trace) === 'sampled');
      const part = parts[index];
      if (part === undefined) return 'not_sampled';
      const total = (spent[index] ?? 0) + trace.spanCount;
      const kept = total <= part.spansPerSecond && total <= maxSpansPerSecond;
      if (kept) spent[index] = total;
      if (kept && records) recordOnScopes(trace.batches, 'tailsampling.composite_policy', part.name);
      return sampledIf(kept);
    },
  };
}
