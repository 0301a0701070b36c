import { formatDuration } from '../../../config/duration.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';
import {
  errorText,
  isPermanent,
  PartialFailure,
  prefixed,
  ShutdownError,
  throttleDelay,
} from './export-errors.ts';
import { Request, type Send } from './request.ts';
import type { RetryConfig } from './retry-config.ts';

/** Sends again what failed for now, with growing waits in between (core exporterhelper/internal/retry_sender.go). */
export class RetrySender<S extends CarriedSignal> {
  readonly #config: RetryConfig;
  readonly #context: Pick<ComponentContext, 'clock' | 'logger' | 'random'>;
  readonly #next: Send<S>;
  readonly #interrupts = new Set<() => void>();
  #stopped = false;

  constructor(
    config: RetryConfig,
    context: Pick<ComponentContext, 'clock' | 'logger' | 'random'>,
    next: Send<S>,
  ) {
    this.#config = config;
    this.#context = context;
    this.#next = next;
  }

  async send(first: Request<S>): Promise<void> {
    const { clock, logger, random } = this.#context;
    const limit = this.#config.max_elapsed_time;
    const giveUpAt = limit > 0n ? clock.now() + limit : undefined;
    const backOff = new BackOff(this.#config, random);
    let request = first;
    for (;;) {
      let failure: unknown;
      try {
        await this.#next(request);
        return;
      } catch (error) {
        failure = error;
      }
      if (isPermanent(failure)) throw prefixed('not retryable error', failure);
      if (failure instanceof PartialFailure) {
        request = new Request(request.signal, failure.rest as SignalData[S], request.context);
      }
      const delay = larger(backOff.next(), throttleDelay(failure));
      if (giveUpAt !== undefined && giveUpAt < clock.now() + delay) {
        throw prefixed('no more retries left', failure);
      }
      const { deadline } = request.context;
      if (deadline !== undefined && deadline < clock.now() + delay) {
        throw prefixed('request will be cancelled before next retry', failure);
      }
      logger.log('info', 'Exporting failed. Will retry the request after interval.', {
        error: errorText(failure),
        interval: formatDuration(delay),
      });
      if (!(await this.#waited(delay))) throw new ShutdownError(failure);
    }
  }

  /** What waits now fails, and nothing waits from now on. */
  shutdown(): void {
    this.#stopped = true;
    for (const interrupt of this.#interrupts) interrupt();
  }

  /** Whether the time passed, rather than that the collector stops. */
  #waited(delayNs: bigint): Promise<boolean> {
    if (this.#stopped) return Promise.resolve(false);
    return new Promise((resolve) => {
      const interrupt = (): void => {
        cancel();
        resolve(false);
      };
      const cancel = this.#context.clock.setTimer(delayNs, () => {
        this.#interrupts.delete(interrupt);
        resolve(true);
      });
      this.#interrupts.add(interrupt);
    });
  }
}

/** Waits that grow, off by chance (backoff.ExponentialBackOff). */
class BackOff {
  readonly #config: RetryConfig;
  readonly #random: () => number;
  #current: number;

  constructor(config: RetryConfig, random: () => number) {
    this.#config = config;
    this.#random = random;
    this.#current = Number(config.initial_interval);
  }

  /** The next wait, ns. */
  next(): bigint {
    const { randomization_factor: factor, multiplier } = this.#config;
    const current = this.#current === 0 ? Number(this.#config.initial_interval) : this.#current;
    const longest = Number(this.#config.max_interval);
    this.#current = current >= longest / multiplier ? longest : Math.trunc(current * multiplier);
    if (factor === 0) return BigInt(current);
    const delta = factor * current;
    return BigInt(Math.trunc(current - delta + this.#random() * (2 * delta + 1)));
  }
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
