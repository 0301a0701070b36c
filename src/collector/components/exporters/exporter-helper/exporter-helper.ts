import type { ComponentContext, Exporter, Lifecycle } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import type { CounterAttributes } from '../../../pipeline/self-telemetry.ts';
import { signals as traitsOf } from '../../../pipeline/signals.ts';
import { createBatcher } from './batcher.ts';
import { errorText, outward } from './export-errors.ts';
import { MemoryQueue, type Queue } from './memory-queue.ts';
import { PersistentQueue } from './persistent-queue.ts';
import type { QueueConfig } from './queue-config.ts';
import { Request, type Send } from './request.ts';
import type { RetryConfig } from './retry-config.ts';
import { RetrySender } from './retry-sender.ts';
import { withTimeout } from './with-timeout.ts';

/** What an exporter leaves to the helper for one signal. */
export interface HelperOptions<S extends CarriedSignal> {
  /** Makes one attempt to send; rejects as `export-errors.ts` says. */
  push(data: SignalData[S], context: ConsumeContext): Promise<void>;
  /** How long an attempt may take, ns; 0 means that the exporter sees to it. */
  readonly timeoutNs?: bigint;
  readonly retry?: RetryConfig;
  /** `undefined` is "turned off"; exporters that can't have one leave it out. */
  readonly queue?: QueueConfig | undefined;
  readonly mutatesData?: boolean;
  /** Said of sent and failed items besides the exporter's id: "server.address". */
  readonly attributes?: CounterAttributes;
}

/** What all signals of an exporter share. */
export interface SharedLifecycle {
  /** Before anything is sent. */
  start?(): Promise<void>;
  /** After everything has been sent. */
  shutdown?(): Promise<void>;
}

/**
 * An exporter with timeout, retries, queue, batches and counters (core exporter/exporterhelper). `signals` says how
 * each is sent; an instance is made for those that pipelines ask for.
 */
export function createExporter(
  context: ComponentContext,
  signals: { readonly [S in CarriedSignal]?: (context: ComponentContext) => HelperOptions<S> },
  shared: SharedLifecycle = {},
): Exporter {
  const instances = new Map<CarriedSignal, SignalExporter<never>>();
  const instanceOf = <S extends CarriedSignal>(signal: S): SignalExporter<S> | undefined => {
    const known = instances.get(signal) as SignalExporter<S> | undefined;
    const options = signals[signal] as ((context: ComponentContext) => HelperOptions<S>) | undefined;
    if (known !== undefined || options === undefined) return known;
    const own = { ...context, logger: context.logger.with({ 'otelcol.signal': signal }) };
    const instance = new SignalExporter(signal, options(own), own);
    instances.set(signal, instance as unknown as SignalExporter<never>);
    return instance;
  };
  return {
    countsItself: true,
    get traces() {
      return instanceOf('traces') as Consumer<'traces'>;
    },
    get metrics() {
      return instanceOf('metrics') as Consumer<'metrics'>;
    },
    get logs() {
      return instanceOf('logs') as Consumer<'logs'>;
    },
    get profiles() {
      return instanceOf('profiles') as Consumer<'profiles'>;
    },
    async start() {
      await shared.start?.();
      for (const instance of instances.values()) await instance.start();
    },
    async shutdown() {
      await Promise.all([...instances.values()].map((instance) => instance.shutdown()));
      await shared.shutdown?.();
    },
  };
}

class SignalExporter<S extends CarriedSignal> implements Consumer<S>, Lifecycle {
  readonly mutatesData: boolean;
  readonly #signal: S;
  readonly #context: ComponentContext;
  readonly #options: HelperOptions<S>;
  readonly #advice: string;
  readonly #retry: RetrySender<S> | undefined;
  readonly #queue: { readonly queue: Queue<S>; shutdownBatcher(): Promise<void> } | undefined;
  readonly #first: Send<S>;

  constructor(signal: S, options: HelperOptions<S>, context: ComponentContext) {
    this.#signal = signal;
    this.#options = options;
    this.#context = context;
    this.#advice = adviceFor(options);
    this.mutatesData = options.mutatesData === true || options.queue?.batch !== undefined;
    const attempt: Send<S> = (request) => this.#attempt(request);
    this.#retry = options.retry?.enabled ? new RetrySender(options.retry, this.#context, attempt) : undefined;
    const retry = this.#retry;
    const send = this.#counted(retry === undefined ? attempt : (request) => retry.send(request));
    this.#queue = options.queue === undefined ? undefined : this.#createQueue(options.queue, send);
    const queue = this.#queue?.queue;
    this.#first = queue === undefined ? send : (request) => this.#enqueue(queue, request);
  }

