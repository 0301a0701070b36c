import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import type { FilterPass } from './filter-pass.ts';

/** How a signal is filtered. */
export interface SignalFilter<S extends CarriedSignal> {
  readonly signal: S;
  /** The counter of what is dropped: "otelcol_processor_filter_spans.filtered". */
  readonly counter: string;
  readonly drop: (data: SignalData[S], pass: FilterPass, consumed: ConsumeContext) => void;
  readonly isEmpty: (data: SignalData[S]) => boolean;
}

/** Drops what the conditions hold for; hands nothing on where nothing is left. */
export function createFilterProcessor<S extends CarriedSignal>(
  filter: SignalFilter<S>,
  passes: readonly FilterPass[],
  { id, logger, telemetry }: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const { count } = signals[filter.signal];
  const attributes = { filter: id };
  return {
    mutatesData: true,
    async consume(data, consumed) {
      if (passes.length === 0) return next.consume(data, consumed);
      const before = count(data);
      const errors: string[] = [];
      let olderErrors = false;
      for (const pass of passes) {
        filter.drop(data, pass, consumed);
        const found = pass.takeErrors();
        errors.push(...found);
        olderErrors ||= pass.older && found.length > 0;
      }
      telemetry.add(filter.counter, attributes, before - count(data));
      const empty = filter.isEmpty(data);
      // Where nothing is left the newer form forgets its errors: there is nothing to refuse any more.
      if (errors.length > 0 && (olderErrors || !empty)) {
        const message = errors.join('; ');
        const causes = errors.length > 1 ? { errorCauses: errors.map((error) => ({ error })) } : {};
        logger.log('error', `failed processing ${filter.signal}`, { error: message, ...causes });
        throw new OttlError(message);
      }
      return empty ? undefined : next.consume(data, consumed);
    },
  };
}
