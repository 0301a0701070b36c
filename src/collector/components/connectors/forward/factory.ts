import { struct } from '../../../config/schema.ts';
import { connectorFactory } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';

/** What comes in goes out as it is: the pipelines behind it are the consumer. */
function forward<S extends CarriedSignal>(next: Consumer<S>): Consumer<S> {
  return {
    mutatesData: next.mutatesData,
    consume: (data, context) => next.consume(data, context),
  };
}

export const forwardFactory = connectorFactory({
  kind: 'connector',
  type: 'forward',
  schema: struct('forwardconnector.Config', {}),
  stability: {
    traces_to_traces: 'beta',
    metrics_to_metrics: 'beta',
    logs_to_logs: 'beta',
    profiles_to_profiles: 'alpha',
  },
  doc: 'Passes data from one pipeline to others of the same signal, to split or to join them.',
  create: {
    traces_to_traces: (_config, _context, next) => forward(next),
    metrics_to_metrics: (_config, _context, next) => forward(next),
    logs_to_logs: (_config, _context, next) => forward(next),
    profiles_to_profiles: (_config, _context, next) => forward(next),
  },
});
