import type { CarriedSignal, Consumer } from './consumer.ts';
import type { Logger } from './logger.ts';
import type { MemoryAccount } from './memory-account.ts';

const MIB = 1024 * 1024;

/** What the components of a collector may hold together, as bytes of OTLP; the heap is then at about 1 GiB. */
export const MEMORY_CEILING = 512 * MIB;

/**
 * Refuses what receivers hand over while the collector holds more than the ceiling, as a page has no second process to
 * lose: where nothing else limits it (`memory_limiter`, the size of a queue), overload ends in refusals.
 */
export class MemoryCeiling {
  readonly #memory: MemoryAccount;
  readonly #logger: Logger;
  #refusing = false;

  constructor(memory: MemoryAccount, logger: Logger) {
    this.#memory = memory;
    this.#logger = logger;
  }

  guard<S extends CarriedSignal>(inner: Consumer<S>): Consumer<S> {
    return {
      mutatesData: inner.mutatesData,
      consume: (data, context) => {
        this.#look();
        return this.#refusing
          ? Promise.reject(new Error('data refused: the collector holds all it can'))
          : inner.consume(data, context);
      },
    };
  }

  #look(): void {
    const over = this.#memory.used > MEMORY_CEILING;
    if (over === this.#refusing) return;
    this.#refusing = over;
    const text = over
      ? 'The collector holds all it can. Refusing data until some of it has left.'
      : 'The collector has room again. Resuming normal operation.';
    this.#logger.log(over ? 'warn' : 'info', text, { ceiling_mib: MEMORY_CEILING / MIB });
  }
}
