import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import type { MemoryLimiter } from './memory-limiter.ts';

/** Refuses data, so that the client tries again later, while the limiter says so. */
export function createMemoryLimiterProcessor<S extends CarriedSignal>(
  signal: S,
  limiter: MemoryLimiter,
  { id, telemetry }: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const { count, items } = signals[signal];
  const note = (outcome: 'accepted' | 'refused', number: number): void => {
    // Profiles are limited as the others are, and not counted.
    if (signal === 'profiles') return;
    telemetry.add(`otelcol_processor_memory_limiter_${outcome}_${items}`, { processor: id }, number);
  };
  return {
    mutatesData: false,
    async start() {
      limiter.start();
    },
    async consume(data, consumed) {
      if (limiter.mustRefuse) {
        note('refused', count(data));
        throw new Error('data refused due to high memory usage');
      }
      // Accepted is what the limiter let through, whatever becomes of it further on.
      note('accepted', count(data));
      return next.consume(data, consumed);
    },
    async shutdown() {
      limiter.shutdown();
    },
  };
}
