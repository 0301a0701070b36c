import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import {
  type ConsumeContext,
  type Consumer,
  emptyContext,
  PermanentError,
  type SignalData,
} from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import { type SplittableSignal, splitting } from '../../../pipeline/split/split-data.ts';
import type { BatchConfig } from './config.ts';

/**
 * Collects data and sends it on in batches: when `send_batch_size` items are there, when `timeout` has passed, and at
 * shutdown. Answers its caller before the data is sent, so that what goes wrong later is logged and the data is lost.
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
    return shard;
  };

  return {
    mutatesData: true,
    async start() {
      // The clock of the one batch runs from here on; those told apart by metadata begin with their first data.
      if (keys.length === 0) shardFor(emptyContext);
    },
    async consume(data, consumed) {
      shardFor(consumed).add(data);
      return undefined;
    },
    async shutdown() {
      await Promise.all([...shards.values()].map((shard) => shard.close()));
    },
  };
}

/** The batch of one combination of metadata values. */
class Shard<S extends SplittableSignal> {
  readonly #signal: S;
  readonly #config: BatchConfig;
  readonly #context: ComponentContext;
  readonly #next: Consumer<S>;
  readonly #exportContext: ConsumeContext;
  readonly #timed: boolean;
  readonly #pending: SignalData[S];
  #count = 0;
  /** About the bytes of what is pending, and what gives them back to the account. */
  #bytes = 0;
  #release: () => void = () => undefined;
  #cancelTimer: (() => void) | undefined;
  /** Batches are sent one after the other, in order. */
  #sending: Promise<void> = Promise.resolve();

  constructor(
    signal: S,
    config: BatchConfig,
    context: ComponentContext,
    next: Consumer<S>,
    exportContext: ConsumeContext,
  ) {
    this.#signal = signal;
    this.#pending = splitting[signal].empty();
    this.#config = config;
    this.#context = context;
    this.#next = next;
    this.#exportContext = exportContext;
    this.#timed = config.timeout !== 0n && config.send_batch_size !== 0;
    this.#startTimer();
  }

  add(data: SignalData[S]): void {
    const added = signals[this.#signal].count(data);
    if (added === 0) return;
    const bytes = approximateBytes(this.#signal, data);
    splitting[this.#signal].append(this.#pending, data);
    this.#count += added;
    this.#hold(this.#bytes + bytes);
    let sent = false;
    while (this.#count > 0 && (!this.#timed || this.#count >= this.#config.send_batch_size)) {
      this.#send('size');
      sent = true;
    }
    if (sent) this.#startTimer();
  }

  async close(): Promise<void> {
    this.#cancelTimer?.();
    while (this.#count > 0) this.#send('timeout');
    await this.#sending;
  }

  #startTimer(): void {
    if (!this.#timed) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#context.clock.setTimer(this.#config.timeout, () => {
      if (this.#count > 0) this.#send('timeout');
      this.#startTimer();
    });
  }

  #send(trigger: 'size' | 'timeout'): void {
    const { send_batch_max_size: max } = this.#config;
    const size = max > 0 ? Math.min(max, this.#count) : this.#count;
    const batch = splitting[this.#signal].take(size, this.#pending);
    const bytes = Math.round((this.#bytes * size) / this.#count);
    this.#count -= size;
    this.#hold(this.#bytes - bytes);
    const release = this.#context.memory.hold(bytes);
    this.#sending = this.#sending.then(() => this.#export(batch, size, trigger).finally(release));
  }

  /** Notes how many bytes are pending now. */
  #hold(bytes: number): void {
    this.#release();
    this.#bytes = bytes;
    this.#release = this.#context.memory.hold(bytes);
  }

  async #export(batch: SignalData[S], size: number, trigger: 'size' | 'timeout'): Promise<void> {
    const { id, logger, telemetry } = this.#context;
    try {
      await this.#next.consume(batch, this.#exportContext);
    } catch (error) {
      logger.log('warn', 'Sender failed', { error: error instanceof Error ? error.message : String(error) });
      return;
    }
    const name = trigger === 'size' ? 'batch_size' : 'timeout';
    telemetry.add(`otelcol_processor_batch_${name}_trigger_send`, { processor: id }, 1);
    telemetry.add('otelcol_processor_batch_batch_send_size_sum', { processor: id }, size);
  }
}
