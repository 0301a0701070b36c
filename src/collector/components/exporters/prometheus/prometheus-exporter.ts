import { FactoryError } from '../../../pipeline/build-error.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { Listener } from '../../../pipeline/network.ts';
import { listenHttp } from '../../http-server/listen-http.ts';
import { routed } from '../../http-server/routed.ts';
import { createExporter } from '../exporter-helper/exporter-helper.ts';
import { isEmpty, type PrometheusConfig } from './config.ts';
import { MetricSource } from './metric-source.ts';
import { metricsPage } from './metrics-page.ts';
import { resourceLabels } from './resource-labels.ts';

/** Shows metrics on a page for Prometheus to fetch. */
export function createPrometheusExporter(config: PrometheusConfig, context: ComponentContext): Exporter {
  const { clock, logger, network } = context;
  if (config.endpoint.trim() === '') {
    throw new FactoryError('expecting a non-blank address to run the Prometheus metrics handler', [
      'endpoint',
    ]);
  }
  if (!isEmpty(config.resource_to_telemetry_conversion)) {
    const text = 'resource_to_telemetry_conversion is deprecated; use resource_constant_labels instead';
    logger.log('warn', text);
  }
  const source = new MetricSource(config, clock, logger);
  const addLabels = resourceLabels(config);
  const page = metricsPage(() => source.collect(), { openMetrics: config.enable_open_metrics, logger });
  let listener: Listener | undefined;
  let stopTimer = (): void => undefined;

  /** Without it, series that nobody asks for would never be forgotten. */
  function startTimer(): void {
    stopTimer = clock.setTimer(config.metric_expiration, () => {
      source.forgetExpired();
      startTimer();
    });
  }

  return createExporter(
    context,
    {
      metrics: () => ({
        queue: config.sending_queue,
        mutatesData: true,
        async push(data) {
          addLabels?.(data);
          source.add(data);
        },
      }),
    },
    {
      async start() {
        listener = await listenHttp(config, network, routed({ '/metrics': page }));
        if (config.metric_expiration > 0n) startTimer();
      },
      async shutdown() {
        stopTimer();
        await listener?.close();
      },
    },
  );
}
