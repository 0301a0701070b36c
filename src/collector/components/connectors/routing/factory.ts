import { connectorFactory } from '../../../pipeline/component.ts';
import { routingSchema } from './config.ts';
import { createRoutingConnector } from './routing-connector.ts';

export const routingFactory = connectorFactory({
  kind: 'connector',
  type: 'routing',
  schema: routingSchema,
  stability: { traces_to_traces: 'alpha', metrics_to_metrics: 'alpha', logs_to_logs: 'alpha' },
  doc: 'Sends data to different pipelines, by conditions on it.',
  create: {
    traces_to_traces: (config, context, next) => createRoutingConnector('traces', config, context, next),
    metrics_to_metrics: (config, context, next) => createRoutingConnector('metrics', config, context, next),
    logs_to_logs: (config, context, next) => createRoutingConnector('logs', config, context, next),
  },
});
