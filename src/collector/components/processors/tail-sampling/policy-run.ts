import { OttlError } from '../../../ottl/ottl-error.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { ALWAYS, type Threshold } from '../probabilistic-sampler/threshold.ts';
import type { Policy } from './create-policies.ts';
import type { Decision, TraceView } from './policies/policy-evaluator.ts';
import type { SamplingTelemetry } from './sampling-telemetry.ts';

/** What all policies together decide about a trace. */
export interface Verdict {
  readonly decision: Decision;
  /** The policy that made it so, '' where none did. */
  readonly policyName: string;
  readonly threshold: Threshold;
}

const UNWANTED: Verdict = { decision: 'not_sampled', policyName: '', threshold: ALWAYS };

/** Asks policies about traces, and counts what they say. */
export class PolicyRun {
  readonly #policies: readonly Policy[];
  readonly #drops: number;
  readonly #firstMatch: boolean;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #telemetry: SamplingTelemetry;
  /** Errors of policies since they were last asked for. */
  #errors = 0;

  /** `policies` begin with those that drop. */
  constructor(
    policies: readonly Policy[],
    options: {
      /** Whether the first that keeps a trace ends the matter. */
      readonly firstMatch: boolean;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly telemetry: SamplingTelemetry;
    },
  ) {
    this.#policies = policies;
    this.#drops = policies.filter(({ isDrop }) => isDrop).length;
    this.#firstMatch = options.firstMatch;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#telemetry = options.telemetry;
  }

  takeErrors(): number {
    const errors = this.#errors;
    this.#errors = 0;
    return errors;
  }

  /** Tells policies that share a budget out which traces they will be asked about. */
  prepare(traces: readonly TraceView[]): void {
    for (const { evaluator } of this.#policies) evaluator.prepare?.(traces);
  }

  /** The first policy that drops the trace. */
  droppedBy(trace: TraceView): Policy | undefined {
    for (let index = 0; index < this.#drops; index += 1) {
      if (this.#ask(index, trace) === 'dropped') return this.#policies[index];
    }
    return undefined;
  }

  /** What the policies that don't drop say of a complete trace: it is kept where one keeps it. */
  decide(trace: TraceView): Verdict {
    let keeper: Policy | undefined;
    let threshold = ALWAYS;
    for (let index = this.#drops; index < this.#policies.length; index += 1) {
      if (this.#ask(index, trace) !== 'sampled') continue;
      const policy = this.#policies[index];
      if (policy === undefined) continue;
      // The one that keeps most traces says how much each counts.
      const own = policy.evaluator.threshold;
      if (keeper === undefined || own < threshold) {
        keeper = policy;
        threshold = own;
      }
      if (this.#firstMatch) break;
    }
    return keeper === undefined ? UNWANTED : { decision: 'sampled', policyName: keeper.name, threshold };
  }

  /**
   * What policies say of spans that have just come. `undefined` is "not yet": as long as a policy may still drop the
   * trace, none keeps it.
   */
  decideOnArrival(trace: TraceView): Verdict | undefined {
    let mayBeDropped = false;
    for (const [index, { name, isDrop, evaluator }] of this.#policies.entries()) {
      if (!isDrop && mayBeDropped) return undefined;
      const decision = this.#ask(index, trace);
      if (decision === undefined) continue;
      if (decision === 'dropped') return { decision, policyName: name, threshold: ALWAYS };
      if (isDrop) mayBeDropped = true;
      else if (decision === 'sampled') return { decision, policyName: name, threshold: evaluator.threshold };
    }
    return undefined;
  }

  /** `undefined` where the policy failed. */
  #ask(index: number, trace: TraceView): Decision | undefined {
    const policy = this.#policies[index];
    if (policy === undefined) return undefined;
    const began = this.#clock.now();
    try {
      const decision = policy.evaluator.evaluate(trace);
      this.#telemetry.policyDecided(index, decision, trace.spanCount, trace.sizeBytes);
      return decision;
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      this.#errors += 1;
      this.#logger.log('debug', 'Sampling policy error', { error: error.message });
      return undefined;
    } finally {
      this.#telemetry.executed(index, this.#clock.now() - began);
    }
  }
}
