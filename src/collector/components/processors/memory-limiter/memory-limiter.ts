import type { ComponentContext } from '../../../pipeline/component.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { CollectionPace } from './collection-pace.ts';
import type { MemoryLimiterConfig } from './config.ts';
import { type MemoryLimits, MIB, memoryLimits } from './memory-limits.ts';

/** A collection that frees less than this part of the memory was of no use. */
const USEFUL_PERCENT = 5;

const mib = (bytes: number): number => Math.floor(bytes / MIB);
const seconds = (ns: bigint): number => Number(ns) / 1e9;

/**
 * Looks at the memory in use again and again and says whether data must be refused (core internal/memorylimiter). All
 * pipelines with the same processor share one. Memory is what the collector's components say they hold: there is no
 * garbage in it, so that a forced collection is another look at the same account, and never of use.
 */
export class MemoryLimiter {
  readonly #context: Pick<ComponentContext, 'clock' | 'memory'>;
  readonly #logger: Logger;
  readonly #checkInterval: bigint;
  readonly #limits: MemoryLimits;
  readonly #soft: CollectionPace;
  readonly #hard: CollectionPace;
  #refusing = false;
  #lastUsed = 0;
  #lastCollection: bigint;
  #users = 0;
  #cancelTimer: (() => void) | undefined;

  /** `totalMemory` is what percentages are of, in bytes. */
  constructor(
    config: MemoryLimiterConfig,
    context: Pick<ComponentContext, 'clock' | 'memory'>,
    logger: Logger,
    totalMemory: number,
  ) {
    this.#context = context;
    this.#logger = logger;
    this.#checkInterval = config.check_interval;
    this.#limits = memoryLimits(config, totalMemory);
    this.#soft = new CollectionPace(
      config.min_gc_interval_when_soft_limited,
      config.max_gc_interval_when_soft_limited,
      config.check_interval,
    );
    this.#hard = new CollectionPace(
      config.min_gc_interval_when_hard_limited,
      config.max_gc_interval_when_hard_limited,
      config.check_interval,
    );
    this.#lastCollection = context.clock.now();
    if (config.limit_mib === 0) {
      logger.log('info', 'Using percentage memory limiter', {
        total_memory_mib: mib(totalMemory),
        limit_percentage: config.limit_percentage,
        spike_limit_percentage: config.spike_limit_percentage,
      });
    }
    logger.log('info', 'Memory limiter configured', {
      limit_mib: mib(this.#limits.hard),
      spike_limit_mib: mib(this.#limits.spike),
      check_interval: seconds(config.check_interval),
    });
  }

  get mustRefuse(): boolean {
    return this.#refusing;
  }

  /** It looks from the first start to the last shutdown. */
  start(): void {
    this.#users += 1;
    if (this.#users === 1) this.#startTimer();
  }

  shutdown(): void {
    if (this.#users === 0) return;
    this.#users -= 1;
    if (this.#users === 0) this.#cancelTimer?.();
  }

  #startTimer(): void {
    this.#cancelTimer = this.#context.clock.setTimer(this.#checkInterval, () => {
      this.#startTimer();
      this.#check();
    });
  }

  #check(): void {
    const { used } = this.#context.memory;
    this.#say('debug', 'Currently used memory.', used);
    let exceeded = this.#look(used, false);
    if (exceeded) exceeded = this.#collectIfDue(used) ?? exceeded;
    else if (this.#refusing)
      this.#say('info', 'Memory usage back within limits. Resuming normal operation.', used);
    if (exceeded && !this.#refusing)
      this.#say('warn', 'Memory usage is above soft limit. Refusing data.', used);
    this.#refusing = exceeded;
  }

  /** Whether the soft limit is exceeded after a collection; `undefined` when none was due. */
  #collectIfDue(used: number): boolean | undefined {
    const { clock, memory } = this.#context;
    const hard = used >= this.#limits.hard;
    if (!(hard ? this.#hard : this.#soft).isDue(clock.now() - this.#lastCollection)) return undefined;
    if (hard) this.#say('warn', 'Memory usage is above hard limit. Forcing a GC.', used);
    else this.#say('info', 'Memory usage is above soft limit. Forcing a GC.', used);
    this.#lastCollection = clock.now();
    this.#say('info', 'Memory usage after GC.', memory.used);
    return this.#look(memory.used, true);
  }

  /** Whether the soft limit is exceeded; adapts how often collections are forced. */
  #look(used: number, collected: boolean): boolean {
    const exceeded = used >= this.#limits.soft;
    const less = used <= Math.floor((this.#lastUsed * (100 - USEFUL_PERCENT)) / 100);
    this.#lastUsed = used;
    if (!exceeded || less) {
      this.#soft.reset();
      this.#hard.reset();
    } else if (collected) {
      this.#soft.slowDown();
      this.#hard.slowDown();
      this.#logger.log(
        'warn',
        'Forced GC did not reclaim enough memory. Will back off GC frequency to preserve CPU for recovery.',
        {
          next_soft_gc_interval: seconds(this.#soft.interval),
          next_hard_gc_interval: seconds(this.#hard.interval),
          cur_mem_mib: mib(used),
        },
      );
    }
    return exceeded;
  }

  #say(level: 'debug' | 'info' | 'warn', message: string, used: number): void {
    this.#logger.log(level, message, { cur_mem_mib: mib(used) });
  }
}
