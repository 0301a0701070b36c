/** Notices that a program blocks its thread: it stops answering pings. */

/** Pings in the span after which a program counts as blocked. */
const PINGS = 4;

export class Watchdog {
  readonly #timer: NodeJS.Timeout;
  #unanswered = 0;

  /** Counts pings, not time, so that a pause of the host itself is not held against the program. */
  constructor(blockedMs: number, ping: () => void, onBlocked: () => void) {
    this.#timer = setInterval(() => {
      if (this.#unanswered >= PINGS) {
        this.stop();
        onBlocked();
        return;
      }
      this.#unanswered++;
      ping();
    }, blockedMs / PINGS);
  }

  answered(): void {
    this.#unanswered = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
