import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import type { ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import { type SplittableSignal, splitting } from '../../../pipeline/split/split-data.ts';
import { Fifo } from '../../exporters/exporter-helper/fifo.ts';
import type { BatchConfig } from './config.ts';

/** Requests that are taken while a batch is being sent; the collector takes as many as the machine has processors. */
export const INBOX_SIZE = 4;

interface Arrival<S extends SplittableSignal> {
  readonly data: SignalData[S];
  readonly bytes: number;
  /** Gives the bytes back to the account of the memory. */
  readonly release: () => void;
}

/**
 * The batch of one combination of metadata values. It does one thing at a time: while a batch is being sent, what
 * arrives waits, and those who bring more than a few requests wait with them.
 */
export class Shard<S extends SplittableSignal> {
  readonly #signal: S;
  readonly #config: BatchConfig;
  readonly #context: ComponentContext;
  readonly #next: Consumer<S>;
  readonly #exportContext: ConsumeContext;
  readonly #timed: boolean;
  readonly #inbox = new Fifo<Arrival<S>>();
  /** Lets those go on, in order, who wait for room in the inbox. They hold their data themselves. */
  readonly #waiting = new Fifo<() => void>();
  readonly #pending: SignalData[S];
  #count = 0;
  /** About the bytes of what is pending, and what gives them back to the account. */
  #bytes = 0;
  #release: () => void = () => undefined;
  #cancelTimer: (() => void) | undefined;
  #timeIsUp = false;
  #working = false;
  #work: Promise<void> | undefined;

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

  /** Resolves when the data is taken: at once unless too much waits already. */
  async add(data: SignalData[S]): Promise<void> {
    if (this.#inbox.length < INBOX_SIZE) this.#put(data);
    else {
      await new Promise<void>((resolve) =>
        this.#waiting.push(() => {
          this.#put(data);
          resolve();
        }),
      );
    }
  }

  /** Sends all there is. */
  async close(): Promise<void> {
    this.#cancelTimer?.();
    while (this.#working) await this.#work;
    if (this.#count > 0) await this.#send('timeout');
  }

  #put(data: SignalData[S]): void {
    const bytes = approximateBytes(this.#signal, data);
    this.#inbox.push({ data, bytes, release: this.#context.memory.hold(bytes) });
    this.#goOn();
  }

  #goOn(): void {
    if (this.#working) return;
    this.#working = true;
    this.#work = this.#workThrough();
  }

  async #workThrough(): Promise<void> {
    try {
      for (;;) {
        const arrival = this.#inbox.shift();
        if (arrival !== undefined) {
          this.#waiting.shift()?.();
          await this.#take(arrival);
        } else if (this.#timeIsUp) {
          this.#timeIsUp = false;
          if (this.#count > 0) await this.#send('timeout');
          this.#startTimer();
        } else return;
      }
    } finally {
      // At once, not a turn later: what arrives in between would wait for ever.
      this.#working = false;
    }
  }

  async #take({ data, bytes, release }: Arrival<S>): Promise<void> {
    release();
    const added = signals[this.#signal].count(data);
    if (added === 0) return;
    splitting[this.#signal].append(this.#pending, data);
    this.#count += added;
    this.#hold(this.#bytes + bytes);
    let sent = false;
    while (this.#count > 0 && (!this.#timed || this.#count >= this.#config.send_batch_size)) {
      await this.#send('size');
      sent = true;
    }
    if (sent) this.#startTimer();
  }

  #startTimer(): void {
    if (!this.#timed) return;
    this.#timeIsUp = false;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#context.clock.setTimer(this.#config.timeout, () => {
      this.#timeIsUp = true;
      this.#goOn();
    });
  }

  /** Notes how many bytes are pending now. */
  #hold(bytes: number): void {
    this.#release();
    this.#bytes = bytes;
    this.#release = this.#context.memory.hold(bytes);
  }

  async #send(trigger: 'size' | 'timeout'): Promise<void> {
    const { send_batch_max_size: max } = this.#config;
    const { id, logger, telemetry } = this.#context;
    const size = max > 0 ? Math.min(max, this.#count) : this.#count;
    const batch = splitting[this.#signal].take(size, this.#pending);
    const bytes = Math.round((this.#bytes * size) / this.#count);
    this.#count -= size;
    this.#hold(this.#bytes - bytes);
    const release = this.#context.memory.hold(bytes);
    try {
      await this.#next.consume(batch, this.#exportContext);
    } catch (error) {
      logger.log('warn', 'Sender failed', { error: error instanceof Error ? error.message : String(error) });
      return;
    } finally {
      release();
    }
    const name = trigger === 'size' ? 'batch_size' : 'timeout';
    telemetry.add(`otelcol_processor_batch_${name}_trigger_send`, { processor: id }, 1);
    telemetry.add('otelcol_processor_batch_batch_send_size_sum', { processor: id }, size);
    telemetry.add('otelcol_processor_batch_batch_send_size_count', { processor: id }, 1);
  }
}
