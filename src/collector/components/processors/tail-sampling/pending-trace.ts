import type { ResourceSpans } from '../../../../otlp/model.ts';
import type { Linked } from '../../../bounded/linked-list.ts';
import { ALWAYS } from '../probabilistic-sampler/threshold.ts';
import type { Decision, TraceView } from './policies/policy-evaluator.ts';

/** A trace the processor knows: it waits for its decision, or is decided and still remembered. */
export class PendingTrace implements TraceView, Linked<PendingTrace> {
  readonly id: string;
  /** ns since the Unix epoch. */
  readonly arrivedAt: bigint;
  previous: PendingTrace | undefined;
  next: PendingTrace | undefined;
  spanCount = 0;
  /** As protobuf; only kept where a limit or a counter needs it. */
  sizeBytes = 0;
  /** The spans that wait; none any more when the decision is made. */
  batches: ResourceSpans[] = [];
  /** What the waiting spans count for memory. */
  heldBytes = 0;
  /** The number of the batch of ids it is in. */
  due = 0;
  decision: Decision | undefined;
  /** When that was, ns since the Unix epoch; not known for traces that grew too large. */
  decidedAt: bigint | undefined;
  /** What it was kept with. */
  threshold = ALWAYS;

  constructor(id: string, arrivedAt: bigint) {
    this.id = id;
    this.arrivedAt = arrivedAt;
  }
}
