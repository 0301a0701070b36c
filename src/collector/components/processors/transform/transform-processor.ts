import type { Attributes } from '../../../../otlp/model.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import type { StatementGroup } from './statement-group.ts';

/** Runs a group on the data of a signal. */
export type Transformer<S extends CarriedSignal> = (
  data: SignalData[S],
  group: StatementGroup,
  consumed: ConsumeContext,
  cache: Attributes | undefined,
) => void;

/** Changes data by statements, group by group; an error in mode `propagate` refuses the whole request. */
export function createTransformProcessor<S extends CarriedSignal>(
  signal: S,
  transform: Transformer<S>,
  groups: readonly StatementGroup[],
  { logger }: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  return {
    mutatesData: true,
    async consume(data, consumed) {
      const caches = new Map<string, Attributes>();
      for (const group of groups) {
        try {
          transform(
            data,
            group,
            consumed,
            group.sharedCache ? sharedCache(caches, group.context) : undefined,
          );
        } catch (error) {
          if (error instanceof OttlError) {
            logger.log('error', `failed processing ${signal}`, { error: error.message });
          }
          throw error;
        }
      }
      return next.consume(data, consumed);
    },
  };
}

/** One cache for each context and request. */
function sharedCache(caches: Map<string, Attributes>, context: string): Attributes {
  const known = caches.get(context);
  if (known !== undefined) return known;
  const cache: Attributes = new Map();
  caches.set(context, cache);
  return cache;
}
