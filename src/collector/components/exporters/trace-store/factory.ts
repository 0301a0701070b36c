import { struct } from '../../../config/schema.ts';
import { exporterFactory } from '../../../pipeline/component.ts';

export const traceStoreFactory = exporterFactory({
  kind: 'exporter',
  type: 'trace_store',
  schema: struct('tracestoreexporter.Config', {}),
  stability: { traces: 'beta' },
  doc: 'Hands spans to the trace view and the checks of a lab. The Academy’s own: collector contrib has no such exporter.',
  academyOnly: true,
  create: (_config, context) => ({
    traces: {
      mutatesData: false,
      async consume(data) {
        context.backends.traces(data);
        return undefined;
      },
    },
  }),
});
