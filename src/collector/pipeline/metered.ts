import type { ComponentStatus } from '../hosted-collector.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from './consumer.ts';
import { signals } from './signals.ts';

/** Told how many items a consumer is handed, and what became of them. */
export interface Observer {
  entered?(items: number): void;
  taken?(items: number): void;
  refused?(items: number, error: unknown): void;
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
        observer.refused?.(items, error);
        throw error;
      }
    },
  };
}

/** Mistakes that have been put down to a component: they pass all those before it on their way back. */
const attributed = new WeakSet<object>();

/** The counters of one component in one pipeline. */
export class Meter {
  readonly #identity: Pick<ComponentStatus, 'kind' | 'id' | 'pipeline'>;
  readonly #failed: (reason: string) => void;
  #failure: string | undefined;
  incoming = 0;
  outgoing = 0;
  refused = 0;

  /** `failed` is told of each mistake of the component. */
  constructor(identity: Pick<ComponentStatus, 'kind' | 'id' | 'pipeline'>, failed: (reason: string) => void) {
    this.#identity = identity;
    this.#failed = failed;
  }

  /** Counts what the component refused; when it is the component's own mistake rather than a refusal, notes that. */
  refuse(items: number, error: unknown): void {
    this.refused += items;
    if (!isMistake(error) || attributed.has(error)) return;
    attributed.add(error);
    this.fail(error.message);
    this.#failed(error.message);
  }

  /** The component failed outside of any request: in a timer. */
  fail(reason: string): void {
    this.#failure = reason;
  }

  status(): ComponentStatus {
    const { incoming, outgoing, refused } = this;
    const failure = this.#failure === undefined ? {} : { failure: this.#failure };
    return { ...this.#identity, incoming, outgoing, refused, ...failure };
  }
}

/** Errors of the language; those components refuse with are of their own kinds. */
function isMistake(error: unknown): error is Error {
  return (
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof ReferenceError ||
    error instanceof SyntaxError
  );
}
