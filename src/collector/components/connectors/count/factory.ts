import { connectorFactory } from '../../../pipeline/component.ts';
import { countSchema } from './config.ts';
import { createCountConnector } from './count-connector.ts';
import { countLogs, countMetrics, countProfiles, countTraces } from './count-signals.ts';

export const countFactory = connectorFactory({
  kind: 'connector',
  type: 'count',
  schema: countSchema,
  stability: {
    traces_to_metrics: 'alpha',
    metrics_to_metrics: 'alpha',
    logs_to_metrics: 'alpha',
    profiles_to_metrics: 'alpha',
  },
  doc: 'Counts spans, span events, metrics, data points, log records and profiles, and sends the counts on as metrics.',
  create: {
    traces_to_metrics: (config, context, next) => createCountConnector(countTraces(), config, context, next),
    metrics_to_metrics: (config, context, next) =>
      createCountConnector(countMetrics(), config, context, next),
    logs_to_metrics: (config, context, next) => createCountConnector(countLogs(), config, context, next),
    profiles_to_metrics: (config, context, next) =>
      createCountConnector(countProfiles(), config, context, next),
  },
});
