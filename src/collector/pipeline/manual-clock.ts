import type { Clock } from './clock.ts';

interface Timer {
  readonly due: bigint;
  readonly sequence: number;
  readonly callback: () => void;
}

/** A clock that moves only when told to: for tests and for replays on virtual time. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: bigint;
  #sequence = 0;

  readonly #settle: () => Promise<void>;

  /**
   * Starts at the given time, ns since the Unix epoch. `settle` lets everything that waits on promises already settled
   * go on; hosts may have a quicker way.
   */
  constructor(start = 0n, settle: () => Promise<void> = settled) {
    this.#now = start;
    this.#settle = settle;
  }

  now(): bigint {
    return this.#now;
  }

  setTimer(delayNs: bigint, callback: () => void): () => void {
    const timer = { due: this.#now + (delayNs > 0n ? delayNs : 0n), sequence: this.#sequence, callback };
    this.#sequence += 1;
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets everything that waits on promises already settled go on; no time passes. */
  settle(): Promise<void> {
    return this.#settle();
  }

  /** When the next timer falls due, ns since the Unix epoch; `undefined` when none is set. */
  get nextDue(): bigint | undefined {
    let due: bigint | undefined;
    for (const timer of this.#timers) if (due === undefined || timer.due < due) due = timer.due;
    return due;
  }

  /** Moves time forward by ns and fires what falls due, in order. Timers set meanwhile fire too when they fall due. */
  async advance(ns: bigint): Promise<void> {
    const end = this.#now + ns;
    for (let next = this.#earliest(end); next !== undefined; next = this.#earliest(end)) {
      this.#timers.delete(next);
      this.#now = next.due;
      next.callback();
      await this.#settle();
    }
    this.#now = end;
    await this.#settle();
  }

  #earliest(end: bigint): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due > end) continue;
      const before =
        earliest === undefined ||
        timer.due < earliest.due ||
        (timer.due === earliest.due && timer.sequence < earliest.sequence);
      if (before) earliest = timer;
    }
    return earliest;
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
