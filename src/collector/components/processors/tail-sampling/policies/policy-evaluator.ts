import type { ResourceSpans } from '../../../../../otlp/model.ts';
import type { FeatureGates } from '../../../../config/feature-gates.ts';
import type { FunctionEnvironment } from '../../../../ottl/function.ts';
import type { Logger } from '../../../../pipeline/logger.ts';
import type { Threshold } from '../../probabilistic-sampler/threshold.ts';

/** What a policy says of a trace. */
export type Decision = 'sampled' | 'not_sampled' | 'dropped';

/** A trace as policies see it. */
export interface TraceView {
  /** 32 hex digits, or '' where spans have none. */
  readonly id: string;
  /** Of all spans that have arrived, whether they are still in `batches` or not. */
  readonly spanCount: number;
  /** Of all of them as protobuf; 0 where nothing asks for it. */
  readonly sizeBytes: number;
  /** The spans, in the order they arrived in. */
  readonly batches: readonly ResourceSpans[];
}

/** A policy at work. Policies keep nothing of a trace; some keep a budget. */
export interface PolicyEvaluator {
  /** Its decision may change with further spans or other traces, so that it can't be made while spans arrive. */
  readonly stateful: boolean;
  /** What its last `sampled` stands for: how much a trace that was kept counts (`probabilistic-sampler/threshold.ts`). */
  readonly threshold: Threshold;
  /** Throws OttlError where it can't decide. */
  evaluate(trace: TraceView): Decision;
  /** A budget that is shared out among all traces of a tick is told of them before it is asked for each. */
  prepare?(traces: readonly TraceView[]): void;
}

/** What policies are made with. */
export interface PolicySettings extends FunctionEnvironment {
  readonly logger: Logger;
  readonly gates: FeatureGates;
}

export function sampledIf(condition: boolean): Decision {
  return condition ? 'sampled' : 'not_sampled';
}
