import type { ComponentContext } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext } from '../../../pipeline/consumer.ts';
import type { Consume } from './memory-queue.ts';
import { type BatcherOptions, PartitionBatcher } from './partition-batcher.ts';
import { batchSizer, type QueueConfig } from './queue-config.ts';
import type { Request, Send } from './request.ts';
import { WorkerPool } from './worker-pool.ts';

/** What requests go through between a queue and their sending. */
export interface Batcher<S extends CarriedSignal> {
  readonly consume: Consume<S>;
  /** How many requests it is handed at the same time. */
  readonly consumers: number;
  shutdown(): Promise<void>;
}

export function createBatcher<S extends CarriedSignal>(
  signal: S,
  config: QueueConfig,
  context: ComponentContext,
  next: Send<S>,
): Batcher<S> {
  const { batch } = config;
  if (batch === undefined) return unbatched(config, next);
  const sizer = batchSizer(config, batch);
  const options: BatcherOptions<S> = {
    config: batch,
    sizer: sizer === 'bytes' ? 'bytes' : 'items',
    workers: new WorkerPool(config.num_consumers),
    context,
    next,
  };
  const keys = batch.partition.metadata_keys ?? [];
  if (keys.length > 0) return partitioned(signal, keys, config.num_consumers, options, context);
  const batcher = new PartitionBatcher(options);
  return {
    consume: (request, done) => batcher.consume(request, done),
    // One at a time, so that a batch is full before the next is begun.
    consumers: 1,
    shutdown: () => batcher.shutdown(),
  };
}

function unbatched<S extends CarriedSignal>(config: QueueConfig, next: Send<S>): Batcher<S> {
  return {
    async consume(request, done) {
      let failure: unknown;
      try {
        await next(request);
      } catch (error) {
        failure = error;
      }
      done(failure);
    },
    consumers: config.num_consumers,
    shutdown: async () => undefined,
  };
}

/** A batch for each combination of metadata values; the one unused for longest makes room for a new one. */
function partitioned<S extends CarriedSignal>(
  signal: S,
  names: readonly string[],
  consumers: number,
  base: BatcherOptions<S>,
  { id, telemetry }: ComponentContext,
): Batcher<S> {
  const keys = names.map((name) => name.toLowerCase());
  const { cache_size: cacheSize } = base.config.partition;
  // Insertion order is the order of use.
  const partitions = new Map<string, PartitionBatcher<S>>();
  const closing = new Set<Promise<void>>();
  const attributes = { exporter: id, data_type: signal };
  telemetry.observe('otelcol_exporter_queue_batch_partition_cache_size', attributes, () => partitions.size);
  telemetry.observe('otelcol_exporter_queue_batch_partition_cache_capacity', attributes, () => cacheSize);

  const remove = (key: string): void => {
    const partition = partitions.get(key);
    if (partition === undefined) return;
    partitions.delete(key);
    const closed = partition.shutdown().finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const options = { ...base, mergeContext: (first: ConsumeContext) => metadataOf(keys, first) };
  const partitionOf = (request: Request<S>): PartitionBatcher<S> => {
    const key = JSON.stringify([...metadataOf(keys, request.context).metadata]);
    const known = partitions.get(key);
    const partition = known ?? new PartitionBatcher(options, () => remove(key));
    partitions.delete(key);
    partitions.set(key, partition);
    if (partitions.size > cacheSize) {
      const [oldest] = partitions.keys();
      if (oldest !== undefined) remove(oldest);
    }
    return partition;
  };
  return {
    consume: (request, done) => partitionOf(request).consume(request, done),
    consumers,
    async shutdown() {
      for (const key of [...partitions.keys()]) remove(key);
      await Promise.all(closing);
    },
  };
}

/** The context with these metadata only; what isn't given isn't there. */
function metadataOf(keys: readonly string[], { metadata }: ConsumeContext): ConsumeContext {
  const kept = new Map<string, readonly string[]>();
  for (const key of keys) {
    const values = metadata.get(key);
    if (values !== undefined && values.length > 0) kept.set(key, values);
  }
  return { metadata: kept };
}
