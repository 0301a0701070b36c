import { OttlError } from '../../../../ottl/ottl-error.ts';
import { ALWAYS, type Threshold } from '../../probabilistic-sampler/threshold.ts';
import type { Decision, PolicyEvaluator, TraceView } from './policy-evaluator.ts';

/** Keeps a trace that all of its policies keep; it counts as the strictest of them says. */
export function and(policies: readonly PolicyEvaluator[]): PolicyEvaluator {
  return policies.some((policy) => policy.prepare !== undefined)
    ? new SharingAnd(policies)
    : new And(policies);
}

class And implements PolicyEvaluator {
  readonly stateful: boolean;
  threshold: Threshold = ALWAYS;
  protected readonly policies: readonly PolicyEvaluator[];

  constructor(policies: readonly PolicyEvaluator[]) {
    this.policies = policies;
    this.stateful = policies.some((policy) => policy.stateful);
  }

  evaluate(trace: TraceView): Decision {
    let strictest: Threshold = ALWAYS;
    for (const policy of this.policies) {
      if (policy.evaluate(trace) === 'not_sampled') return 'not_sampled';
      if (policy.threshold > strictest) strictest = policy.threshold;
    }
    this.threshold = strictest;
    return 'sampled';
  }
}

/** With a budget among its policies: it is shared out among the traces that the others keep. */
class SharingAnd extends And {
  prepare(traces: readonly TraceView[]): void {
    const others = this.policies.filter((policy) => policy.prepare === undefined);
    const candidates = traces.filter((trace) => others.every((policy) => keeps(policy, trace)));
    for (const policy of this.policies) policy.prepare?.(candidates);
  }
}

function keeps(policy: PolicyEvaluator, trace: TraceView): boolean {
  try {
    return policy.evaluate(trace) !== 'not_sampled';
  } catch (error) {
    if (error instanceof OttlError) return false;
    throw error;
  }
}
