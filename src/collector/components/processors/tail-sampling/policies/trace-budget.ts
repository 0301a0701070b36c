import type { FeatureGates } from '../../../../config/feature-gates.ts';
import type { Clock } from '../../../../pipeline/clock.ts';
import {
  ALWAYS,
  NEVER,
  type Randomness,
  type Threshold,
  thresholdOfNumber,
} from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, sampledIf, type TraceView } from './policy-evaluator.ts';
import { traceRandomness } from './scan-trace-states.ts';
import { TokenBucket } from './token-bucket.ts';

export interface BudgetOptions {
  /** Tokens a second. */
  readonly rate: number;
  /** What the bucket holds; twice the rate where it is not above 0. */
  readonly burst: number;
  /** The tokens a trace takes. */
  readonly cost: (trace: TraceView) => number;
  readonly clock: Clock;
  readonly gates: FeatureGates;
  /** Called for each trace that is looked at, except where the budget is shared out. */
  readonly asked?: () => void;
}

/**
 * Keeps traces as long as a budget lasts. With the gate `usetracestate` the budget is shared out among the traces of a
 * tick: to those with the highest randomness, so that a threshold can say which they are.
 */
export function traceBudget(options: BudgetOptions): PolicyEvaluator {
  const bucket = new TokenBucket(options.rate, options.burst > 0 ? options.burst : 2 * options.rate);
  return options.gates.has('processor.tailsamplingprocessor.usetracestate')
    ? sharedBudget(bucket, options)
    : plainBudget(bucket, options);
}

function plainBudget(bucket: TokenBucket, { cost, clock, asked }: BudgetOptions): PolicyEvaluator {
  return {
    stateful: true,
    threshold: ALWAYS,
    evaluate(trace) {
      asked?.();
      return sampledIf(bucket.take(clock.now(), cost(trace)));
    },
  };
}

function sharedBudget(bucket: TokenBucket, { cost, clock }: BudgetOptions): PolicyEvaluator {
  let cut: Threshold | undefined;
  return {
    stateful: true,
    get threshold() {
      return cut ?? ALWAYS;
    },
    prepare(traces) {
      const now = clock.now();
      const fitting = traces
        .map((trace) => ({ trace, cost: cost(trace) }))
        .filter((each) => each.cost <= bucket.size);
      const claims = fitting.map((each) => ({ randomness: traceRandomness(each.trace), cost: each.cost }));
      const { threshold, spent } = shareOut(claims, Math.trunc(bucket.tokensAt(now)));
      cut = threshold;
      if (spent > 0) bucket.take(now, spent);
    },
    evaluate(trace) {
      const tokens = cost(trace);
      if (tokens > bucket.size) return 'not_sampled';
      // Within policies that don't share out, the bucket is asked for each trace.
      if (cut === undefined) return sampledIf(bucket.take(clock.now(), tokens));
      return sampledIf(cut <= traceRandomness(trace));
    },
  };
}

interface Claim {
  readonly randomness: Randomness;
  readonly cost: number;
}

/** The threshold that keeps as many claims as the tokens allow, the highest randomness first, and what they take. */
function shareOut(claims: Claim[], tokens: number): { threshold: Threshold; spent: number } {
  claims.sort((a, b) => (a.randomness === b.randomness ? 0 : a.randomness > b.randomness ? -1 : 1));
  let spent = 0;
  let kept = 0;
  for (const { cost } of claims) {
    if (spent + cost > tokens) break;
    spent += cost;
    kept += 1;
  }
  const rejected = claims[kept];
  if (rejected === undefined) return { threshold: ALWAYS, spent };
  // No threshold lies between equals: all of them go.
  for (let last = claims[kept - 1]; last?.randomness === rejected.randomness; last = claims[kept - 1]) {
    kept -= 1;
    spent -= last.cost;
  }
  const above = thresholdOfNumber(BigInt(`0x${rejected.randomness}`) + 1n);
  return { threshold: kept === 0 ? NEVER : above, spent };
}
