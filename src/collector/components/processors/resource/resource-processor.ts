import type { Resource } from '../../../../otlp/model.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { compileActions } from '../attribute-actions/compile-actions.ts';
import type { ResourceConfig } from './config.ts';

/** Changes the attributes of every resource. */
export function createResourceProcessor<S extends CarriedSignal>(
  resourcesOf: (data: SignalData[S]) => readonly { readonly resource: Resource }[],
  { attributes = [] }: ResourceConfig,
  { logger }: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const actions = compileActions(attributes, ['attributes'], logger);
  return {
    mutatesData: true,
    async consume(data, consumed) {
      for (const { resource } of resourcesOf(data)) actions(resource.attributes, consumed);
      return next.consume(data, consumed);
    },
  };
}
