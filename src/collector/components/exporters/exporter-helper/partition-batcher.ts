import type { ComponentContext } from '../../../pipeline/component.ts';
import { type CarriedSignal, type ConsumeContext, emptyContext } from '../../../pipeline/consumer.ts';
import { errorText } from './export-errors.ts';
import type { Done } from './memory-queue.ts';
import { type BatchSizer, mergeSplit } from './merge-split.ts';
import type { BatchConfig } from './queue-config.ts';
import { Request, type Send, sizeOf } from './request.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface BatcherOptions<S extends CarriedSignal> {
  readonly config: BatchConfig;
  readonly sizer: BatchSizer;
  readonly workers: WorkerPool;
  readonly context: Pick<ComponentContext, 'clock' | 'logger'>;
  /** What is left of the contexts of two requests in one batch. */
  readonly mergeContext?: (first: ConsumeContext) => ConsumeContext;
  readonly next: Send<S>;
}

/** Puts requests together until they are large enough or old enough (core queuebatch/partition_batcher.go). */
export class PartitionBatcher<S extends CarriedSignal> {
  readonly #options: BatcherOptions<S>;
  readonly #onIdle: (() => void) | undefined;
  readonly #flushing = new Set<Promise<void>>();
  #current: { request: Request<S>; readonly done: Done[] } | undefined;
  #cancelTimer: (() => void) | undefined;
  #active = true;

  /** `onIdle` is called when no data came for `idle_timeout`. */
  constructor(options: BatcherOptions<S>, onIdle?: () => void) {
    this.#options = options;
    this.#onIdle = onIdle;
    this.#waitForData();
  }

  /** Takes a request in; resolves when all that was large enough is on its way. */
  async consume(request: Request<S>, done: Done): Promise<void> {
    const { config, sizer, context } = this.#options;
    const before = this.#current;
    const { requests, error } = mergeSplit(before?.request, request, config.max_size, sizer);
    if (error !== undefined) {
      context.logger.log('warn', 'Failed to split request.', { error: errorText(error) });
    }
    if (requests.length === 0) {
      this.#settle(undefined);
      for (const each of before?.done ?? []) each(error);
      done(error);
      return;
    }
    const shared = countingDone(done, requests.length + (error === undefined ? 0 : 1));
    if (error !== undefined) shared(error);
    const batches = requests.map((each) => ({ request: each, done: [shared] }));
    const [first] = batches;
    if (before !== undefined && first !== undefined) {
      const merged = this.#options.mergeContext?.(before.request.context) ?? emptyContext;
      first.request = new Request(first.request.signal, first.request.data, merged, first.request.items);
      first.done.unshift(...before.done);
    }
    const last = batches.at(-1);
    const kept = last !== undefined && sizeOf(last.request, sizer) < config.min_size ? last : undefined;
    if (kept !== undefined) batches.pop();
    this.#settle(kept, kept === first && before !== undefined);
    for (const batch of batches) await this.#flush(batch);
    if (!this.#active) await this.#flushCurrent();
  }

  /** Sends what it has; resolves when all has been sent. */
  async shutdown(): Promise<void> {
    this.#active = false;
    this.#cancelTimer?.();
    await this.#flushCurrent();
    while (this.#flushing.size > 0) await Promise.all(this.#flushing);
  }

  /** The time of a batch runs from when it was begun. */
  #settle(batch: { request: Request<S>; readonly done: Done[] } | undefined, sameBatch = false): void {
    this.#current = batch;
    if (sameBatch) return;
    this.#cancelTimer?.();
    if (batch === undefined) this.#waitForData();
    else this.#schedule(this.#options.config.flush_timeout, () => void this.#flushCurrent());
  }

  #waitForData(): void {
    if (this.#onIdle !== undefined) this.#schedule(this.#options.config.partition.idle_timeout, this.#onIdle);
  }

  #schedule(delay: bigint, action: () => void): void {
    this.#cancelTimer = this.#active ? this.#options.context.clock.setTimer(delay, action) : undefined;
  }

  async #flushCurrent(): Promise<void> {
    const batch = this.#current;
    if (batch === undefined) return;
    this.#settle(undefined);
    await this.#flush(batch);
  }

  async #flush({ request, done }: { readonly request: Request<S>; readonly done: readonly Done[] }) {
    const flushed = this.#options.workers.execute(async () => {
      let failure: unknown;
      try {
        await this.#options.next(request);
      } catch (error) {
        failure = error;
      }
      for (const each of done) each(failure);
    });
    const whole = flushed.then(({ finished }) => finished).finally(() => this.#flushing.delete(whole));
    this.#flushing.add(whole);
    await flushed;
  }
}

/** Done when it was called so often, with all errors there were. */
function countingDone(done: Done, times: number): Done {
  if (times === 1) return done;
  const errors: unknown[] = [];
  let left = times;
  return (error) => {
    if (error !== undefined) errors.push(error);
    left -= 1;
    if (left > 0) return;
    const [first] = errors;
    done(errors.length > 1 ? new Error(errors.map(errorText).join('; '), { cause: first }) : first);
  };
}
