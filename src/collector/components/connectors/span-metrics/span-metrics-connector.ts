import type { ComponentContext, Connector } from '../../../pipeline/component.ts';
import { type Consumer, emptyContext } from '../../../pipeline/consumer.ts';
import type { SpanMetricsConfig } from './config.ts';
import { Counting } from './counting.ts';

/** Counts calls, durations and events of the spans that go by, and sends the counts on as metrics from time to time. */
export function createSpanMetricsConnector(
  config: SpanMetricsConfig,
  context: ComponentContext,
  next: Consumer<'metrics'>,
): Connector<'traces'> {
  const { logger } = context;
  logger.log('info', 'Building spanmetrics connector');
  if (config.dimensions_cache_size !== 0) {
    logger.log('warn', 'DimensionsCacheSize is deprecated, please use AggregationCardinalityLimit instead.');
  }
  const counting = new Counting(config, context);
  // The collector's ticker panics with these words.
  if (config.metrics_flush_interval <= 0n) throw new Error('non-positive interval for NewTicker');
  let cancel: (() => void) | undefined;
  const tick = (): void => {
    cancel = context.clock.setTimer(config.metrics_flush_interval, () => {
      tick();
      next.consume(counting.flush(), emptyContext).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.log('error', 'Failed ConsumeMetrics', { error: reason });
      });
    });
  };
  return {
    mutatesData: false,
    async start() {
      logger.log('info', 'Starting spanmetrics connector');
      tick();
    },
    async consume(data) {
      counting.add(data);
      return undefined;
    },
    async shutdown() {
      // What was counted since the last flush is lost, as in the real one.
      logger.log('info', 'Shutting down spanmetrics connector');
      if (cancel === undefined) return;
      logger.log('info', 'Stopping ticker');
      cancel();
      cancel = undefined;
    },
  };
}
