import { type ComponentContext, type Processor, processorFactory } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';
import { type MemoryLimiterConfig, memoryLimiterSchema } from './config.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { createMemoryLimiterProcessor } from './memory-limiter-processor.ts';
import { TOTAL_MEMORY } from './memory-limits.ts';

export const memoryLimiterFactory = processorFactory({
  kind: 'processor',
  type: 'memory_limiter',
  schema: memoryLimiterSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta', profiles: 'alpha' },
  doc: 'Refuses data while too much memory is in use, so that clients send it again later. Memory is here what queues, batches, pending traces and requests under way hold.',
  create: {
    traces: (config, context, next) => create('traces', config, context, next),
    metrics: (config, context, next) => create('metrics', config, context, next),
    logs: (config, context, next) => create('logs', config, context, next),
    profiles: (config, context, next) => create('profiles', config, context, next),
  },
});

/** By the configuration, which is one object for all pipelines with the same processor. */
const limiters = new WeakMap<MemoryLimiterConfig, MemoryLimiter>();

/** A limiter belongs to no pipeline, and its lines name none. */
const OF_ONE_PIPELINE = ['otelcol.component.id', 'otelcol.pipeline.id', 'otelcol.signal'];

function create<S extends CarriedSignal>(
  signal: S,
  config: MemoryLimiterConfig,
  context: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  let limiter = limiters.get(config);
  if (limiter === undefined) {
    const logger = context.logger.without(OF_ONE_PIPELINE);
    logger.log('debug', 'created singleton logger');
    limiter = new MemoryLimiter(config, context, logger, TOTAL_MEMORY);
    limiters.set(config, limiter);
  }
  return createMemoryLimiterProcessor(signal, limiter, context, next);
}
