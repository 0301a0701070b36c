import type { ComponentStatus } from '../hosted-collector.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from './consumer.ts';
import { signals } from './signals.ts';

/** Told how many items a consumer is handed, and what became of them. */
export interface Observer {
  entered?(items: number): void;
  taken?(items: number): void;
  refused?(items: number): void;
}

/** A consumer whose traffic is counted. */
export function metered<S extends CarriedSignal>(
  signal: S,
  inner: Consumer<S>,
  observer: Observer,
): Consumer<S> {
  const { count } = signals[signal];
  return {
    mutatesData: inner.mutatesData,
    async consume(data: SignalData[S], context: ConsumeContext) {
      // Counted first: the data may have been changed when the inner consumer is done.
      const items = count(data);
      observer.entered?.(items);
      try {
        const partial = await inner.consume(data, context);
        observer.taken?.(items);
        return partial;
      } catch (error) {
        observer.refused?.(items);
        throw error;
      }
    },
  };
}

/** The counters of one component in one pipeline. */
export class Meter {
  readonly #identity: Pick<ComponentStatus, 'kind' | 'id' | 'pipeline'>;
  incoming = 0;
  outgoing = 0;
  refused = 0;

  constructor(identity: Pick<ComponentStatus, 'kind' | 'id' | 'pipeline'>) {
    this.#identity = identity;
  }

  status(): ComponentStatus {
    return { ...this.#identity, incoming: this.incoming, outgoing: this.outgoing, refused: this.refused };
  }
}
