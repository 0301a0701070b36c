import { cloneData } from '../../otlp/clone-message.ts';
import type { PartialSuccess } from '../../otlp/model.ts';
import {
  type CarriedSignal,
  type ConsumeContext,
  type Consumer,
  PermanentError,
  type SignalData,
  StatusError,
} from './consumer.ts';

/**
 * Hands the same data to several consumers. Those that change it get copies; the last of them gets the original when
 * nobody else keeps it. All are called even when one fails; the failures are joined.
 */
export function fanOut<S extends CarriedSignal>(signal: S, consumers: readonly Consumer<S>[]): Consumer<S> {
  const [only] = consumers;
  if (only !== undefined && consumers.length === 1) return only;
  const readers = consumers.filter((consumer) => !consumer.mutatesData);
  const mutators = consumers.filter((consumer) => consumer.mutatesData);
  return {
    // With nobody who only reads, the last mutator takes the original: whoever sent it must not keep it.
    mutatesData: mutators.length > 0 && readers.length === 0,
    async consume(data: SignalData[S], context: ConsumeContext) {
      const copies = mutators.map((_, index) => {
        const original = index === mutators.length - 1 && readers.length === 0;
        return original ? data : cloneData(signal, data);
      });
      const settled = await Promise.allSettled([
        ...readers.map((consumer) => consumer.consume(data, context)),
        ...mutators.map((consumer, index) => consumer.consume(copies[index] ?? data, context)),
      ]);
      const errors = settled.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
      );
      if (errors.length > 0) throw joinErrors(errors);
      return joinPartial(
        settled.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined)),
      );
    },
  };
}

/** One error for several: permanent when one of them is, as in the collector's multierr. */
function joinErrors(errors: readonly unknown[]): unknown {
  if (errors.length === 1) return errors[0];
  const message = errors.map((error) => (error instanceof Error ? error.message : String(error))).join('; ');
  const status = errors.find((error) => error instanceof StatusError);
  if (status !== undefined) return new StatusError(status.code, message, status.retryAfterNs);
  const permanent = errors.some((error) => error instanceof PermanentError);
  return permanent ? new PermanentError(message.replaceAll('Permanent error: ', '')) : new Error(message);
}

function joinPartial(results: readonly (PartialSuccess | undefined)[]): PartialSuccess | undefined {
  const partial = results.filter((result) => result !== undefined);
  if (partial.length === 0) return undefined;
  // Two exporters that each refuse spans may refuse the same ones: the larger number is what certainly was refused.
  const rejected = partial.reduce((most, { rejected }) => (rejected > most ? rejected : most), 0n);
  return {
    rejected,
    errorMessage: partial
      .map(({ errorMessage }) => errorMessage)
      .filter(Boolean)
      .join('; '),
  };
}
