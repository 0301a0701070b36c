import { connectorFactory } from '../../../pipeline/component.ts';
import { serviceGraphSchema } from './config.ts';
import { createServiceGraphConnector } from './service-graph-connector.ts';

export const serviceGraphFactory = connectorFactory({
  kind: 'connector',
  type: 'service_graph',
  deprecatedTypes: ['servicegraph'],
  schema: serviceGraphSchema,
  stability: { traces_to_metrics: 'alpha' },
  doc: 'Finds out from spans which services call each other, and sends the number, failures and latencies of the calls on as metrics.',
  create: { traces_to_metrics: createServiceGraphConnector },
});
