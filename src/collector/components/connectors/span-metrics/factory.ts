import { connectorFactory } from '../../../pipeline/component.ts';
import { spanMetricsSchema } from './config.ts';
import { createSpanMetricsConnector } from './span-metrics-connector.ts';

export const spanMetricsFactory = connectorFactory({
  kind: 'connector',
  type: 'span_metrics',
  deprecatedTypes: ['spanmetrics'],
  schema: spanMetricsSchema,
  stability: { traces_to_metrics: 'alpha' },
  doc: 'Counts requests, errors and durations (R.E.D.) from spans and sends them on as metrics.',
  create: { traces_to_metrics: createSpanMetricsConnector },
});
