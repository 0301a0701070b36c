/** Failures on purpose: what a lab tells a receiver to answer, so that exporters' retries can be seen at work. */
import type { PartialSuccess } from '../../../../otlp/model.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import { StatusError } from '../../../pipeline/consumer.ts';
import type { FaultPlan } from '../../../pipeline/faults.ts';
import { DroppedConnection } from '../../../pipeline/faults.ts';
import { Code } from './status-codes.ts';

const CODES = { 400: Code.InvalidArgument, 429: Code.ResourceExhausted, 503: Code.Unavailable } as const;
const NS_PER_SECOND = 1_000_000_000n;

/** Applies the plan to one request after the other; `undefined` lets them through. */
export class Faults {
  readonly #clock: Clock;
  readonly #applied: (fault: FaultPlan['fault']) => void;
  #plan: FaultPlan | undefined;
  #left = 0;

  constructor(clock: Clock, applied: (fault: FaultPlan['fault']) => void) {
    this.#clock = clock;
    this.#applied = applied;
  }

  set(plan: FaultPlan | undefined): void {
    this.#plan = plan;
    this.#left = plan?.count ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Called before a request's data is handed on. Rejects with the status the client shall get, or resolves with the
   * partial success to answer with (and the data goes on).
   */
  async next(): Promise<PartialSuccess | undefined> {
    const plan = this.#plan;
    if (plan === undefined || this.#left <= 0) return undefined;
    this.#left -= 1;
    const { fault } = plan;
    this.#applied(fault);
    switch (fault.kind) {
      case 'status': {
        const wait = fault.retryAfterSeconds;
        const retryAfter = wait === undefined ? undefined : BigInt(wait) * NS_PER_SECOND;
        throw new StatusError(CODES[fault.status], `fault switched on: ${fault.status}`, retryAfter);
      }
      case 'drop':
        throw new DroppedConnection();
      case 'slow':
        await new Promise<void>((resolve) => {
          this.#clock.setTimer(BigInt(fault.milliseconds) * 1_000_000n, resolve);
        });
        return undefined;
      case 'partial':
        return { rejected: BigInt(fault.rejected), errorMessage: fault.message };
    }
  }
}
