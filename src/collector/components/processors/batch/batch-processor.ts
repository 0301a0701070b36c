import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import {
  type ConsumeContext,
  type Consumer,
  emptyContext,
  PermanentError,
} from '../../../pipeline/consumer.ts';
import type { SplittableSignal } from '../../../pipeline/split/split-data.ts';
import type { BatchConfig } from './config.ts';
import { Shard } from './shard.ts';

/**
 * Collects data and sends it on in batches: when `send_batch_size` items are there, when `timeout` has passed, and at
 * shutdown. Answers its caller before the data is sent, so that what goes wrong later is logged and the data is lost;
 * but callers wait while a batch is being sent and a few requests wait already.
 */
export function createBatchProcessor<S extends SplittableSignal>(
  signal: S,
  config: BatchConfig,
  context: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const keys = (config.metadata_keys ?? []).map((key) => key.toLowerCase()).sort();
  const limit = config.metadata_cardinality_limit;
  const shards = new Map<string, Shard<S>>();

  const shardFor = (consumed: ConsumeContext): Shard<S> => {
    const metadata = new Map(keys.map((key) => [key, consumed.metadata.get(key) ?? []]));
    const identity = JSON.stringify([...metadata.values()]);
    const existing = shards.get(identity);
    if (existing !== undefined) return existing;
    if (keys.length > 0 && limit !== 0 && shards.size >= limit) {
      throw new PermanentError('too many batcher metadata-value combinations');
    }
    const shard = new Shard(signal, config, context, next, keys.length === 0 ? emptyContext : { metadata });
    shards.set(identity, shard);
    const { id, telemetry } = context;
    telemetry.add('otelcol_processor_batch_metadata_cardinality', { processor: id }, 1);
    return shard;
  };

  return {
    mutatesData: true,
    async start() {
      // The clock of the one batch runs from here on; those told apart by metadata begin with their first data.
      if (keys.length === 0) shardFor(emptyContext);
    },
    async consume(data, consumed) {
      await shardFor(consumed).add(data);
      return undefined;
    },
    async shutdown() {
      await Promise.all([...shards.values()].map((shard) => shard.close()));
    },
  };
}