  async start(): Promise<void> {
    await this.#queue?.queue.start();
  }

  async consume(data: SignalData[S], consumed: ConsumeContext): Promise<undefined> {
    const request = new Request(this.#signal, data, consumed);
    // Counted first: batches take the data apart.
    const { items } = request;
    try {
      await this.#first(request);
    } catch (error) {
      this.#context.logger.log('error', `Exporting failed. Rejecting data.${this.#advice}`, {
        error: errorText(error),
        rejected_items: items,
      });
      throw outward(error);
    }
    return undefined;
  }

  /** No retries from now on; what is in the queue is tried once. */
  async shutdown(): Promise<void> {
    this.#retry?.shutdown();
    await this.#queue?.queue.shutdown();
    await this.#queue?.shutdownBatcher();
    await this.#queue?.queue.close();
  }

  #createQueue(config: QueueConfig, send: Send<S>) {
    const { id, memory, telemetry, logger } = this.#context;
    const batcher = createBatcher(this.#signal, config, this.#context, async (request) => {
      const { items } = request;
      try {
        await send(request);
      } catch (error) {
        logger.log('error', `Exporting failed. Dropping data.${this.#advice}`, {
          error: errorText(error),
          dropped_items: items,
        });
        throw error;
      }
    });
    const options = {
      sizer: config.sizer === '' ? 'requests' : config.sizer,
      capacity: config.queue_size,
      consumers: batcher.consumers,
      waitForResult: config.wait_for_result,
      blockOnOverflow: config.block_on_overflow,
    } as const;
    const queue: Queue<S> =
      config.storage === ''
        ? new MemoryQueue(options, memory, batcher.consume)
        : new PersistentQueue(this.#signal, options, config.storage, this.#context, batcher.consume);
    const attributes = { exporter: id, data_type: this.#signal };
    telemetry.observe('otelcol_exporter_queue_size', attributes, () => queue.size);
    telemetry.observe('otelcol_exporter_queue_capacity', attributes, () => queue.capacity);
    return { queue, shutdownBatcher: () => batcher.shutdown() };
  }

  async #enqueue(queue: Queue<S>, request: Request<S>): Promise<void> {
    const { items, data, context } = request;
    // Nobody waits for what is in a queue, unless it is asked for.
    const queued =
      context.deadline === undefined || this.#options.queue?.wait_for_result
        ? request
        : new Request(this.#signal, data, { metadata: context.metadata }, items);
    try {
      await queue.offer(queued);
    } catch (error) {
      const counter = `otelcol_exporter_enqueue_failed_${traitsOf[this.#signal].items}`;
      this.#context.telemetry.add(counter, { exporter: this.#context.id }, items);
      throw error;
    }
  }

  /** Counts what became of a request after all its retries. */
  #counted(next: Send<S>): Send<S> {
    const { id, telemetry } = this.#context;
    const { items: noun } = traitsOf[this.#signal];
    const attributes = { exporter: id, ...this.#options.attributes };
    const inFlight = { exporter: id, data_type: this.#signal };
    return async (request) => {
      const { items } = request;
      telemetry.add('otelcol_exporter_in_flight_requests', inFlight, 1);
      let sent = 0;
      try {
        await next(request);
        sent = items;
      } finally {
        telemetry.add('otelcol_exporter_in_flight_requests', inFlight, -1);
        telemetry.add(`otelcol_exporter_sent_${noun}`, attributes, sent);
        if (items > sent) telemetry.add(`otelcol_exporter_send_failed_${noun}`, attributes, items - sent);
      }
    };
  }

  #attempt({ data, context }: Request<S>): Promise<void> {
    const { timeoutNs = 0n } = this.#options;
    if (timeoutNs <= 0n) return this.#options.push(data, context);
    const { clock } = this.#context;
    const end = clock.now() + timeoutNs;
    const deadline = context.deadline !== undefined && context.deadline < end ? context.deadline : end;
    return withTimeout(clock, timeoutNs, this.#options.push(data, { ...context, deadline }));
  }
}

/** What the collector adds to its complaints where it could have been helped. */
function adviceFor(options: HelperOptions<CarriedSignal>): string {
  const retry =
    options.retry === undefined || options.retry.enabled
      ? ''
      : ' Try enabling retry_on_failure config option to retry on retryable errors.';
  const queue =
    Object.hasOwn(options, 'queue') && options.queue === undefined
      ? ' Try enabling sending_queue to survive temporary failures.'
      : '';
  return `${retry}${queue}`;
}
