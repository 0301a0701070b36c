import { struct } from '../../../config/schema.ts';
import { type Exporter, exporterFactory } from '../../../pipeline/component.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';

const schema = struct('storeexporter.Config', {});

/** The exporter of one signal to what stands behind the collector: panels and checks. */
function storeFactory(signal: CarriedSignal, type: string, doc: string) {
  return exporterFactory({
    kind: 'exporter',
    type,
    schema,
    stability: { [signal]: 'beta' },
    doc: `${doc} The Academy’s own: collector contrib has no such exporter.`,
    academyOnly: true,
    create: (_config, context): Exporter => ({
      [signal]: {
        mutatesData: false,
        async consume(data: never) {
          context.backends[signal](data);
          return undefined;
        },
      },
    }),
  });
}

export const storeFactories = [
  storeFactory('traces', 'trace_store', 'Hands spans to the trace view and the checks of a lab.'),
  storeFactory('metrics', 'metric_store', 'Hands metrics to the panels and the checks of a lab.'),
  storeFactory('logs', 'log_store', 'Hands log records to the panels and the checks of a lab.'),
  storeFactory('profiles', 'profile_store', 'Hands profiles to the panels and the checks of a lab.'),
];
